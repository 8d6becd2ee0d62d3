namespace Playground.Tuf.Client;

/// <summary>
/// Where metadata and artifacts come from: the one thing a client needs of a transport. Bring your own for an object store, a
/// container registry or a test; <see cref="HttpFetcher"/> and <see cref="FileFetcher"/> are here. Nothing a fetcher returns is
/// trusted: the client limits how much it reads and verifies every byte. Implementations are safe to use from several threads.
/// </summary>
public interface IFetcher
{
    /// <summary>Opens what stands at <paramref name="uri"/>, exactly as stored: nothing decompressed, nothing converted.</summary>
    /// <param name="uri">An absolute URI of a scheme that the fetcher knows.</param>
    /// <param name="cancellationToken">Gives up; the fetcher then throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>The bytes as a stream, to be disposed of by the caller.</returns>
    /// <exception cref="TufException">
    /// There is nothing: <see cref="ProblemCodes.FetchNotFound"/> or <see cref="ProblemCodes.FetchForbidden"/>, and only then these
    /// two. Any other trouble: <see cref="ProblemCodes.FetchFailed"/>, <see cref="ProblemCodes.FetchTimeout"/>,
    /// <see cref="ProblemCodes.FetchUnreachable"/>, <see cref="ProblemCodes.FetchInterrupted"/> or
    /// <see cref="ProblemCodes.FetchBadRedirect"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The URI is relative, or of a scheme that the fetcher does not know.</exception>
    ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="OpenAsync"/>, but null where there is nothing. Every update asks once for a root that is not there, as a rule: a fetcher
    /// that can say so without an exception does.
    /// </summary>
    /// <inheritdoc cref="OpenAsync"/>
    async ValueTask<FetchResponse?> OpenIfThereAsync(Uri uri, CancellationToken cancellationToken = default)
    {
        try
        {
            return await OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        }
        catch (TufException e) when (e.Code is ProblemCodes.FetchNotFound or ProblemCodes.FetchForbidden)
        {
            return null;
        }
    }
}
