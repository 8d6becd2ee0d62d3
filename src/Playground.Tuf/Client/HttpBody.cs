namespace Playground.Tuf.Client;

/// <summary>
/// A body as it arrives: gives up when it makes too little progress, and says in this library's words when it breaks off. The clock
/// runs only while a read waits for the server.
/// </summary>
internal sealed class HttpBody(Stream inner, Uri uri, HttpFetcherOptions options, TimeProvider timeProvider) : Stream
{
    private readonly CancellationTokenSource _stop = new(Timeout.InfiniteTimeSpan, timeProvider);
    private TimeSpan _patience = options.IdleTimeout;
    private int _progress;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<int>(cancellationToken);

        if (options.Blocking) return ValueTask.FromResult(ReadBlocking(buffer.Span, cancellationToken));

        ValueTask<int> read = inner.ReadAsync(buffer, _stop.Token);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(Count(read.Result)) : WaitAsync(read, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

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
            _stop.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The socket's own time-out bounds each wait; what was waited in all is counted here.</summary>
    private int ReadBlocking(Span<byte> buffer, CancellationToken cancellationToken)
    {
        long started = timeProvider.GetTimestamp();
        try
        {
            int count = BlockingConnection.Read(inner, buffer, cancellationToken);
            _patience -= timeProvider.GetElapsedTime(started);
            return count == 0 || _patience > TimeSpan.Zero
                ? Count(count)
                : throw HttpFailure.OfBody(new TimeoutException()).ToException(uri, tries: 1);
        }
        catch (Exception e) when (e is IOException or HttpRequestException || (e is ObjectDisposedException && cancellationToken.IsCancellationRequested))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw HttpFailure.OfBody(e).ToException(uri, tries: 1);
        }
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> read, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
        long started = timeProvider.GetTimestamp();
        _stop.CancelAfter(_patience);
        int count;
        try
        {
            count = await read.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw HttpFailure.OfBody(e).ToException(uri, tries: 1);
        }

        _stop.CancelAfter(Timeout.InfiniteTimeSpan);
        _patience -= timeProvider.GetElapsedTime(started);
        if (_patience < TimeSpan.Zero) _patience = TimeSpan.Zero;
        return Count(count);
    }

    private int Count(int read)
    {
        _progress += read;
        if (_progress >= options.MinimumProgress)
        {
            _progress = 0;
            _patience = options.IdleTimeout;
        }

        return read;
    }
}
