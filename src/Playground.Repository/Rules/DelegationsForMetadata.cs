using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Every role's file is that of a role somebody delegates to, at the one place where that role's file belongs. Nothing is said while a delegator cannot
/// be read.
/// </summary>
internal sealed class DelegationsForMetadata : IRule
{
    public string Code => RepositoryProblemCodes.NotDelegated;

    public string Protects => "Metadata that nobody's signature vouches for, or that stands in another's place.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        RepositoryView proposed = change.Proposed;
        bool complete = proposed.Root is not null && proposed.Roles.ContainsKey(RoleName.Targets) && proposed.RolesRead.All(role => role.Problem is null);
        foreach ((RoleName role, GitFile file) in complete ? proposed.RoleFiles().Where(found => !proposed.IsUnread(found.Role)) : [])
        {
            Delegation? delegation = proposed.FindDelegation(role);
            GitPath? place = delegation is null ? null : Layout.FileOf(delegation);
            if (delegation is null || (file.Path != place && change.KnownGood?.FindFile(role)?.Path != file.Path))
            {
                yield return new Finding(
                    role,
                    delegation is null ? $"Nobody delegates to '{role}', whose metadata is '{file.Path}'." : $"The metadata of '{role}' belongs at '{place}', not at '{file.Path}'.",
                    FixCommand.Remove(file.Path));
            }
        }
    }
}
