using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Playground.Tuf.Json;

/// <summary>
/// Finds the tokens of a JSON document (RFC 8259) and their places, and refuses what is not one. It is what canonical JSON is made with: a
/// general reader spends more on each token than the hash that follows. Names and values are looked into elsewhere.
/// </summary>
internal ref struct JsonScanner
{
    private readonly ReadOnlySpan<byte> _json;

    internal JsonScanner(ReadOnlySpan<byte> json)
    {
        _json = json;
        Position = 0;
        if (!Utf8.IsValid(json))
        {
            throw new TufException(ProblemCodes.NotJson, "The bytes are not UTF-8.");
        }
    }

    /// <summary>The document.</summary>
    internal readonly ReadOnlySpan<byte> Json => _json;

    /// <summary>The next byte to look at.</summary>
    internal int Position { get; private set; }

    /// <summary>Passes over white space; the byte after it is not taken, and 0 at the end.</summary>
    internal byte Peek()
    {
        int at = Position;
        while (at < _json.Length && _json[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        Position = at;
        return at < _json.Length ? _json[at] : (byte)0;
    }

    /// <summary>Takes the byte just peeked at.</summary>
    internal void Take() => Position++;

    /// <summary>Passes over white space and takes one byte, which must be this one.</summary>
    internal void Expect(byte wanted)
    {
        if (Peek() != wanted)
        {
            throw Malformed();
        }

        Position++;
    }

    /// <summary>Refuses anything but white space up to the end.</summary>
    internal void ExpectEnd()
    {
        if (Peek() != 0 || Position < _json.Length)
        {
            throw Malformed();
        }
    }

    /// <summary>Takes a string whose opening quote is next; the answer is what stands between the quotes.</summary>
    internal ReadOnlySpan<byte> TakeString(out bool escaped)
    {
        if (Peek() != (byte)'"')
        {
            throw Malformed();
        }

        int start = Position + 1;
        int at = start;
        escaped = false;
        while (true)
        {
            int next = EndOfPlainText(_json[at..]);
            at += Math.Max(0, next);
            if (next < 0 || (_json[at] != (byte)'"' && (_json[at] != (byte)'\\' || at + 1 >= _json.Length)))
            {
                Position = next < 0 ? _json.Length : at;
                throw Malformed();
            }

            if (_json[at] == (byte)'"')
            {
                Position = at + 1;
                return _json[start..at];
            }

            escaped = true;
            at += 2;
        }
    }

    /// <summary>Takes a number; the answer is its digits. Fractions and exponents are refused.</summary>
    internal ReadOnlySpan<byte> TakeInteger()
    {
        int start = Position;
        int at = start + (_json[start] == (byte)'-' ? 1 : 0);
        int digits = at;
        while (at < _json.Length && _json[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        if (at == digits || (_json[digits] == (byte)'0' && at > digits + 1))
        {
            throw Malformed();
        }

        if (at < _json.Length && _json[at] is (byte)'.' or (byte)'e' or (byte)'E')
        {
            throw new TufException(ProblemCodes.NotAnInteger, "A number in metadata is not an integer.", JsonPath.At(_json, start));
        }

        Position = at;
        return _json[start..at];
    }

    /// <summary>Takes <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    internal ReadOnlySpan<byte> TakeLiteral()
    {
        ReadOnlySpan<byte> rest = _json[Position..];
        ReadOnlySpan<byte> literal = rest.StartsWith("true"u8) ? "true"u8 : rest.StartsWith("false"u8) ? "false"u8 : "null"u8;
        if (!rest.StartsWith(literal))
        {
            throw Malformed();
        }

        Position += literal.Length;
        return literal;
    }

    /// <summary>A refusal of what stands at the current position.</summary>
    internal readonly TufException Malformed()
    {
        if (_json.IsEmpty)
        {
            return new TufException(ProblemCodes.NotJson, "The document is empty.");
        }

        ReadOnlySpan<byte> before = _json[..Math.Min(Position, _json.Length)];
        int line = before.Count((byte)'\n') + 1;
        int column = before.Length - (before.LastIndexOf((byte)'\n') + 1) + 1;
        string what = Position >= _json.Length ? "The JSON breaks off" : "This is not valid JSON";
        return new TufException(ProblemCodes.NotJson, $"{what} at line {line}, byte {column}.");
    }

    /// <summary>
    /// Where a quote, a backslash or a control character stands first, or -1. By hand, because most texts are names of a few bytes, and
    /// because the framework's general search has to be compiled anew in every process.
    /// </summary>
    private static int EndOfPlainText(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        int at = 0;
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref first, (nuint)at);
            Vector128<byte> ends = Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.Equals(bytes, Vector128.Min(bytes, Vector128.Create((byte)0x1f)));
            uint found = ends.ExtractMostSignificantBits();
            if (found != 0)
            {
                return at + BitOperations.TrailingZeroCount(found);
            }
        }

        for (; at < text.Length; at++)
        {
            if (text[at] is (byte)'"' or (byte)'\\' or < 0x20)
            {
                return at;
            }
        }

        return -1;
    }
}
