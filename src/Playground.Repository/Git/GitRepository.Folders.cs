namespace Playground.Repository.Git;

/// <content>Looking into one folder.</content>
public sealed partial class GitRepository
{
    private const long MaxFolderSize = 64 << 20;

    /// <summary>What is right in a folder, subfolders among it; nothing where there is no such folder. In git's order.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.ObjectMissing"/>, <see cref="GitProblemCodes.ObjectBroken"/>.</exception>
    public async Task<IReadOnlyList<GitFile>> ListFolderAsync(CommitId commit, GitPath folder, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(commit, folder, cancellationToken).ConfigureAwait(false) is not { Mode: GitFileMode.Folder } found) return [];
        byte[] bytes = await _objects.ReadAsync(found.Id, GitObjectType.Tree, MaxFolderSize, cancellationToken).ConfigureAwait(false)
            ?? throw new TufException(
                GitProblemCodes.ObjectMissing, $"Folder object {found.Id} is not in this repository. Get what is missing with: git fetch --refetch");
        return [.. TreeObject.Parse(found.Id, bytes).Entries.Select(entry => new GitFile(GitPath.FromCommit(folder, entry.Name), entry.Mode, entry.Id))];
    }
}
