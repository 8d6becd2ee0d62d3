namespace Playground.Tuf.Client;

/// <summary>Streams an artifact to disk under a name of its own, and gives it its real name once every byte is right.</summary>
internal static class TargetDownload
{
    private const int MaxTries = 2;
    private const int BufferLength = 128 * 1024;

    internal static async Task RunAsync(
        UpdaterOptions options, Uri uri, FoundTarget target, string path, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        string full = Path.GetFullPath(path);
        try
        {
            using var part = PartFile.In(Path.GetDirectoryName(full)!, options.TimeProvider);
            for (int tries = 1; ; tries++)
            {
                try
                {
                    await FetchAsync(options.Fetcher, uri, target, part.Content, progress, cancellationToken).ConfigureAwait(false);
                    break;
                }
                catch (TufException e) when (tries < MaxTries && e.Code is ProblemCodes.FetchInterrupted or ProblemCodes.FetchTimeout)
                {
                    // The connection broke: once more, from the first byte. Nothing that was not verified is ever continued.
                    part.Restart();
                }
            }

            part.KeepAs(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TufException(
                ProblemCodes.StorageFailed,
                $"{full} could not be written ({e.Message}); what was there before is still there. Check the permissions of the folder and the free space.",
                innerException: e);
        }
    }

    private static async Task FetchAsync(
        IFetcher fetcher, Uri uri, FoundTarget target, Stream output, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        FetchResponse response = await fetcher.OpenAsync(uri, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.ContentLength is { } announced && announced != target.File.Length)
            {
                throw Mismatch(target, $"{announced} bytes are offered where {target.File.Length} were signed");
            }

            using var verifier = new TargetVerifier(target.File);
            byte[] buffer = new byte[(int)Math.Min(BufferLength, target.File.Length + 1)];
            long length = 0;
            while (await response.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
            {
                if (!verifier.TryAppend(buffer.AsSpan(0, read)))
                {
                    throw Mismatch(target, $"more came than the {target.File.Length} bytes that were signed");
                }

                // Written on this thread: it goes to the system's cache, and handing it over to another thread takes longer.
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

    private static TufException Mismatch(FoundTarget target, string how) => new(
        ProblemCodes.TargetMismatch,
        $"What is offered as '{target.Path}' is not what '{target.Role}' signed: {how}. Nothing was kept. Tell the repository's maintainers.");
}
