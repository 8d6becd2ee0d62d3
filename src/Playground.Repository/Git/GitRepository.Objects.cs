namespace Playground.Repository.Git;

/// <content>Reading commits.</content>
public sealed partial class GitRepository
{
    /// <summary>The most files that are listed, or compared, unless told.</summary>
    public const int DefaultMaxFiles = 1_000_000;

    /// <summary>The commit that a revision names, as <c>git rev-parse</c> understands it, or null.</summary>
    public async Task<CommitId?> ResolveAsync(string revision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        if (CommitId.TryParse(revision, out CommitId full))
        {
            return await _objects.InfoAsync(full.Id, cancellationToken).ConfigureAwait(false) is { Type: GitObjectType.Commit } ? full : null;
        }

        if (revision.Length == 0 || revision.Contains('\0', StringComparison.Ordinal)) return null;
        GitOutput output = await ReadAsync(cancellationToken, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}").ConfigureAwait(false);
        return output.Succeeded && CommitId.TryParse(output.Text, out CommitId commit) ? commit : null;
    }

    /// <summary>A commit, or null where there is none of that name.</summary>
    public async Task<CommitObject?> ReadCommitAsync(CommitId commit, CancellationToken cancellationToken = default) =>
        await _objects.InfoAsync(commit.Id, cancellationToken).ConfigureAwait(false) is { Type: GitObjectType.Commit }
            ? await _trees.CommitAsync(commit, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The best common ancestor, or null where the histories have nothing in common.</summary>
    public async Task<CommitId?> MergeBaseAsync(CommitId one, CommitId other, CancellationToken cancellationToken = default)
    {
        if (one == other) return one;
        GitOutput output = await ReadAsync(cancellationToken, "merge-base", one.Value, other.Value).ConfigureAwait(false);
        return output.ExitCode == 1 ? null : CommitId.Parse(output.OrThrow("The common history was not found").Text);
    }

    /// <summary>Whether a commit is the other, or in its history as far as it is here.</summary>
    public async Task<bool> IsAncestorAsync(CommitId ancestor, CommitId commit, CancellationToken cancellationToken = default)
    {
        if (ancestor == commit) return true;
        GitOutput output = await ReadAsync(cancellationToken, "merge-base", "--is-ancestor", ancestor.Value, commit.Value).ConfigureAwait(false);
        return output.ExitCode != 1 && output.OrThrow("The history was not searched").Succeeded;
    }

    /// <summary>Whether the history was cut off by <c>git clone --depth</c>: then common ancestors may not be found.</summary>
    public bool IsShallow => File.Exists(Path.Combine(CommonFolder, "shallow"));

    /// <summary>What is at a path in a commit (file, folder, link, submodule), or null. Links are not followed.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.ObjectMissing"/>, <see cref="GitProblemCodes.ObjectBroken"/>.</exception>
    public Task<GitFile?> FindAsync(CommitId commit, GitPath path, CancellationToken cancellationToken = default) =>
        _trees.FindAsync(commit, path, cancellationToken);

    /// <summary>The content of a file, or null where there is no file: nothing, a folder, a link or a submodule.</summary>
    /// <param name="commit">In which commit.</param>
    /// <param name="path">Where.</param>
    /// <param name="maxSize">The most bytes to read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException"><see cref="GitProblemCodes.FileTooLarge"/>, <see cref="GitProblemCodes.ObjectMissing"/>.</exception>
    public async Task<byte[]?> ReadFileAsync(CommitId commit, GitPath path, long maxSize, CancellationToken cancellationToken = default) =>
        await FindAsync(commit, path, cancellationToken).ConfigureAwait(false) is { } file && file.Mode.IsFile()
            ? await ReadBlobAsync(file.Id, maxSize, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The content of a blob, as <see cref="GitFile.Id"/> names it.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.FileTooLarge"/>, <see cref="GitProblemCodes.ObjectMissing"/>.</exception>
    public async Task<byte[]> ReadBlobAsync(ObjectId id, long maxSize, CancellationToken cancellationToken = default) =>
        await _objects.ReadAsync(id, GitObjectType.Blob, maxSize, cancellationToken).ConfigureAwait(false) ?? throw MissingBlob(id);

    /// <summary>The contents of many blobs, in order, which takes far less than one by one; null for one that is longer than allowed.</summary>
    /// <param name="ids">The blobs, as <see cref="GitFile.Id"/> names them.</param>
    /// <param name="maxSize">The most bytes to read of each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException"><see cref="GitProblemCodes.ObjectMissing"/>.</exception>
    public async Task<IReadOnlyList<byte[]?>> ReadBlobsAsync(IReadOnlyCollection<ObjectId> ids, long maxSize, CancellationToken cancellationToken = default) =>
        await _objects.ReadBlobsAsync([.. ids], maxSize, cancellationToken).ConfigureAwait(false);

    /// <summary>The content of a blob as a stream, for large files. Others may read meanwhile.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.ObjectMissing"/>.</exception>
    public async Task<BlobStream> OpenBlobAsync(ObjectId id, CancellationToken cancellationToken = default) =>
        await _objects.OpenAsync(id, cancellationToken).ConfigureAwait(false) ?? throw MissingBlob(id);

    /// <summary>All files, links and submodules below a folder, in order of their paths; none where there is no such folder.</summary>
    /// <param name="commit">In which commit.</param>
    /// <param name="folder">Below which folder; null: everywhere.</param>
    /// <param name="withSizes">Whether to find out sizes too.</param>
    /// <param name="maxFiles">The most to list: a few small objects can spell any number of files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException"><see cref="GitProblemCodes.TooManyFiles"/>, <see cref="GitProblemCodes.ObjectBroken"/>.</exception>
    public async Task<IReadOnlyList<GitFile>> ListTreeAsync(
        CommitId commit, GitPath? folder = null, bool withSizes = false, int maxFiles = DefaultMaxFiles, CancellationToken cancellationToken = default)
    {
        List<GitFile> files = await _trees.ListAsync(commit, folder, maxFiles, cancellationToken).ConfigureAwait(false);
        if (!withSizes) return files;

        ObjectId[] ids = [.. files.Where(file => file.Mode != GitFileMode.Submodule).Select(file => file.Id).Distinct()];
        GitObjectInfo?[] infos = await _objects.InfosAsync(ids, cancellationToken).ConfigureAwait(false);
        var sizes = new Dictionary<ObjectId, long>();
        for (int i = 0; i < ids.Length; i++)
        {
            if (infos[i] is { Type: GitObjectType.Blob } info) sizes.Add(ids[i], info.Size);
        }

        return [.. files.Select(file => sizes.TryGetValue(file.Id, out long size) ? file with { Size = size } : file)];
    }

    /// <summary>What differs between two commits below a folder, in order of the paths. Costs what differs, not what is there.</summary>
    /// <param name="before">The old commit; null: one without files.</param>
    /// <param name="after">The new commit.</param>
    /// <param name="folder">Below which folder; null: everywhere.</param>
    /// <param name="maxFiles">The most differences to give.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException"><see cref="GitProblemCodes.TooManyFiles"/>, <see cref="GitProblemCodes.ObjectBroken"/>.</exception>
    public async Task<IReadOnlyList<GitFileChange>> DiffAsync(
        CommitId? before, CommitId after, GitPath? folder = null, int maxFiles = DefaultMaxFiles, CancellationToken cancellationToken = default) =>
        await _trees.DiffAsync(before, after, folder, maxFiles, cancellationToken).ConfigureAwait(false);

    internal static TufException MissingBlob(ObjectId id) =>
        new(GitProblemCodes.ObjectMissing, $"File object {id} is not in this repository. Get what is missing with: git fetch --refetch");
}
