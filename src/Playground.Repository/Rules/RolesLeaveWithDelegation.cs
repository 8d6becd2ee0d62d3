using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>The metadata of a role goes only together with the delegation to it, which its delegator's people sign.</summary>
internal sealed class RolesLeaveWithDelegation : IRule
{
    public string Code => RepositoryProblemCodes.RoleFileRemoved;

    public string Protects => "A role that anybody could take away without a signature.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (GitFileChange file in change.Changes.Where(file => file.Kind == GitChangeKind.Removed))
        {
            if (Layout.RoleOf(file.Path) is { } role
                && change.Proposed.FindDelegation(role) is { } delegation && !ChangedRole.IsOnline(change.Proposed, role)
                && !change.Proposed.HasFile(role))
            {
                yield return new Finding(
                    role, $"'{file.Path}' was removed, and '{delegation.Delegator}' still delegates to '{role}'.", FixCommand.Restore(change, file.Path));
            }
        }
    }
}
