using System.Collections.Concurrent;
using Playground.Site.Digests;

namespace Playground.Site.Writing;

/// <summary>What a run did to the folder.</summary>
/// <param name="Pages">How many files there are now.</param>
/// <param name="Made">How many were made, because what they are made of changed.</param>
/// <param name="Written">How many of these came out otherwise than they were, and were written.</param>
/// <param name="Removed">How many that are no longer wanted were removed.</param>
public sealed record SiteResult(int Pages, int Made, int Written, int Removed);

/// <summary>
/// The folder of pages. Every file is the old or the new one whenever the process is killed: it is written under another name and renamed. Only files that an
/// earlier run wrote are ever removed. Safe to use from several threads.
/// </summary>
internal sealed class SiteFolder : IDisposable
{
    internal const string StateFile = ".playground-site.json";
    private const string Working = ".playground-site.tmp";
    private const string LockFile = "lock";

    private readonly string _folder;
    private readonly SiteState _last;
    private readonly ConcurrentDictionary<string, UnitState> _units = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private int _made;
    private int _written;
    private int _number;

    private readonly FileStream _lock;

    private SiteFolder(string folder, SiteState last, FileStream held) => (_folder, _last, _lock) = (folder, last, held);

    /// <summary>What the last run left, if the same maker made it; else nothing.</summary>
    internal SiteState Known { get; private init; } = SiteState.Empty;

    internal static SiteFolder Open(string folder, string maker)
    {
        string path = Path.GetFullPath(folder);
        string working = Path.Combine(path, Working);
        Directory.CreateDirectory(working);
        FileStream held = Lock(working);
        foreach (string left in Directory.EnumerateFiles(working).Where(file => Path.GetFileName(file) != LockFile))
        {
            File.Delete(left);
        }

        string state = Path.Combine(path, StateFile);
        SiteState last = File.Exists(state) ? SiteState.Parse(File.ReadAllBytes(state)) : SiteState.Empty;
        return new SiteFolder(path, last, held) { Known = last.Maker == maker ? last : SiteState.Empty };
    }

    /// <summary>Whether pages are there as they would be made now; they then stay.</summary>
    internal bool Keep(string unit, string fingerprint)
    {
        if (!Known.Units.TryGetValue(unit, out UnitState? known) || known.Fingerprint != fingerprint || !known.Pages.All(page => File.Exists(PathOf(page))))
        {
            return false;
        }

        _units[unit] = known;
        return true;
    }

    /// <summary>Writes the pages of a unit; those that have their content already are left alone.</summary>
    internal void Write(string unit, string fingerprint, IEnumerable<(string Path, byte[] Content)> pages)
    {
        var paths = new List<string>();
        foreach ((string path, byte[] content) in pages)
        {
            paths.Add(path);
            Interlocked.Increment(ref _made);
            Write(path, content);
        }

        _units[unit] = new UnitState { Fingerprint = fingerprint, Pages = [.. paths] };
    }

    /// <summary>Removes what is no longer wanted, and remembers what there is.</summary>
    internal SiteResult Finish(string maker, RoleDigest[] roles, ProjectDigest[] projects)
    {
        var wanted = _units.Values.SelectMany(unit => unit.Pages).ToHashSet(StringComparer.Ordinal);
        int removed = 0;
        foreach (string page in _last.Units.Values.SelectMany(unit => unit.Pages).Where(page => !wanted.Contains(page) && SitePath.IsSafe(page)))
        {
            removed += Remove(page) ? 1 : 0;
        }

        var units = new Dictionary<string, UnitState>(_units.OrderBy(unit => unit.Key, StringComparer.Ordinal), StringComparer.Ordinal);
        Replace(StateFile, new SiteState { Maker = maker, Units = units, Roles = roles, Projects = projects }.ToBytes());
        if (OperatingSystem.IsWindows())
        {
            // What is open cannot be deleted there.
            _lock.Dispose();
        }

        Directory.Delete(Path.Combine(_folder, Working), recursive: true);
        return new SiteResult(wanted.Count, _made, _written, removed);
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>One process writes at a time; the lock ends with it, however that ends.</summary>
    private static FileStream Lock(string working)
    {
        try
        {
            return new FileStream(Path.Combine(working, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e)
        {
            throw new IOException($"Another process is writing pages to {Path.GetDirectoryName(working)}; nothing was changed. Try again when it is done.", e);
        }
    }

    private void Write(string path, byte[] content)
    {
        string file = PathOf(path);
        if (new FileInfo(file) is { Exists: true } there && there.Length == content.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(content))
        {
            return;
        }

        Replace(path, content);
        Interlocked.Increment(ref _written);
    }

    private void Replace(string path, byte[] content)
    {
        string temporary = Path.Combine(_folder, Working, Interlocked.Increment(ref _number).ToString());
        File.WriteAllBytes(temporary, content);
        string file = PathOf(path);
        string folder = Path.GetDirectoryName(file)!;
        if (!_folders.ContainsKey(folder))
        {
            Directory.CreateDirectory(folder);
            _folders[folder] = true;
        }

        File.Move(temporary, file, overwrite: true);
    }

    private bool Remove(string page)
    {
        string file = PathOf(page);
        if (!File.Exists(file))
        {
            return false;
        }

        File.Delete(file);
        for (string? above = Path.GetDirectoryName(file); above is not null && above.Length > _folder.Length; above = Path.GetDirectoryName(above))
        {
            if (Directory.EnumerateFileSystemEntries(above).Any())
            {
                break;
            }

            Directory.Delete(above);
        }

        return true;
    }

    private string PathOf(string page) => Path.Combine(_folder, page.Replace('/', Path.DirectorySeparatorChar));
}
