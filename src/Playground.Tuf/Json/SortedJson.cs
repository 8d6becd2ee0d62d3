using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Playground.Tuf.Json;

/// <summary>The two forms in which JSON is written here.</summary>
internal enum SortedJsonStyle
{
    /// <summary>OLPC canonical JSON.</summary>
    Canonical,

    /// <summary>Indented by one, ASCII only, ending in a newline.</summary>
    Indented,
}

/// <summary>
/// Writes a JSON document again with the names of every object in code point order, in one pass. On the way it refuses what metadata must not
/// hold: invalid UTF-8, repeated names, numbers that are not integers, too much depth. Objects that come in order are copied straight
/// through; only others are put in order afterwards, in the output.
/// </summary>
internal unsafe ref struct SortedJson
{
    private readonly byte* _input;
    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _indented;
    private SortedJsonBuffer _out;
    private Member[] _members;
    private int _memberCount;

    private SortedJson(byte* input, ReadOnlySpan<byte> json, SortedJsonStyle style)
    {
        _input = input;
        _json = json;
        _indented = style == SortedJsonStyle.Indented;
        _out = new SortedJsonBuffer(_indented ? json.Length + (json.Length / 4) + 64 : json.Length);
        _members = ArrayPool<Member>.Shared.Rent(64);
    }

    /// <summary>One member of an object being written: where its name begins in the input, and where it begins in the output.</summary>
    private readonly record struct Member(int NameQuote, int OutputStart);

    /// <summary>Writes a whole document; an array of just the right length.</summary>
    internal static byte[] Format(ReadOnlySpan<byte> json, SortedJsonStyle style)
    {
        CheckUtf8(json);
        fixed (byte* input = json)
        {
            var writer = new SortedJson(input, json, style);
            try
            {
                var reader = new Utf8JsonReader(json, JsonText.ReaderOptions);
                reader.Read();
                writer.WriteValue(ref reader, 0);
                reader.Read();
                if (style == SortedJsonStyle.Indented)
                {
                    writer._out.Append((byte)'\n');
                }

                return writer._out.ToArray();
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw NotJson(json, e);
            }
            finally
            {
                ArrayPool<Member>.Shared.Return(writer._members);
            }
        }
    }

    /// <summary>
    /// The canonical form of the value that <paramref name="reader"/> stands before, a part of <paramref name="json"/>; the reader moves
    /// to its last token, and <paramref name="start"/> is where the value begins. The memory is as long as the form but may be part of a larger array.
    /// </summary>
    internal static ReadOnlyMemory<byte> Canonicalize(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, int expectedLength, out int start)
    {
        fixed (byte* input = json)
        {
            var writer = new SortedJson(input, json, SortedJsonStyle.Canonical) { _out = new SortedJsonBuffer(expectedLength) };
            try
            {
                reader.Read();
                start = (int)reader.TokenStartIndex;
                writer.WriteValue(ref reader, reader.CurrentDepth);
                return writer._out.ToMemory();
            }
            finally
            {
                ArrayPool<Member>.Shared.Return(writer._members);
            }
        }
    }

    /// <summary>Refuses bytes that are not UTF-8: the JSON reader itself does not look inside strings.</summary>
    internal static void CheckUtf8(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            throw new TufException(ProblemCodes.NotJson, "The bytes are not UTF-8.");
        }
    }

    /// <summary>Says of bytes that the JSON reader refused where they stop making sense.</summary>
    internal static TufException NotJson(ReadOnlySpan<byte> json, Exception e)
    {
        string where = e is JsonException { LineNumber: { } line } j ? $" (line {line + 1}, byte {j.BytePositionInLine + 1})" : "";
        string what = json.IsEmpty ? "The document is empty." : $"The bytes are not valid JSON{where}.";
        return new TufException(ProblemCodes.NotJson, what, innerException: e);
    }

    private void WriteValue(ref Utf8JsonReader reader, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CheckDepth(ref reader, depth);
                WriteObject(ref reader, depth);
                break;
            case JsonTokenType.StartArray:
                CheckDepth(ref reader, depth);
                WriteArray(ref reader, depth);
                break;
            case JsonTokenType.String:
                WriteString(ref reader);
                break;
            case JsonTokenType.Number:
                WriteInteger(ref reader);
                break;
            default:
                _out.Append(reader.ValueSpan);
                break;
        }
    }

    private void WriteObject(ref Utf8JsonReader reader, int depth)
    {
        int first = _memberCount;
        bool ordered = true;
        _out.Append((byte)'{');
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int nameQuote = (int)reader.TokenStartIndex;
            if (_memberCount > first)
            {
                _out.Append((byte)',');
                int order = JsonText.Compare(_json, _members[_memberCount - 1].NameQuote, nameQuote);
                ordered &= order < 0;
                if (order == 0)
                {
                    throw Duplicate(nameQuote);
                }
            }

            BreakLine(depth + 1);
            Push(new Member(nameQuote, _out.Length));
            WriteString(ref reader);
            _out.Append((byte)':');
            if (_indented)
            {
                _out.Append((byte)' ');
            }

            reader.Read();
            WriteValue(ref reader, depth + 1);
        }

        if (!ordered)
        {
            PutInOrder(_members.AsSpan(first, _memberCount - first), depth);
        }

        if (_memberCount > first)
        {
            BreakLine(depth);
        }

        _out.Append((byte)'}');
        _memberCount = first;
    }

    private void WriteArray(ref Utf8JsonReader reader, int depth)
    {
        _out.Append((byte)'[');
        bool any = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (any)
            {
                _out.Append((byte)',');
            }

            any = true;
            BreakLine(depth + 1);
            WriteValue(ref reader, depth + 1);
        }

        if (any)
        {
            BreakLine(depth);
        }

        _out.Append((byte)']');
    }

    private void WriteString(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            _out.AppendString(reader.ValueSpan, plain: !_indented);
            return;
        }

        byte[] text = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        int length = reader.CopyString(text);
        if (_indented)
        {
            _out.AppendString(text.AsSpan(0, length), plain: false);
        }
        else
        {
            _out.AppendCanonicalString(text.AsSpan(0, length));
        }

        ArrayPool<byte>.Shared.Return(text);
    }

    private void WriteInteger(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> digits = reader.ValueSpan;
        if (digits.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
        {
            throw new TufException(ProblemCodes.NotAnInteger, "A number in metadata is not an integer.", JsonPath.At(_json, reader.TokenStartIndex));
        }

        _out.Append(digits.SequenceEqual("-0"u8) ? "0"u8 : digits);
    }

    private void BreakLine(int depth)
    {
        if (_indented)
        {
            _out.AppendLineBreak(depth);
        }
    }

    /// <summary>Orders the members of an object that stands at the end of the output.</summary>
    private void PutInOrder(Span<Member> members, int depth)
    {
        int separator = _indented ? 3 + depth : 1;
        int from = members[0].OutputStart;
        int to = _out.Length;
        var pieces = new (Member Member, int End)[members.Length];
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = (members[i], i + 1 < members.Length ? members[i + 1].OutputStart - separator : to);
        }

        Array.Sort(pieces, new ByName(_input, _json.Length));
        byte[] old = ArrayPool<byte>.Shared.Rent(to - from);
        _out.Written(from, to).CopyTo(old);
        _out.Rewind(from);
        for (int i = 0; i < pieces.Length; i++)
        {
            if (i > 0)
            {
                if (JsonText.Compare(_json, pieces[i - 1].Member.NameQuote, pieces[i].Member.NameQuote) == 0)
                {
                    throw Duplicate(Math.Max(pieces[i - 1].Member.NameQuote, pieces[i].Member.NameQuote));
                }

                _out.Append((byte)',');
                BreakLine(depth + 1);
            }

            _out.Append(old.AsSpan(pieces[i].Member.OutputStart - from, pieces[i].End - pieces[i].Member.OutputStart));
        }

        ArrayPool<byte>.Shared.Return(old);
    }

    private void Push(Member member)
    {
        if (_memberCount == _members.Length)
        {
            Member[] larger = ArrayPool<Member>.Shared.Rent(_members.Length * 2);
            _members.AsSpan(0, _memberCount).CopyTo(larger);
            ArrayPool<Member>.Shared.Return(_members);
            _members = larger;
        }

        _members[_memberCount++] = member;
    }

    private readonly void CheckDepth(ref Utf8JsonReader reader, int depth)
    {
        if (depth >= CanonicalJson.MaxDepth)
        {
            throw new TufException(ProblemCodes.TooDeep, $"Metadata nests deeper than {CanonicalJson.MaxDepth} levels.", JsonPath.At(_json, reader.TokenStartIndex));
        }
    }

    private readonly TufException Duplicate(int nameQuote) =>
        new(ProblemCodes.DuplicateName, "An object has the same name twice.", JsonPath.At(_json, nameQuote));

    /// <summary>Orders pieces by the code points of their names. The pointer is pinned for as long as the writer runs.</summary>
    private sealed class ByName(byte* input, int length) : IComparer<(Member Member, int End)>
    {
        public int Compare((Member Member, int End) x, (Member Member, int End) y) =>
            JsonText.Compare(new ReadOnlySpan<byte>(input, length), x.Member.NameQuote, y.Member.NameQuote);
    }
}
