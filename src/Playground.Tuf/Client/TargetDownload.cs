namespace Playground.Tuf.Client;

/// <summary>Streams an artifact to disk under a name of its own, and gives it its real name once every byte is right.</summary>
internal static class TargetDownload
{
    private const int MaxTries = 2;
    private const int BufferLength = 128 * 1024;

    internal static async Task RunAsync(IFetcher fetcher, Uri uri, FoundTarget target, string path, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetRandomFileName()}.part");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            for (int tries = 1; ; tries++)
            {
                try
                {
                    await FetchAsync(fetcher, uri, target, temporary, progress, cancellationToken).ConfigureAwait(false);
                    break;
                }
                catch (TufException e) when (tries < MaxTries && e.Code is ProblemCodes.FetchInterrupted or ProblemCodes.FetchTimeout)
                {
                    // The connection broke: once more, from the first byte. Nothing that was not verified is ever continued.
                }
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TufException(
                ProblemCodes.StorageFailed,
                $"{full} could not be written ({e.Message}); what was there before is still there. Check the permissions of the folder and the free space.",
                innerException: e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    private static async Task FetchAsync(
        IFetcher fetcher, Uri uri, FoundTarget target, string temporary, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        FetchResponse response = await fetcher.OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.ContentLength is { } announced && announced != target.File.Length)
            {
                throw Mismatch(target, $"{announced} bytes are offered where {target.File.Length} were signed");
            }

            using var verifier = new TargetVerifier(target.File);

            // Written on this thread: it goes to the system's cache, and handing it over to another thread takes longer.
            using (var output = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 0))
            {
                byte[] buffer = new byte[(int)Math.Min(BufferLength, target.File.Length + 1)];
                long length = 0;
                while (await ReadAsync(response.Body, uri, buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
                {
                    if (!verifier.TryAppend(buffer.AsSpan(0, read)))
                    {
                        throw Mismatch(target, $"more came than the {target.File.Length} bytes that were signed");
                    }

                    output.Write(buffer.AsSpan(0, read));
                    length += read;
                    progress?.Report(length);
                }

                if (!verifier.IsComplete())
                {
                    throw Mismatch(target, length == target.File.Length ? "its hash is another" : $"{length} bytes came where {target.File.Length} were signed");
                }
            }
        }
    }

    /// <summary>Reads on; trouble of the transport is not taken for trouble with the disk.</summary>
    private static async ValueTask<int> ReadAsync(Stream body, Uri uri, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new TufException(ProblemCodes.FetchInterrupted, $"Reading {ShownUri.Of(uri)} broke off. Try again.", innerException: e);
        }
    }

    private static TufException Mismatch(FoundTarget target, string how) => new(
        ProblemCodes.TargetMismatch,
        $"What is offered as '{target.Path}' is not what '{target.Role}' signed: {how}. Nothing was kept. Tell the repository's maintainers.");
}
