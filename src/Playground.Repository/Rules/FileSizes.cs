using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>Artifacts up to a limit of the repository's, metadata up to <see cref="RepositoryView.MaxMetadataLength"/>.</summary>
internal sealed class FileSizes(RuleLimits limits) : IRule
{
    public string Code => RepositoryProblemCodes.TooLong;

    public string Protects => "A repository that nobody can clone, and clients that run out of memory.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (TargetPath path in change.TouchedArtifacts)
        {
            bool isElsewhere = change.Pointers.ContainsKey(path);
            long most = isElsewhere ? limits.MaxPointedLength : limits.MaxArtifactLength;
            if (change.Artifacts.TryGetValue(path, out TargetFile? file) && file.Length > most)
            {
                yield return new Finding(
                    null, $"The artifact '{path}' has {file.Length} bytes; {most} are allowed.", FixCommand.Remove(isElsewhere ? Layout.PointerOf(path) : Layout.FileOf(path)));
            }
        }

        foreach (ParsedRole role in change.Proposed.RolesRead.OrderBy(role => role.Role))
        {
            if (role.Problem?.Code == GitProblemCodes.FileTooLarge)
            {
                yield return new Finding(
                    role.Role,
                    $"'{role.File.Path}' is longer than the {RepositoryView.MaxMetadataLength} bytes that metadata may have: delegate, or use bins.",
                    FixCommand.Restore(change, role.File.Path));
            }
        }
    }
}
