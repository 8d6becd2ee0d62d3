namespace Playground.Tuf.Client;

/// <summary>Something that was found and can now be read, once and from its beginning. Dispose of it when done, or to stop early.</summary>
public sealed class FetchResponse : IAsyncDisposable
{
    private readonly IDisposable? _owner;

    /// <summary>Wraps a stream.</summary>
    /// <param name="body">The bytes; disposed of with this.</param>
    /// <param name="contentLength">How many bytes the other side announced, or null.</param>
    /// <param name="owner">What else to dispose of after the stream, such as the connection.</param>
    public FetchResponse(Stream body, long? contentLength = null, IDisposable? owner = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        Body = body;
        ContentLength = contentLength;
        _owner = owner;
    }

    /// <summary>
    /// The bytes. Reading throws <see cref="TufException"/> with <see cref="ProblemCodes.FetchInterrupted"/> when the body breaks off
    /// before its announced end and <see cref="ProblemCodes.FetchTimeout"/> when it stalls. Other transports may throw
    /// <see cref="IOException"/>. Bytes already read stay read: nothing is fetched again behind the caller's back.
    /// </summary>
    public Stream Body { get; }

    /// <summary>The announced number of bytes, or null if unknown. A claim, not a fact.</summary>
    public long? ContentLength { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync().ConfigureAwait(false);
        _owner?.Dispose();
    }
}
