namespace Playground.Tuf.Client;

/// <summary>
/// Files that are either the old or the new one, whenever the process is killed: written under a temporary name next door and renamed.
/// </summary>
internal sealed class AtomicFolder(string temporary, TimeProvider time)
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>The bytes of a file, or null where there is none that can be read.</summary>
    internal static byte[]? Read(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes a file, if it is there.</summary>
    internal static void Delete(string path) => Guard(path, () => File.Delete(path));

    /// <summary>Gives a file new content in one step; makes its folder where needed.</summary>
    internal void Write(string path, byte[] content) => Replace(path, temporaryPath => File.WriteAllBytes(temporaryPath, content));

    /// <summary>Points a symbolic link at a file in one step; where links cannot be made, writes a copy instead.</summary>
    internal void Link(string path, string target, byte[] content) => Replace(path, temporaryPath =>
    {
        try
        {
            File.CreateSymbolicLink(temporaryPath, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            File.WriteAllBytes(temporaryPath, content);
        }
    });

    /// <summary>Waits for the exclusive use of a lock file. The lock ends with the process, however that ends.</summary>
    internal async ValueTask<IDisposable> LockAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        Guard(path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        while (true)
        {
            try
            {
                var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
                RemoveAbandoned();
                return held;
            }
            catch (UnauthorizedAccessException e)
            {
                throw Failed(path, e);
            }
            catch (IOException e)
            {
                if (time.GetElapsedTime(began) >= patience)
                {
                    throw new TufException(
                        ProblemCodes.CacheBusy,
                        $"Another process has been using {Path.GetDirectoryName(path)} for {patience.TotalSeconds:0} seconds; nothing was changed. Try again when it is done.",
                        innerException: e);
                }
            }

            await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, e);
        }
    }

    private static TufException Failed(string path, Exception e) => new(
        ProblemCodes.StorageFailed,
        $"{path} could not be written ({e.Message}); what was there before is still there. Check the permissions of the folder and the free space.",
        innerException: e);

    private static void Move(string temporaryPath, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(temporaryPath, path, overwrite: true);
    }

    private void Replace(string path, Action<string> make) => Guard(path, () =>
    {
        string temporaryPath = NewTemporaryPath();
        try
        {
            make(temporaryPath);
            Move(temporaryPath, path);
        }
        catch
        {
            File.Delete(temporaryPath);
            throw;
        }
    });

    private string NewTemporaryPath()
    {
        Directory.CreateDirectory(temporary);
        return Path.Combine(temporary, Path.GetRandomFileName());
    }

    /// <summary>Clears away what killed processes left behind; files of today may belong to a process that is running.</summary>
    private void RemoveAbandoned()
    {
        if (!Directory.Exists(temporary))
        {
            return;
        }

        DateTimeOffset limit = time.GetUtcNow() - Abandoned;
        foreach (FileInfo file in new DirectoryInfo(temporary).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < limit.UtcDateTime)
            {
                file.Delete();
            }
        }
    }
}
