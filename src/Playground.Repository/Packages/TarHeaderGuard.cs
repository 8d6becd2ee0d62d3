namespace Playground.Repository.Packages;

/// <summary>
/// Watches a tar while it is read. What a tar says of its next entry beside the header (a long name, extended attributes) is read into memory at one go,
/// as long as the tar claims it to be; here the claim is looked at before.
/// </summary>
internal sealed class TarHeaderGuard(Stream inner, int most) : Stream
{
    private const int Block = 512;

    private readonly byte[] _header = new byte[Block];
    private int _have;
    private long _data;

    /// <summary>How long the data of the entry read last is, as its header has it.</summary>
    internal long Size { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        Watch(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int step = (int)Math.Min(bytes.Length, _data > 0 ? _data : Block - _have);
            if (_data > 0)
            {
                _data -= step;
            }
            else
            {
                bytes[..step].CopyTo(_header.AsSpan(_have));
                _have += step;
                if (_have == Block)
                {
                    _have = 0;
                    Look();
                }
            }

            bytes = bytes[step..];
        }
    }

    private void Look()
    {
        Size = Number(_header.AsSpan(124, 12));
        if ((char)_header[156] is 'x' or 'g' or 'L' or 'K' or 'X' && Size > most)
        {
            throw new InvalidDataException($"What it says of one of its files is longer than {most} bytes.");
        }

        _data = (Size + Block - 1) / Block * Block;
    }

    /// <summary>A number in octal digits, or in binary where the first bit says so.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        ulong number = 0;
        bool binary = (field[0] & 0x80) != 0;
        foreach (byte b in binary ? field[^8..] : field)
        {
            if (!binary && b is not (>= (byte)'0' and <= (byte)'7'))
            {
                if (b == ' ' && number == 0)
                {
                    continue;
                }

                break;
            }

            number = binary ? (number << 8) | b : (number << 3) | (uint)(b - '0');
        }

        return number <= long.MaxValue - Block ? (long)number : throw new InvalidDataException("A file in it is longer than any can be.");
    }
}
