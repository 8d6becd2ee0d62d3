namespace Playground.Repository.Packages;

/// <summary>A stream of which only so much may be read, however often it is sought through.</summary>
internal sealed class BudgetStream(Stream inner, long budget) : Stream
{
    /// <summary>How much may still be read.</summary>
    internal long Budget { get; set; } = budget;

    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        Budget -= read;
        return Budget >= 0 ? read : throw new InvalidDataException("It is larger than packages may be, packed or unpacked.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
