using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>Goes through the delegations of a repository in the order in which roles are asked: depth first, no role twice.</summary>
internal static class DelegationWalk
{
    /// <summary>Every delegation to a role by name, root's first; bins are not given one by one.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="find">Gives the metadata of a role.</param>
    /// <param name="bins">Is told of delegations to bins.</param>
    internal static IEnumerable<Delegation> From(
        Root? root, Func<RoleName, Targets?> find, Action<(RoleName Delegator, Delegations Source, SuccinctRoles Bins)>? bins = null)
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
        var next = new Stack<RoleName>([RoleName.Targets]);
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
