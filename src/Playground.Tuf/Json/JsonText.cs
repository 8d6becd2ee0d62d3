using System.Text;
using System.Text.Json;

namespace Playground.Tuf.Json;

/// <summary>Reads single JSON strings where they stand in a document, and compares them by code point.</summary>
internal static class JsonText
{
    /// <summary>Depth is counted by our own readers, so that passing it has a code of its own.</summary>
    internal static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = CanonicalJson.MaxDepth + 8 };

    /// <summary>
    /// The text between the quotes of the string that begins at <paramref name="quote"/>, as it stands there.
    /// <paramref name="escaped"/> tells whether it has escapes.
    /// </summary>
    internal static ReadOnlySpan<byte> RawAt(ReadOnlySpan<byte> json, int quote, out bool escaped)
    {
        ReadOnlySpan<byte> rest = json[(quote + 1)..];
        int end = rest.IndexOfAny((byte)'"', (byte)'\\');
        escaped = rest[end] == (byte)'\\';
        while (rest[end] != (byte)'"')
        {
            end += 2;
            end += rest[end..].IndexOfAny((byte)'"', (byte)'\\');
        }

        return rest[..end];
    }

    /// <summary>The UTF-8 text a raw string stands for.</summary>
    internal static byte[] Unescape(ReadOnlySpan<byte> raw)
    {
        byte[] quoted = [(byte)'"', .. raw, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        byte[] text = new byte[raw.Length];
        int length = reader.CopyString(text);
        return text[..length];
    }

    /// <summary>
    /// Orders two strings of a document by code point. The order of valid UTF-8 bytes is the order of code points (RFC 3629, section 1).
    /// </summary>
    internal static int Compare(ReadOnlySpan<byte> json, int quoteA, int quoteB)
    {
        ReadOnlySpan<byte> a = RawAt(json, quoteA, out bool escapedA);
        ReadOnlySpan<byte> b = RawAt(json, quoteB, out bool escapedB);
        return (escapedA ? Unescape(a) : a).SequenceCompareTo(escapedB ? Unescape(b) : b);
    }

    /// <summary>Orders a string of a document and a plain UTF-8 text by code point.</summary>
    internal static int Compare(ReadOnlySpan<byte> json, int quote, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> raw = RawAt(json, quote, out bool escaped);
        return (escaped ? Unescape(raw) : raw).SequenceCompareTo(text);
    }

    /// <summary>The string of a document as text.</summary>
    internal static string StringAt(ReadOnlySpan<byte> json, int quote)
    {
        ReadOnlySpan<byte> raw = RawAt(json, quote, out bool escaped);
        return Encoding.UTF8.GetString(escaped ? Unescape(raw) : raw);
    }
}
