using System.Text;

namespace Playground.Tuf.Json;

/// <summary>The growing output of <see cref="SortedJson"/>, and how strings are escaped in its two forms.</summary>
internal ref struct SortedJsonBuffer(byte[] buffer)
{
    private byte[] _bytes = buffer;

    /// <summary>How many bytes were written.</summary>
    internal int Length { get; private set; }

    internal void Append(byte b)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = b;
    }

    internal void Append(scoped ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>A newline and one space per level.</summary>
    internal void AppendLineBreak(int depth)
    {
        Reserve(depth + 1);
        _bytes[Length] = (byte)'\n';
        _bytes.AsSpan(Length + 1, depth).Fill((byte)' ');
        Length += depth + 1;
    }

    /// <summary>A string in quotes. Plain text has nothing to escape; other text is escaped as little as canonical JSON asks, or to ASCII.</summary>
    internal void AppendString(scoped ReadOnlySpan<byte> text, bool plain, bool ascii)
    {
        if (plain || (ascii && NeedsNoEscape(text)))
        {
            Reserve(text.Length + 2);
            Span<byte> free = _bytes.AsSpan(Length, text.Length + 2);
            free[0] = (byte)'"';
            text.CopyTo(free[1..]);
            free[^1] = (byte)'"';
            Length += text.Length + 2;
            return;
        }

        Append((byte)'"');
        if (ascii)
        {
            AppendAscii(text);
        }
        else
        {
            AppendCanonical(text);
        }

        Append((byte)'"');
    }

    internal readonly ReadOnlySpan<byte> Written(int from, int to) => _bytes.AsSpan(from, to - from);

    internal void Rewind(int length) => Length = length;

    internal readonly ReadOnlyMemory<byte> ToMemory() => _bytes.AsMemory(0, Length);

    internal readonly byte[] ToArray()
    {
        byte[] exact = GC.AllocateUninitializedArray<byte>(Length);
        _bytes.AsSpan(0, Length).CopyTo(exact);
        return exact;
    }

    private static bool NeedsNoEscape(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && text.IndexOfAny((byte)'"', (byte)'\\') < 0;

    private void AppendCanonical(scoped ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny((byte)'"', (byte)'\\') is >= 0 and int next)
        {
            Append(text[..next]);
            Append((byte)'\\');
            Append(text[next]);
            text = text[(next + 1)..];
        }

        Append(text);
    }

    private void AppendAscii(scoped ReadOnlySpan<byte> text)
    {
        Span<char> units = stackalloc char[2];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int consumed);
            text = text[consumed..];
            switch (rune.Value)
            {
                case '"': Append("\\\""u8); break;
                case '\\': Append("\\\\"u8); break;
                case '\n': Append("\\n"u8); break;
                case '\r': Append("\\r"u8); break;
                case '\t': Append("\\t"u8); break;
                case '\b': Append("\\b"u8); break;
                case '\f': Append("\\f"u8); break;
                case >= ' ' and <= '~': Append((byte)rune.Value); break;
                default:
                    int count = rune.EncodeToUtf16(units);
                    for (int i = 0; i < count; i++)
                    {
                        AppendUnit(units[i]);
                    }

                    break;
            }
        }
    }

    private void AppendUnit(char unit)
    {
        ReadOnlySpan<byte> hex = "0123456789abcdef"u8;
        Append(stackalloc byte[] { (byte)'\\', (byte)'u', hex[unit >> 12], hex[(unit >> 8) & 15], hex[(unit >> 4) & 15], hex[unit & 15] });
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Grow(count);
        }
    }

    private void Grow(int count)
    {
        byte[] larger = GC.AllocateUninitializedArray<byte>(checked(Math.Max(_bytes.Length + (_bytes.Length / 2), Length + count)));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        _bytes = larger;
    }
}
