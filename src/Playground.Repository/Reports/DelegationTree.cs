using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Reports;

/// <summary>The ways from root down to the roles that an event is about.</summary>
internal static class DelegationTree
{
    /// <summary>How many delegations there may be in a result: more than anybody looks at.</summary>
    internal const int MaxEntries = 200;

    internal static IEnumerable<DelegationResult> Of(SigningEvent change, IEnumerable<RoleName> roles)
    {
        HashSet<RoleName> changed = [.. change.ChangedRoles];
        var found = new List<DelegationResult>();
        var seen = new HashSet<RoleName> { RoleName.Root };
        var next = new Queue<RoleName>(roles);
        while (next.TryDequeue(out RoleName role))
        {
            if (!seen.Add(role))
            {
                continue;
            }

            bool isThere = change.Proposed.Roles.ContainsKey(role);
            RoleState state = !isThere ? RoleState.Removed
                : change.KnownGood?.Roles.ContainsKey(role) != true ? RoleState.New
                : changed.Contains(role) ? RoleState.Changed : RoleState.Same;
            foreach (Delegation delegation in DelegationsTo(isThere ? change.Proposed : change.KnownGood, role))
            {
                found.Add(new DelegationResult(
                    Name(delegation.Delegator), Name(role), Math.Max(0, delegation.Keys.Threshold), SignatureCount.PeopleOf(delegation).Count(), state));
                next.Enqueue(delegation.Delegator);
            }
        }

        return found;
    }

    private static IEnumerable<Delegation> DelegationsTo(RepositoryView? view, RoleName role) => view is null ? []
        : (view.DelegationsTo(role) is { Count: > 0 } known ? known : view.FindDelegation(role) is { } bins ? [bins] : [])
            .Where(delegation => delegation.Delegator != role).DistinctBy(delegation => delegation.Delegator);

    private static string Name(RoleName role) => ResultRoom.Cut(role.Value, EventResultCheck.MaxName);
}
