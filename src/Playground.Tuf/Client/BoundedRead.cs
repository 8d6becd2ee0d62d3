namespace Playground.Tuf.Client;

/// <summary>Reads small files, such as metadata, whole into memory, and never more than allowed.</summary>
public static class BoundedRead
{
    /// <summary>How often a body is read when it breaks off, counting the first time.</summary>
    private const int MaxReads = 2;

    /// <summary>The most that an announced length makes us allocate before the first byte came.</summary>
    private const int MaxTrustedLength = 1 << 20;

    private const int FirstGuess = 8 * 1024;

    /// <summary>
    /// Reads all of <paramref name="uri"/>. A body that breaks off or stalls in the middle is fetched anew, once: nothing of it was
    /// handed out yet. At most <paramref name="maxLength"/> + 1 bytes are ever read from the body.
    /// </summary>
    /// <param name="fetcher">Where to read from.</param>
    /// <param name="uri">What to read.</param>
    /// <param name="maxLength">The most bytes to accept, zero or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes, in an array of exactly their length.</returns>
    /// <exception cref="TufException">
    /// <see cref="ProblemCodes.FetchTooLong"/>, or whatever <see cref="IFetcher.OpenAsync"/> throws.
    /// </exception>
    public static ValueTask<byte[]> ReadAllAsync(
        this IFetcher fetcher, Uri uri, long maxLength, CancellationToken cancellationToken = default) =>
        ReadAsync(fetcher, uri, maxLength, nullIfNotThere: false, cancellationToken)!;

    /// <summary>
    /// As <see cref="ReadAllAsync"/>, but null where there is nothing: not found, or forbidden, which is how object stores that do
    /// not let strangers list say "not found".
    /// </summary>
    /// <inheritdoc cref="ReadAllAsync"/>
    public static ValueTask<byte[]?> ReadAllIfThereAsync(
        this IFetcher fetcher, Uri uri, long maxLength, CancellationToken cancellationToken = default) =>
        ReadAsync(fetcher, uri, maxLength, nullIfNotThere: true, cancellationToken);

    /// <summary>One asynchronous method for both: each that ever waits costs a starting process some milliseconds of compiling.</summary>
    private static async ValueTask<byte[]?> ReadAsync(
        IFetcher fetcher, Uri uri, long maxLength, bool nullIfNotThere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fetcher);
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        int limit = (int)Math.Min(maxLength, Array.MaxLength - 1);
        for (int reads = 1; ; reads++)
        {
            FetchResponse? response = null;
            try
            {
                response = nullIfNotThere
                    ? await fetcher.OpenIfThereAsync(uri, cancellationToken).ConfigureAwait(false)
                    : await fetcher.OpenAsync(uri, cancellationToken).ConfigureAwait(false);
                if (response is null) return null;
                if (response.ContentLength > limit) throw TooLong(uri, limit);

                byte[] buffer = new byte[FirstSize(response.ContentLength, limit)];
                int length = 0;
                while (true)
                {
                    int read = await response.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                    length += read;
                    if (length > limit) throw TooLong(uri, limit);
                    if (read == 0)
                    {
                        Array.Resize(ref buffer, length);
                        return buffer;
                    }

                    if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min((buffer.Length * 2L) + 1, limit + 1L));
                }
            }
            catch (TufException e) when (response is not null && reads < MaxReads
                && e.Code is ProblemCodes.FetchInterrupted or ProblemCodes.FetchTimeout)
            {
                // Once more, from the beginning.
            }
            catch (IOException e) when (response is not null)
            {
                if (reads == MaxReads) throw Interrupted(uri, e);
            }
            finally
            {
                if (response is not null) await response.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>One byte more than announced, or than allowed, so that the end shows without growing.</summary>
    private static int FirstSize(long? announced, int limit) =>
        (int)Math.Min(announced is >= 0 ? Math.Min(announced.Value, MaxTrustedLength) : FirstGuess, limit) + 1;

    private static TufException TooLong(Uri uri, int limit) => new(
        ProblemCodes.FetchTooLong,
        $"{ShownUri.Of(uri)} is longer than the {limit} bytes allowed; nothing of it was kept. "
        + "If the file is right, allow more; else tell the repository's maintainers.");

    private static TufException Interrupted(Uri uri, IOException e) => new(
        ProblemCodes.FetchInterrupted, $"Reading {ShownUri.Of(uri)} broke off. Try again.", innerException: e);
}
