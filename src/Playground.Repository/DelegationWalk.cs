using Playground.Catalog;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// Goes through the delegations of a repository in the order in which roles are asked: depth first, no role twice. After those come owners of projects
/// that nobody but themselves vouches for yet, or whose new keys the CI is still to vouch for (see <see cref="OwnersEntry"/>).
/// </summary>
internal static class DelegationWalk
{
    /// <summary>Every delegation to a role by name, root's first; bins are not given one by one.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="find">Gives the metadata of a role.</param>
    /// <param name="roles">The roles there are, among which owners are looked for.</param>
    /// <param name="bins">Is told of delegations to bins.</param>
    internal static IEnumerable<Delegation> From(
        Root? root,
        Func<RoleName, Targets?> find,
        IEnumerable<RoleName> roles,
        Action<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)>? bins = null)
    {
        foreach ((RoleName role, Role keys) in root?.Roles ?? new Dictionary<RoleName, Role>())
        {
            // Root may name others; they mean nothing.
            if (role.IsTopLevel)
            {
                yield return new Delegation(RoleName.Root, root!, role, keys);
            }
        }

        var visited = new HashSet<RoleName>();
        var vouched = new Dictionary<RoleName, Delegation>();
        foreach (Delegation delegation in Below(RoleName.Targets, find, visited, bins))
        {
            if (CatalogRoles.ProjectOf(delegation.Role) is not null && (!vouched.TryGetValue(delegation.Role, out Delegation? other) || CatalogRoles.IsNew(other.Delegator)))
            {
                vouched[delegation.Role] = delegation;
            }

            yield return delegation;
        }

        foreach (RoleName role in roles.Order())
        {
            bool isVouchedFor = vouched.TryGetValue(role, out Delegation? known);
            if ((!isVouchedFor || CatalogRoles.IsNew(known!.Delegator))
                && OwnersEntry.Of(role, find(role)) is { } own && (!isVouchedFor || !OwnersEntry.AskTheSame(known!, own)))
            {
                yield return own;
                foreach (Delegation delegation in Below(role, find, visited, bins))
                {
                    yield return delegation;
                }
            }
        }
    }

    private static IEnumerable<Delegation> Below(
        RoleName start, Func<RoleName, Targets?> find, HashSet<RoleName> visited, Action<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)>? bins)
    {
        var next = new Stack<RoleName>([start]);
        while (next.TryPop(out RoleName delegator))
        {
            if (!visited.Add(delegator) || find(delegator)?.Delegations is not { } delegations)
            {
                continue;
            }

            if (delegations.SuccinctRoles is { } succinct)
            {
                bins?.Invoke((delegator, delegations, succinct));
            }

            IReadOnlyList<DelegatedRole> roles = delegations.Roles ?? [];
            foreach (DelegatedRole role in roles)
            {
                yield return new Delegation(delegator, delegations, role.Name, role);
            }

            for (int i = roles.Count - 1; i >= 0; i--)
            {
                next.Push(roles[i].Name);
            }
        }
    }
}
