using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Tuf.Model;

namespace Playground.Repository.Projects;

/// <summary>
/// What the CI is to delegate from <see cref="CatalogRoles.New"/> and its shards: every project that has owners and that no administrator vouches for, but for
/// those whose names may be taken for others. The CI only follows; that the owners before agree, their signatures have to show.
/// </summary>
internal static class VouchedOwners
{
    /// <summary>
    /// The delegations of each role as they have to be, delegators before their shards; the very object that is there where it is right already.
    /// </summary>
    /// <param name="view">What there is.</param>
    /// <param name="top">How the top-level targets delegates to <see cref="CatalogRoles.New"/>: its shards have the same key and periods.</param>
    /// <param name="owners">The projects that the CI is to vouch for, among <see cref="Unclaimed"/>.</param>
    internal static IReadOnlyList<(RoleName Role, Delegations? Wanted)> In(RepositoryView view, Delegation top, IReadOnlyDictionary<ProjectName, Delegation> owners)
    {
        HashSet<string> divided = [.. view.Roles.Keys.Where(role => (view.Find<Targets>(role)?.Delegations?.Roles ?? []).Any(other => CatalogRoles.IsNew(other.Name)))
            .Select(role => ProjectShards.BeginningOf(role, CatalogRoles.New)).OfType<string>()];
        IReadOnlyDictionary<string, IReadOnlyList<ProjectName>> parts =
            ProjectShards.Divide(owners.Keys, ProjectShards.MostOf(view.Find<Targets>(RoleName.Targets)), divided);
        var all = new List<(RoleName, Delegations?)>();
        foreach ((string beginning, IReadOnlyList<ProjectName> projects) in parts)
        {
            IEnumerable<string> shards = parts.Keys.Where(other => other.Length == beginning.Length + 1 && other.StartsWith(beginning, StringComparison.Ordinal));
            List<Delegation> wanted = [.. shards.Select(shard => Shard(top, shard)), .. projects.Select(project => owners[project])];
            RoleName role = ProjectShards.RoleOf(CatalogRoles.New, beginning);
            all.Add((role, As(wanted, view.Find<Targets>(role)?.Delegations)));
        }

        return all;
    }

    /// <summary>How the top-level targets delegates to <see cref="CatalogRoles.New"/>; null where it does not, or where people sign that.</summary>
    internal static Delegation? Top(RepositoryView view) =>
        view.FindDelegation(CatalogRoles.New) is { IsOnline: true, Keys: DelegatedRole } top && top.Delegator == RoleName.Targets ? top : null;

    /// <summary>The projects that no administrator vouches for, and what each says of its owners.</summary>
    internal static Dictionary<ProjectName, Delegation> Unclaimed(RepositoryView view) => view.Roles
        .Select(role => OwnersEntry.Of(role.Key, role.Value.Signed as Targets))
        .OfType<Delegation>()
        .Where(own => !view.Delegations.GetValueOrDefault(own.Role, []).Exists(other => !other.IsOwn && !CatalogRoles.IsNew(other.Delegator)))
        .ToDictionary(own => CatalogRoles.ProjectOf(own.Role)!.Value);

    /// <summary>How a shard is delegated to: as the whole is.</summary>
    private static Delegation Shard(Delegation top, string beginning)
    {
        RoleName role = ProjectShards.RoleOf(CatalogRoles.New, beginning);
        return new Delegation(
            CatalogRoles.New, top.Source, role, (DelegatedRole)top.Keys with { Name = role, Paths = [ProjectShards.PathsOf(beginning)], Terminating = false });
    }

    private static Delegations? As(List<Delegation> wanted, Delegations? known)
    {
        if (known is null && wanted.Count == 0)
        {
            return null;
        }

        bool isRight = known?.Roles is { } roles
            && roles.Count == wanted.Count
            && roles.Zip(wanted).All(pair => pair.First.Name == pair.Second.Role
                && OwnersEntry.AskTheSame(new Delegation(CatalogRoles.New, known, pair.First.Name, pair.First), pair.Second));
        if (isRight)
        {
            return known;
        }

        var keys = new Dictionary<KeyId, Key>();
        foreach (Delegation delegation in wanted)
        {
            foreach (KeyId id in delegation.Keys.KeyIds.Where(delegation.Source.Keys.ContainsKey))
            {
                keys.TryAdd(id, delegation.Source.Keys[id]);
            }
        }

        return (known ?? new Delegations { Keys = keys, Roles = [] }) with { Keys = keys, Roles = [.. wanted.Select(delegation => (DelegatedRole)delegation.Keys)] };
    }
}
