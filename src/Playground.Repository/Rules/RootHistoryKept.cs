using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Every root stays in the history under its version, the proposed one too, with the same bytes as <c>root.json</c>: clients walk from the root
/// they know to the newest (specification 5.3).
/// </summary>
internal sealed class RootHistoryKept : IRule
{
    public string Code => RepositoryProblemCodes.RootHistoryBroken;

    public string Protects => "Clients that cannot follow from the root they trust, and a past that is rewritten.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        if (change.Proposed.Root is not { } root)
        {
            yield break;
        }

        GitPath current = Layout.FileOfRoot(root.Version);
        GitPath file = Layout.FileOf(RoleName.Root);
        IEnumerable<GitFileChange> history = change.Changes.Where(other => other.Path.IsIn(Layout.RootHistory));
        foreach (GitFileChange other in history.Where(other => other.Path != current && KnownMetadataFiles.IsRootOfHistory(other.Path)))
        {
            yield return new Finding(
                RoleName.Root,
                $"'{other.Path}' is not the proposed root, version {root.Version}: the history of roots is never changed.",
                FixCommand.Restore(change, other.Path));
        }

        bool touched = change.Changes.Any(other => other.Path == file || other.Path == current);
        ObjectId? kept = change.Proposed.MetadataFiles.FirstOrDefault(other => other.Path == current)?.Id;
        if (touched && kept != change.Proposed.Roles[RoleName.Root].File.Id)
        {
            yield return new Finding(
                RoleName.Root, kept is null ? $"'{current}' is missing." : $"'{current}' is another file than '{file}'.", $"cp {file} {current}");
        }
    }
}
