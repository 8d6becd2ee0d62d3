using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>
/// The public directory: every file is either the old or the new one, whenever the process is killed. One process writes at a time; the lock ends
/// with the process, however that ends.
/// </summary>
internal sealed class PublicFolder : IDisposable
{
    private const string Working = ".publishing";

    private readonly string _folder;
    private readonly string _working;
    private readonly FileStream _lock;
    private readonly Action<string>? _beforeStep;

    private PublicFolder(string folder, string working, FileStream held, Action<string>? beforeStep) =>
        (_folder, _working, _lock, _beforeStep) = (folder, working, held, beforeStep);

    internal int Written { get; private set; }

    internal int Unchanged { get; private set; }

    internal int Removed { get; private set; }

    /// <summary>Takes the lock, and clears away what a killed process left half written.</summary>
    internal static PublicFolder Open(string folder, Action<string>? beforeStep)
    {
        folder = Path.GetFullPath(folder);
        string working = Path.Combine(folder, Working);
        return Guard(folder, () =>
        {
            Directory.CreateDirectory(working);
            var opened = new PublicFolder(folder, working, Lock(working), beforeStep);
            opened.ClearWorking();
            return opened;
        });
    }

    /// <summary>The bytes of a file, or null.</summary>
    internal byte[]? Read(string name)
    {
        string path = PathOf(name);
        return Guard(path, () => File.Exists(path) ? File.ReadAllBytes(path) : null);
    }

    /// <summary>Whether the file is there already, with the right content.</summary>
    internal async Task<bool> HasAsync(string name, TargetFile file, CancellationToken cancellationToken)
    {
        bool there = await TargetVerifier.MatchesAsync(PathOf(name), file, cancellationToken).ConfigureAwait(false);
        Unchanged += there ? 1 : 0;
        return there;
    }

    /// <summary>Gives a file its content in one step; leaves it alone where it has that already.</summary>
    internal void Write(string name, byte[] content)
    {
        if (Read(name) is { } present && present.AsSpan().SequenceEqual(content))
        {
            Unchanged++;
            return;
        }

        string temporary = NewTemporary();
        _beforeStep?.Invoke($"write {name}");
        Guard(name, () =>
        {
            File.WriteAllBytes(temporary, content);
            return 0;
        });
        Replace(temporary, name);
    }

    /// <summary>Streams a file; false, and nothing changed, where it is not what the verifier was told.</summary>
    internal async Task<bool> WriteAsync(string name, Stream content, TargetVerifier verifier, CancellationToken cancellationToken)
    {
        string temporary = NewTemporary();
        _beforeStep?.Invoke($"write {name}");
        try
        {
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                byte[] buffer = new byte[81920];
                while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
                {
                    if (!verifier.TryAppend(buffer.AsSpan(0, read)))
                    {
                        return false;
                    }

                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(name, e);
        }

        if (!verifier.IsComplete())
        {
            return false;
        }

        Replace(temporary, name);
        return true;
    }

    /// <summary>The names of all files below one of the two folders, with slashes.</summary>
    internal IEnumerable<string> List(string below)
    {
        string path = PathOf(below);
        return !Directory.Exists(path) ? [] : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder, file).Replace(Path.DirectorySeparatorChar, '/'));
    }

    /// <summary>Removes a file, where it is there, and the folders it leaves empty.</summary>
    internal void Remove(string name)
    {
        if (!File.Exists(PathOf(name)))
        {
            return;
        }

        _beforeStep?.Invoke($"remove {name}");
        string path = PathOf(name);
        Guard(path, () =>
        {
            File.Delete(path);
            for (string? above = Path.GetDirectoryName(path); above is not null && above.Length > PathOf(PublicNames.Targets).Length; above = Path.GetDirectoryName(above))
            {
                if (Directory.EnumerateFileSystemEntries(above).Any())
                {
                    break;
                }

                Directory.Delete(above);
            }

            return 0;
        });
        Removed++;
    }

    /// <summary>Leaves nothing behind but what is published.</summary>
    internal void Finish()
    {
        _beforeStep?.Invoke("finish");
        if (OperatingSystem.IsWindows())
        {
            // What is open cannot be deleted there.
            _lock.Dispose();
        }

        Guard(_working, () =>
        {
            Directory.Delete(_working, recursive: true);
            return 0;
        });
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string working)
    {
        try
        {
            return new FileStream(Path.Combine(working, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new TufException(
                RepositoryProblemCodes.PublishBusy, $"Another process is publishing to {working}; nothing was changed. Try again when it is done.", innerException: e);
        }
    }

    private static T Guard<T>(string name, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(name, e);
        }
    }

    private static TufException Failed(string name, Exception e) => new(
        RepositoryProblemCodes.PublishFailed,
        $"{Printable.Of(name)} could not be written ({e.Message}); what is published is still good. Check permissions and free space, and publish again.",
        innerException: e);

    private string PathOf(string name) => Path.Combine(_folder, name.Replace('/', Path.DirectorySeparatorChar));

    private string NewTemporary() => Path.Combine(_working, Path.GetRandomFileName());

    private void ClearWorking()
    {
        foreach (string file in Directory.EnumerateFiles(_working).Where(file => Path.GetFileName(file) != "lock"))
        {
            File.Delete(file);
        }
    }

    private void Replace(string temporary, string name)
    {
        _beforeStep?.Invoke($"rename {name}");
        string path = PathOf(name);
        Guard(name, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(temporary, path, overwrite: true);
            return 0;
        });
        Written++;
    }
}
