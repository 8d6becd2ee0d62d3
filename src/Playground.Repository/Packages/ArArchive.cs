using System.Globalization;
using System.Text;

namespace Playground.Repository.Packages;

/// <summary>Reads an <c>ar</c> archive, member by member.</summary>
internal sealed class ArArchive
{
    private const int HeaderLength = 60;

    private readonly Stream _content;
    private long _left;

    internal ArArchive(Stream content)
    {
        _content = content;
        Span<byte> magic = stackalloc byte[8];
        if (content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) < magic.Length || !magic.SequenceEqual("!<arch>\n"u8))
        {
            throw new InvalidDataException("It is no ar archive.");
        }
    }

    /// <summary>Goes to the next member: its name and length; null at the end.</summary>
    internal (string Name, long Length)? Next()
    {
        Skip(_left);
        Span<byte> header = stackalloc byte[HeaderLength];
        int read = _content.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        string text = Encoding.Latin1.GetString(header);
        if (read < HeaderLength || !text.EndsWith("`\n", StringComparison.Ordinal)
            || !long.TryParse(text.AsSpan(48, 10).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out long length))
        {
            throw new InvalidDataException("A header in it is damaged.");
        }

        // Members begin at even places.
        _left = length + (length & 1);
        return (text[..16].TrimEnd().TrimEnd('/'), length);
    }

    /// <summary>The content of the member that was gone to last.</summary>
    internal byte[] Read(long length)
    {
        byte[] content = new byte[length];
        _content.ReadExactly(content);
        _left -= length;
        return content;
    }

    private void Skip(long count)
    {
        if (count > 0)
        {
            long end = checked(_content.Position + count);
            _content.Position = end <= _content.Length + 1 ? Math.Min(end, _content.Length) : throw new InvalidDataException("It ends too early.");
        }
    }
}
