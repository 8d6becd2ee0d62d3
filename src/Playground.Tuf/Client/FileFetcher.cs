namespace Playground.Tuf.Client;

/// <summary>
/// Reads <c>file:</c> URIs: a repository in a directory, on a stick, on a mounted share. Which file is opened the URI alone decides;
/// one that hides a <c>..</c> behind percent signs is refused, so what is appended to a base URI escaped stays below it.
/// Symbolic links are followed, as the directory's owner made them.
/// </summary>
public sealed class FileFetcher : IFetcher
{
    /// <inheritdoc/>
    public ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || !uri.IsFile) throw new ArgumentException("Only absolute file: URIs can be read.", nameof(uri));
        if (uri.IsUnc && !OperatingSystem.IsWindows()) throw new ArgumentException("A file: URI names no host here.", nameof(uri));

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Open(uri));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TufException)
        {
            return ValueTask.FromException<FetchResponse>(e as TufException ?? Explain(uri, e));
        }
    }

    private static FetchResponse Open(Uri uri)
    {
        if (Hides(uri)) throw NotThere(uri, innerException: null);

        // A directory can be opened no more than read; say "not there" rather than "forbidden".
        if (Directory.Exists(uri.LocalPath)) throw NotThere(uri, innerException: null);

        FileStream file = new(uri.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        return new FetchResponse(file, file.CanSeek ? file.Length : null);
    }

    /// <summary>A <see cref="Uri"/> of this scheme undoes escapes, and goes up, when it is made: only its source tells.</summary>
    private static bool Hides(Uri uri)
    {
        if (uri.LocalPath.Contains('\0')) return true;

        string source = uri.OriginalString;
        return source.Contains('%') && Uri.UnescapeDataString(source).Split('/', '\\').Any(segment => segment is "." or "..");
    }

    private static TufException Explain(Uri uri, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => NotThere(uri, e),
        UnauthorizedAccessException => new TufException(
            ProblemCodes.FetchForbidden,
            $"{ShownUri.Of(uri)} may not be read. Check the file's permissions.",
            innerException: e),
        _ => new TufException(
            ProblemCodes.FetchFailed,
            $"{ShownUri.Of(uri)} could not be read. Check that the disk or share is there, then try again.",
            innerException: e),
    };

    private static TufException NotThere(Uri uri, Exception? innerException) => new(
        ProblemCodes.FetchNotFound,
        $"{ShownUri.Of(uri)} is not there. Check the repository's address.",
        innerException: innerException);
}
