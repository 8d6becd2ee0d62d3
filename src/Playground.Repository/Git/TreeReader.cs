using System.Collections.Concurrent;

namespace Playground.Repository.Git;

/// <summary>
/// Finds, lists and compares what is in commits, by reading tree objects. Equal folders are the same object and never entered twice, so
/// that comparing costs what differs, whatever the size of the repository. Folders read before are remembered.
/// </summary>
internal sealed class TreeReader(ObjectDatabase objects)
{
    private const long MaxTreeSize = 64 << 20;
    private const long MaxCommitSize = 1 << 20;
    private const int MaxRemembered = 300_000;
    private const int MaxRememberedCommits = 256;

    private readonly ConcurrentDictionary<ObjectId, TreeObject> _trees = new();
    private readonly ConcurrentDictionary<CommitId, CommitObject> _commits = new();
    private int _remembered;

    internal async ValueTask<CommitObject> CommitAsync(CommitId id, CancellationToken cancellationToken)
    {
        if (_commits.TryGetValue(id, out CommitObject? known)) return known;
        byte[] bytes = await objects.ReadAsync(id.Id, GitObjectType.Commit, MaxCommitSize, cancellationToken).ConfigureAwait(false)
            ?? throw new TufException(GitProblemCodes.ObjectMissing, $"Commit {id} is not in this repository. Get it with: git fetch");
        if (_commits.Count >= MaxRememberedCommits) _commits.Clear();
        return _commits[id] = CommitObject.Parse(id, bytes);
    }

    /// <summary>What is at a path, or null. Links are not followed.</summary>
    internal async Task<GitFile?> FindAsync(CommitId commit, GitPath path, CancellationToken cancellationToken)
    {
        CommitObject read = await CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return await FindAsync(read.Tree, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything below a folder except folders, in order of their paths.</summary>
    internal async Task<List<GitFile>> ListAsync(CommitId commit, GitPath? folder, int maxFiles, CancellationToken cancellationToken)
    {
        var files = new List<GitFile>();
        if (await FolderAsync(commit, folder, cancellationToken).ConfigureAwait(false) is { } root)
        {
            await WalkAsync(null, root, folder, change => Add(files, change.After!, maxFiles), cancellationToken).ConfigureAwait(false);
        }

        files.Sort((one, other) => one.Path.CompareTo(other.Path));
        return files;
    }

    /// <summary>Everything below a folder that differs, in order of their paths.</summary>
    internal async Task<List<GitFileChange>> DiffAsync(CommitId? before, CommitId after, GitPath? folder, int maxFiles, CancellationToken cancellationToken)
    {
        ObjectId? old = before is { } commit ? await FolderAsync(commit, folder, cancellationToken).ConfigureAwait(false) : null;
        ObjectId? now = await FolderAsync(after, folder, cancellationToken).ConfigureAwait(false);
        var changes = new List<GitFileChange>();
        await WalkAsync(old, now, folder, change => Add(changes, change, maxFiles), cancellationToken).ConfigureAwait(false);
        changes.Sort((one, other) => one.Path.CompareTo(other.Path));
        return changes;
    }

    private static void Add<T>(List<T> list, T item, int maxFiles)
    {
        list.Add(item);
        if (list.Count > maxFiles)
        {
            throw new TufException(GitProblemCodes.TooManyFiles, $"There are more than {maxFiles} files; reading was given up. Put fewer files into one commit.");
        }
    }

    private async Task<ObjectId?> FolderAsync(CommitId commit, GitPath? folder, CancellationToken cancellationToken)
    {
        CommitObject read = await CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (folder is not { } path) return read.Tree;
        return await FindAsync(read.Tree, path, cancellationToken).ConfigureAwait(false) is { Mode: GitFileMode.Folder } found ? found.Id : null;
    }

    private async Task<GitFile?> FindAsync(ObjectId tree, GitPath path, CancellationToken cancellationToken)
    {
        string[] names = path.Value.Split('/');
        for (int i = 0; ; i++)
        {
            TreeObject entries = await ReadAsync(tree, cancellationToken).ConfigureAwait(false);
            if (entries.Find(names[i]) is not { } entry) return null;
            if (i == names.Length - 1) return new GitFile(path, entry.Mode, entry.Id);
            if (entry.Mode != GitFileMode.Folder) return null;
            tree = entry.Id;
        }
    }

    /// <summary>Goes through two folders at once, entering only those that differ. Without recursion: hostile folders may be deep.</summary>
    private async Task WalkAsync(ObjectId? before, ObjectId? after, GitPath? folder, Action<GitFileChange> report, CancellationToken cancellationToken)
    {
        var open = new Stack<(ObjectId? Before, ObjectId? After, GitPath? Path)>();
        open.Push((before, after, folder));
        int entered = 0;
        while (open.TryPop(out (ObjectId? Before, ObjectId? After, GitPath? Path) pair))
        {
            if (pair.Before == pair.After) continue;
            if (++entered > MaxRemembered || pair.Path is { Value.Length: > GitPath.MaxBytes })
            {
                throw new TufException(GitProblemCodes.TooManyFiles, "There are too many folders, or they are too deep; reading was given up.");
            }

            TreeObject old = await ReadAsync(pair.Before, cancellationToken).ConfigureAwait(false);
            TreeObject now = await ReadAsync(pair.After, cancellationToken).ConfigureAwait(false);
            foreach (TreeEntry entry in old.Entries)
            {
                TreeEntry? other = now.Find(entry.Name);
                if (other != entry) Compare(entry, other, GitPath.FromCommit(pair.Path, entry.Name));
            }

            foreach (TreeEntry entry in now.Entries)
            {
                if (old.Find(entry.Name) is null) Compare(null, entry, GitPath.FromCommit(pair.Path, entry.Name));
            }
        }

        void Compare(TreeEntry? was, TreeEntry? @is, GitPath path)
        {
            ObjectId? wasFolder = was is { Mode: GitFileMode.Folder } ? was.Value.Id : null;
            ObjectId? isFolder = @is is { Mode: GitFileMode.Folder } ? @is.Value.Id : null;
            if (wasFolder is not null || isFolder is not null) open.Push((wasFolder, isFolder, path));
            GitFile? wasFile = was is { } w && wasFolder is null ? new GitFile(path, w.Mode, w.Id) : null;
            GitFile? isFile = @is is { } i && isFolder is null ? new GitFile(path, i.Mode, i.Id) : null;
            if (wasFile is not null || isFile is not null) report(new GitFileChange(path, wasFile, isFile));
        }
    }

    private async ValueTask<TreeObject> ReadAsync(ObjectId? id, CancellationToken cancellationToken)
    {
        if (id is not { } tree) return TreeObject.Empty;
        if (_trees.TryGetValue(tree, out TreeObject? known)) return known;
        byte[] bytes = await objects.ReadAsync(tree, GitObjectType.Tree, MaxTreeSize, cancellationToken).ConfigureAwait(false)
            ?? throw Missing(tree);
        TreeObject read = TreeObject.Parse(tree, bytes);
        if (Interlocked.Add(ref _remembered, read.Count + 1) > MaxRemembered)
        {
            _trees.Clear();
            Interlocked.Exchange(ref _remembered, read.Count + 1);
        }

        _trees[tree] = read;
        return read;
    }

    private static TufException Missing(ObjectId tree) => new(
        GitProblemCodes.ObjectMissing, $"Folder object {tree} is not in this repository. Get what is missing with: git fetch --refetch");
}
