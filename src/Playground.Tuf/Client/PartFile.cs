namespace Playground.Tuf.Client;

/// <summary>
/// A file being written, under a name of its own next to the one it is to have. It is locked until it has that name, so that what killed
/// processes left behind can be told from what others are still writing.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string Suffix = ".tuf-part";

    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _isKept;

    private PartFile(string path)
    {
        _path = path;

        // Deletion is shared for Windows, where a file could otherwise not be renamed while it is open; elsewhere, any share but None is a lock that several may hold.
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, 0);
    }

    /// <summary>Begins a file in a folder, which is made where needed, and clears away those nobody has been writing to for an hour.</summary>
    internal static PartFile In(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        DateTimeOffset limit = time.GetUtcNow() - Abandoned;
        Try(() => RemoveAbandoned(folder, limit));
        return new PartFile(Path.Combine(folder, $".{Path.GetRandomFileName()}{Suffix}"));
    }

    /// <summary>Where to write.</summary>
    internal Stream Content => _stream;

    /// <summary>Throws away what was written so far.</summary>
    internal void Restart() => _stream.SetLength(0);

    /// <summary>Gives the file its name, in place of one that has it.</summary>
    internal void KeepAs(string path)
    {
        File.Move(_path, path, overwrite: true);
        _isKept = true;
    }

    /// <summary>Closes the file, and removes it unless it was kept.</summary>
    public void Dispose()
    {
        if (!_isKept)
        {
            Try(() => File.Delete(_path));
        }

        _stream.Dispose();
    }

    private static void RemoveAbandoned(string folder, DateTimeOffset limit)
    {
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles($".*{Suffix}"))
        {
            if (file.LastWriteTimeUtc < limit.UtcDateTime)
            {
                // Whoever still writes to it holds its lock, and then this fails.
                Try(() => new FileStream(file.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose());
            }
        }
    }

    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, under a name nobody reads; the next download into the folder tries again.
        }
    }
}
