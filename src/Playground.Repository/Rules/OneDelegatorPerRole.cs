using Playground.Catalog;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A role has one delegator, who alone says whose signatures it needs. Roles that had several in the known good commit keep them; nobody gets
/// another. Bins count as roles of their delegator.
/// </summary>
internal sealed class OneDelegatorPerRole : IRule
{
    public string Code => RepositoryProblemCodes.DelegatedTwice;

    public string Protects => "A role that is good for one delegator and forged for another.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            foreach (Delegation delegation in delegator.Delegations())
            {
                if (!delegation.IsOwn && !WasThere(delegator.Before, delegation) && OtherDelegator(change, delegation) is { } other)
                {
                    yield return new Finding(
                        delegator.Role,
                        $"'{delegator.Role}' delegates to '{delegation.Role}', which '{other}' delegates to already.",
                        FixCommand.Delegate(delegator.Role));
                }
            }
        }
    }

    private static RoleName? OtherDelegator(SigningEvent change, Delegation delegation)
    {
        IEnumerable<RoleName> others = delegation.Keys is SuccinctRoles bins
            ? change.Proposed.Bins.Where(known => known.Bins.NamePrefix == bins.NamePrefix).Select(known => known.Delegator)
                .Concat(change.Proposed.DelegationsRead.Where(known => bins.IsBin(known.Key)).Select(known => known.Value[0].Delegator))
            : change.Proposed.DelegationsTo(delegation.Role).Select(known => known.Delegator)
                .Concat(change.Proposed.Bins.Where(known => known.Bins.IsBin(delegation.Role)).Select(known => known.Delegator));

        // What the CI vouches for moves to those who vouch with their own keys, and the CI then lets go of it.
        return others.Where(other => other != delegation.Delegator && other != delegation.Role && !CatalogRoles.IsNew(other)).Select(other => (RoleName?)other).FirstOrDefault();
    }

    private static bool WasThere(IDelegator? before, Delegation delegation) => delegation.Keys is SuccinctRoles bins
        ? before is Delegations { SuccinctRoles: { } known } && known.NamePrefix == bins.NamePrefix
        : before?.FindRole(delegation.Role) is not null;
}
