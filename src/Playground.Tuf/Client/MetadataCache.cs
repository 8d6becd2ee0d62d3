using System.Globalization;
using Playground.Tuf.Model;

namespace Playground.Tuf.Client;

/// <summary>
/// The folder in which a client keeps what it trusts, with the very bytes it received: <c>root_history/N.root.json</c>, <c>root.json</c> pointing
/// at the trusted one, <c>timestamp.json</c>, <c>snapshot.json</c>, <c>ROLE.json</c>;
/// and <c>.verified/snapshot</c>, which saves verifying that one again. Every file is replaced in one step, so that a process that
/// is killed leaves the old or the new one. Nothing read from here is trusted before it was verified again.
/// </summary>
internal sealed class MetadataCache
{
    private const string RootFile = "root.json";
    private const string RootSuffix = ".root.json";
    private readonly string _directory;
    private readonly string _history;
    private readonly AtomicFolder _files;

    internal MetadataCache(string directory, TimeProvider time)
    {
        _directory = Path.GetFullPath(directory);
        _history = Path.Combine(_directory, "root_history");
        _files = new AtomicFolder(Path.Combine(_directory, ".tmp"), time);
    }

    /// <summary>The folder.</summary>
    internal string Directory => _directory;

    /// <summary>Waits until no other process updates this folder, and keeps others from it until disposed of.</summary>
    internal ValueTask<IDisposable> LockAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        _files.LockAsync(Path.Combine(_directory, ".lock"), patience, cancellationToken);

    /// <summary>The roots that may be trusted, best first: what <c>root.json</c> is, then the history from its newest.</summary>
    internal IEnumerable<byte[]> Roots()
    {
        if (AtomicFolder.Read(Path.Combine(_directory, RootFile)) is { } current)
        {
            yield return current;
        }

        foreach (long version in HistoryVersions().OrderDescending())
        {
            if (Root(version) is { } root)
            {
                yield return root;
            }
        }
    }

    /// <summary>A root of the history, or null.</summary>
    internal byte[]? Root(long version) => AtomicFolder.Read(HistoryPath(version));

    /// <summary>Keeps a root and points <c>root.json</c> at it.</summary>
    internal void WriteRoot(long version, byte[] file)
    {
        _files.Write(HistoryPath(version), file);
        _files.Link(Path.Combine(_directory, RootFile), Path.Combine("root_history", FileNames.Number(version) + RootSuffix), file);
    }

    /// <summary>Sees to it that <c>root.json</c> is the root that was found good, where it was lost or damaged.</summary>
    internal void MendRoot(long version, byte[] good)
    {
        if (!good.AsSpan().SequenceEqual(AtomicFolder.Read(Path.Combine(_directory, RootFile))))
        {
            WriteRoot(version, good);
        }
    }

    /// <summary>The stored file of a role other than root, or null.</summary>
    internal byte[]? Read(RoleName role) => AtomicFolder.Read(RolePath(role));

    /// <summary>What was remembered of the stored snapshot when it was verified, or nothing. See <see cref="Trust.VerifiedSnapshot"/>.</summary>
    internal ReadOnlyMemory<byte> ReadSnapshotMemory() => AtomicFolder.Read(SnapshotMemoryPath);

    /// <summary>Remembers, if it can be written: without it the next start is slower and nothing else.</summary>
    internal void WriteSnapshotMemory(ReadOnlySpan<byte> memory)
    {
        try
        {
            _files.Write(SnapshotMemoryPath, memory.ToArray());
        }
        catch (TufException e) when (e.Code == ProblemCodes.StorageFailed)
        {
            // The snapshot itself is stored; that is what counts.
        }
    }

    /// <summary>Keeps the file of a role other than root.</summary>
    internal void Write(RoleName role, byte[] file) => _files.Write(RolePath(role), file);

    /// <summary>Removes the file of a role other than root, if it is there.</summary>
    internal void Delete(RoleName role) => AtomicFolder.Delete(RolePath(role));

    private string SnapshotMemoryPath => Path.Combine(_directory, ".verified", "snapshot");

    private string RolePath(RoleName role) => Path.Combine(_directory, role.FileName);

    private string HistoryPath(long version) => Path.Combine(_history, FileNames.Number(version) + RootSuffix);

    private IEnumerable<long> HistoryVersions()
    {
        if (!System.IO.Directory.Exists(_history))
        {
            yield break;
        }

        foreach (string path in System.IO.Directory.EnumerateFiles(_history, "*" + RootSuffix))
        {
            if (long.TryParse(Path.GetFileName(path)[..^RootSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long version))
            {
                yield return version;
            }
        }
    }
}
