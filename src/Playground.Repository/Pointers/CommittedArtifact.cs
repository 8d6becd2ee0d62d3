using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Pointers;

/// <summary>What a commit has for an artifact: its file, or a pointer to where it lies.</summary>
/// <param name="File">The plain file, or null.</param>
/// <param name="Pointer">The pointer, or null: also where it cannot be read.</param>
/// <param name="Problem">What is wrong with the pointer, or with there being both; null where nothing is.</param>
internal sealed record CommittedArtifact(GitFile? File, ArtifactPointer? Pointer, Problem? Problem)
{
    internal static async Task<CommittedArtifact> FindAsync(GitRepository git, CommitId commit, TargetPath path, CancellationToken cancellationToken)
    {
        GitFile? file = await PlainAsync(git, commit, $"{Layout.Targets.Value}/{path.Value}", cancellationToken).ConfigureAwait(false);
        if (await PlainAsync(git, commit, $"{Layout.Targets.Value}/{path.Value}{Layout.PointerSuffix}", cancellationToken).ConfigureAwait(false) is not { } place)
        {
            return new CommittedArtifact(file, null, null);
        }

        try
        {
            var pointer = ArtifactPointer.Parse(await git.ReadBlobAsync(place.Id, ArtifactPointer.MaxLength, cancellationToken).ConfigureAwait(false));
            return file is null
                ? new CommittedArtifact(null, pointer, null)
                : new CommittedArtifact(file, null, new Problem(RepositoryProblemCodes.BadPointer, $"'{path}' is there, and so is a pointer to it: only one of them can be."));
        }
        catch (TufException e) when (e.Code is RepositoryProblemCodes.BadPointer or GitProblemCodes.FileTooLarge)
        {
            return new CommittedArtifact(file, null, new Problem(RepositoryProblemCodes.BadPointer, $"'{place.Path}': {e.Problem.Message}"));
        }
    }

    private static async Task<GitFile?> PlainAsync(GitRepository git, CommitId commit, string path, CancellationToken cancellationToken) =>
        GitPath.TryParse(path, out GitPath place) && await git.FindAsync(commit, place, cancellationToken).ConfigureAwait(false) is { } file && file.Mode.IsFile() ? file : null;
}
