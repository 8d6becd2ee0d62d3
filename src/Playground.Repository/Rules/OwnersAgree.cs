using Playground.Catalog;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Who administrators say owns a project, its own metadata says too: its owners sign that, those before and those after. A project that the CI vouches for
/// goes on saying who owns it.
/// </summary>
internal sealed class OwnersAgree : IRule
{
    public string Code => RepositoryProblemCodes.OwnersDisagree;

    public string Protects => "A project that is taken from its owners without their signatures.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach ((RoleName role, List<Delegation> delegations) in change.Proposed.Delegations.OrderBy(known => known.Key))
        {
            if (!Layout.IsOfProject(delegations[0]) || CatalogRoles.IsReleasers(role) || !IsTouched(change, role, delegations))
            {
                continue;
            }

            Delegation? own = OwnersEntry.Of(role, change.Proposed.Find<Targets>(role));
            Delegation? before = change.KnownGood?.FindDelegation(role);
            if (own is null)
            {
                yield return Found(role, $"'{role}' does not say who owns it.");
            }
            else if (delegations.Find(delegation => CatalogRoles.IsClaimed(delegation.Delegator)) is { } claimed && !OwnersEntry.AskTheSame(claimed, own))
            {
                yield return Found(role, $"'{claimed.Delegator}' names other owners for '{role}', or another threshold, than '{role}' itself.");
            }
            else if (before is not null && CatalogRoles.IsClaimed(before.Delegator) && !delegations.Exists(delegation => CatalogRoles.IsClaimed(delegation.Delegator)))
            {
                yield return Found(role, $"'{before.Delegator}' vouches for '{role}' no longer; a project that was claimed stays so.");
            }
        }
    }

    private static bool IsTouched(SigningEvent change, RoleName role, List<Delegation> delegations) =>
        change.ChangedRoles.Contains(role)
        || delegations.Concat(change.KnownGood?.Delegations.GetValueOrDefault(role) ?? []).Any(delegation => change.ChangedRoles.Contains(delegation.Delegator));

    private static Finding Found(RoleName role, string message) => new(role, message, FixCommand.ShowProject(role));
}
