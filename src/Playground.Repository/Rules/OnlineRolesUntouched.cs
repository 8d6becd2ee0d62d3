using Playground.Catalog;
using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>
/// Roles that the CI signs are made by the CI, after the merge, and so is the index of projects. Their files may only leave, together with their delegation.
/// </summary>
internal sealed class OnlineRolesUntouched : IRule
{
    public string Code => RepositoryProblemCodes.OnlineRoleTouched;

    public string Protects => "Content that the CI would sign although no person looked at it.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (GitFileChange file in change.Changes)
        {
            if (Layout.RoleOf(file.Path) is { } role && ChangedRole.IsOnline(change.Proposed, role))
            {
                yield return new Finding(
                    role, $"The CI makes and signs '{role}'; an event leaves '{file.Path}' as it is.", FixCommand.Restore(change, file.Path));
            }
            else if (Layout.TargetOf(file.Path) is { } path && TouchedArtifact.WayTo(change.Proposed, path)[^1] == CatalogRoles.Index)
            {
                yield return new Finding(
                    null, $"The CI makes the index of projects; an event leaves '{file.Path}' as it is.", FixCommand.Restore(change, file.Path));
            }
        }
    }
}
