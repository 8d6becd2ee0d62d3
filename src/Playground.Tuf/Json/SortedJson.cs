using System.Buffers;

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
/// hold: invalid UTF-8, repeated names, numbers that are not integers, too much depth. Documents that come in order are copied straight
/// through. At the first name that is out of order writing begins anew, now noting where members are, and objects are put in order afterwards, in
/// the output.
/// </summary>
internal ref struct SortedJson
{
    /// <summary>Up to so many bytes the buffer to write in is a lent one: the system takes long to provide a new one. Larger ones are not kept.</summary>
    private const int MaxLent = 64 << 20;

    private readonly bool _indented;
    private JsonScanner _scanner;
    private SortedJsonBuffer _out;
    private Member[]? _members;
    private int _memberCount;
    private bool _foundDisorder;

    private SortedJson(JsonScanner scanner, SortedJsonStyle style, byte[] buffer)
    {
        _scanner = scanner;
        _indented = style == SortedJsonStyle.Indented;
        _out = new SortedJsonBuffer(buffer);
    }

    /// <summary>One member of an object being written: where its name begins in the input, and where it begins in the output.</summary>
    private readonly record struct Member(int NameQuote, int OutputStart);

    /// <summary>Writes a whole document; an array of just the right length.</summary>
    internal static byte[] Format(ReadOnlySpan<byte> json, SortedJsonStyle style)
    {
        bool indented = style == SortedJsonStyle.Indented;
        var scanner = new JsonScanner(json);
        int expected = indented ? json.Length + (json.Length / 4) + 64 : json.Length;
        byte[]? lent = expected <= MaxLent ? ArrayPool<byte>.Shared.Rent(expected) : null;
        var writer = new SortedJson(scanner, style, lent ?? GC.AllocateUninitializedArray<byte>(expected));
        writer.Write(0);
        writer._scanner.ExpectEnd();
        if (indented)
        {
            writer._out.Append((byte)'\n');
        }

        byte[] whole = writer._out.ToArray();
        if (lent is not null)
        {
            ArrayPool<byte>.Shared.Return(lent);
        }

        return whole;
    }

    /// <summary>
    /// The canonical form of the value that <paramref name="scanner"/> stands before, which moves behind it.
    /// The memory is as long as the form but may be part of a larger array.
    /// </summary>
    internal static ReadOnlyMemory<byte> Canonicalize(ref JsonScanner scanner, int expectedLength, int depth)
    {
        var writer = new SortedJson(scanner, SortedJsonStyle.Canonical, GC.AllocateUninitializedArray<byte>(Math.Max(16, expectedLength)));
        writer.Write(depth);
        scanner = writer._scanner;
        return writer._out.ToMemory();
    }

    private void Write(int depth)
    {
        JsonScanner start = _scanner;
        WriteValue(depth);
        if (_foundDisorder)
        {
            _foundDisorder = false;
            _members = new Member[64];
            _scanner = start;
            _out.Rewind(0);
            WriteValue(depth);
        }
    }

    private void WriteValue(int depth)
    {
        switch (_scanner.Peek())
        {
            case (byte)'"':
                int quote = _scanner.Position;
                WriteString(_scanner.TakeString(out bool escaped), escaped, quote);
                break;
            case (byte)'{':
                Enter(depth);
                WriteObject(depth);
                break;
            case (byte)'[':
                Enter(depth);
                WriteArray(depth);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                ReadOnlySpan<byte> digits = _scanner.TakeInteger();
                _out.Append(digits.SequenceEqual("-0"u8) ? "0"u8 : digits);
                break;
            default:
                _out.Append(_scanner.TakeLiteral());
                break;
        }
    }

    private void WriteObject(int depth)
    {
        int first = _memberCount;
        int previous = -1;
        bool ordered = true;
        ReadOnlySpan<byte> previousName = default;
        _out.Append((byte)'{');
        while (_scanner.Peek() != (byte)'}')
        {
            if (previous >= 0)
            {
                _scanner.Expect((byte)',');
                _out.Append((byte)',');
                _scanner.Peek();
            }

            int quote = _scanner.Position;
            ReadOnlySpan<byte> raw = _scanner.TakeString(out bool escaped);
            ReadOnlySpan<byte> name = escaped ? Unescape(raw, quote) : raw;
            if (previous >= 0)
            {
                int order = previousName.SequenceCompareTo(name);
                ordered &= order < 0;
                if (order == 0)
                {
                    throw Duplicate(quote);
                }

                if (order > 0 && _members is null)
                {
                    _foundDisorder = true;
                    return;
                }
            }

            previous = quote;
            previousName = name;
            BreakLine(depth + 1);
            if (_members is not null)
            {
                Push(new Member(quote, _out.Length));
            }

            _out.AppendString(name, plain: !escaped && !_indented, _indented);
            _scanner.Expect((byte)':');
            _out.Append(_indented ? ": "u8 : ":"u8);
            WriteValue(depth + 1);
            if (_foundDisorder)
            {
                return;
            }
        }

        _scanner.Take();
        if (!ordered)
        {
            PutInOrder(_members.AsSpan(first, _memberCount - first), depth);
        }

        if (previous >= 0)
        {
            BreakLine(depth);
        }

        _out.Append((byte)'}');
        _memberCount = first;
    }

    private void WriteArray(int depth)
    {
        _out.Append((byte)'[');
        bool any = false;
        while (_scanner.Peek() != (byte)']')
        {
            if (any)
            {
                _scanner.Expect((byte)',');
                _out.Append((byte)',');
            }

            any = true;
            BreakLine(depth + 1);
            WriteValue(depth + 1);
            if (_foundDisorder)
            {
                return;
            }
        }

        _scanner.Take();
        if (any)
        {
            BreakLine(depth);
        }

        _out.Append((byte)']');
    }

    private void WriteString(ReadOnlySpan<byte> raw, bool escaped, int quote) =>
        _out.AppendString(escaped ? Unescape(raw, quote) : raw, plain: !escaped && !_indented, _indented);

    private readonly byte[] Unescape(ReadOnlySpan<byte> raw, int quote)
    {
        try
        {
            return JsonText.Unescape(raw);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new TufException(ProblemCodes.NotJson, "A string has an escape that means nothing.", JsonPath.At(_scanner.Json, quote), e);
        }
    }

    private void Enter(int depth)
    {
        if (depth >= CanonicalJson.MaxDepth)
        {
            throw new TufException(
                ProblemCodes.TooDeep, $"Metadata nests deeper than {CanonicalJson.MaxDepth} levels.", JsonPath.At(_scanner.Json, _scanner.Position));
        }

        _scanner.Take();
    }

    private void BreakLine(int depth)
    {
        if (_indented)
        {
            _out.AppendLineBreak(depth);
        }
    }

    /// <summary>Orders the members of an object that stands at the end of the output.</summary>
    private unsafe void PutInOrder(Span<Member> members, int depth)
    {
        int separator = _indented ? 3 + depth : 1;
        int from = members[0].OutputStart;
        int to = _out.Length;
        var pieces = new (Member Member, int End)[members.Length];
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = (members[i], i + 1 < members.Length ? members[i + 1].OutputStart - separator : to);
        }

        ReadOnlySpan<byte> json = _scanner.Json;
        fixed (byte* pinned = json)
        {
            Array.Sort(pieces, new ByName(pinned, json.Length));
        }

        byte[] old = ArrayPool<byte>.Shared.Rent(to - from);
        _out.Written(from, to).CopyTo(old);
        _out.Rewind(from);
        for (int i = 0; i < pieces.Length; i++)
        {
            if (i > 0)
            {
                if (JsonText.Compare(json, pieces[i - 1].Member.NameQuote, pieces[i].Member.NameQuote) == 0)
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
        if (_memberCount == _members!.Length)
        {
            Array.Resize(ref _members, _memberCount * 2);
        }

        _members[_memberCount++] = member;
    }

    private readonly TufException Duplicate(int nameQuote) =>
        new(ProblemCodes.DuplicateName, "An object has the same name twice.", JsonPath.At(_scanner.Json, nameQuote));

    /// <summary>Orders pieces by the code points of their names.</summary>
    private sealed unsafe class ByName(byte* json, int length) : IComparer<(Member Member, int End)>
    {
        public int Compare((Member Member, int End) x, (Member Member, int End) y) =>
            JsonText.Compare(new ReadOnlySpan<byte>(json, length), x.Member.NameQuote, y.Member.NameQuote);
    }
}
