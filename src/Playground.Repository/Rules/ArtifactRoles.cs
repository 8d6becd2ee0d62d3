using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>A changed role lists only what belongs to it: of what it lists anew or differently, and of everything where its delegations changed.</summary>
internal sealed class ArtifactRoles : IRule
{
    public string Code => RepositoryProblemCodes.ArtifactInWrongRole;

    public string Protects => "A file that hides another of the same name from its own role's people.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        HashSet<RoleName> delegators = [.. ChangedDelegator.All(change).Select(delegator => delegator.Role)];
        foreach (ChangedRole changed in ChangedRole.Offline(change))
        {
            if (changed.After.Signed is not Targets targets || change.Proposed.FindDelegation(changed.Role) is null)
            {
                continue;
            }

            IEnumerable<TargetPath> paths = delegators.Contains(changed.Role)
                ? targets.Files.Keys
                : change.TargetChanges(changed.Role).Where(entry => entry.After is not null).Select(entry => entry.Path);
            foreach (TargetPath path in paths.Order())
            {
                RoleName owner = TouchedArtifact.WayTo(change.Proposed, path)[^1];
                if (owner != changed.Role)
                {
                    yield return new Finding(changed.Role, $"'{changed.Role}' lists '{path}', which belongs to '{owner}'.", FixCommand.UpdateTargets);
                }
            }
        }
    }
}
