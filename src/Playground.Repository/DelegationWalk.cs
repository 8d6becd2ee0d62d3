using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>Goes through the delegations of a repository in the order in which roles are asked: depth first, no role twice.</summary>
internal static class DelegationWalk
{
    /// <summary>Every delegation to a role by name, root's first; bins are not given one by one.</summary>
    internal static IEnumerable<Delegation> From(Root? root, Func<RoleName, Targets?> find)
    {
        foreach ((RoleName role, Role keys) in root?.Roles ?? new Dictionary<RoleName, Role>())
        {
            yield return new Delegation(RoleName.Root, root!, role, keys);
        }

        var visited = new HashSet<RoleName>();
        var next = new Stack<RoleName>([RoleName.Targets]);
        while (next.TryPop(out RoleName delegator))
        {
            if (!visited.Add(delegator) || find(delegator)?.Delegations is not { Roles: { } roles } delegations)
            {
                continue;
            }

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
