namespace Playground.Repository.Git;

/// <summary>The content of a blob, read once from beginning to end, never as a whole in memory. Dispose of it to give its process back.</summary>
public sealed class BlobStream : Stream
{
    private readonly ObjectProcess _process;
    private readonly ObjectId _id;
    private readonly Action<ObjectProcess> _giveBack;
    private long _position;
    private bool _closed;
    private bool _atEnd;

    internal BlobStream(ObjectProcess process, ObjectId id, long length, Action<ObjectProcess> giveBack)
    {
        (_process, _id, Length, _giveBack) = (process, id, length, giveBack);
    }

    /// <inheritdoc/>
    public override bool CanRead => !_closed;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <summary>The length of the blob in bytes.</summary>
    public override long Length { get; }

    /// <summary>How many bytes were read.</summary>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="TufException">The object is damaged: <see cref="GitProblemCodes.ObjectBroken"/>.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (buffer.IsEmpty) return 0;
        try
        {
            long left = Length - _position;
            if (left > 0)
            {
                int read = await _process.ReadPartAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken).ConfigureAwait(false);
                _position += read;
                return read;
            }

            if (!_atEnd) await _process.EndAsync(cancellationToken).ConfigureAwait(false);
            _atEnd = true;
            return 0;
        }
        catch (ObjectProcessDiedException e)
        {
            throw ObjectDatabase.Broken(_id, e);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            if (_atEnd) _giveBack(_process);
            else _process.Dispose();
        }

        base.Dispose(disposing);
    }
}
