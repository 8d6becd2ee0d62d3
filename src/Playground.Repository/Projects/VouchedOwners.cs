using Playground.Catalog;
using Playground.Tuf.Model;

namespace Playground.Repository.Projects;

/// <summary>
/// What the CI is to delegate from <see cref="CatalogRoles.New"/>: every project that has owners and that no administrator vouches for. The CI only
/// follows; that the owners before agree, their signatures have to show.
/// </summary>
internal static class VouchedOwners
{
    /// <summary>The delegations as they have to be; the very object that was given where it is right already, null where there is no project.</summary>
    internal static Delegations? In(RepositoryView view, Delegations? known)
    {
        List<Delegation> owners = [.. view.Roles
            .Select(role => OwnersEntry.Of(role.Key, role.Value.Signed as Targets))
            .OfType<Delegation>()
            .Where(own => !view.Delegations.GetValueOrDefault(own.Role, []).Exists(other => !other.IsOwn && !CatalogRoles.IsNew(other.Delegator)))
            .OrderBy(own => own.Role)];
        if (known is null && owners.Count == 0)
        {
            return null;
        }

        bool isRight = known?.Roles is { } roles
            && roles.Count == owners.Count
            && roles.Zip(owners).All(pair => pair.First.Name == pair.Second.Role
                && OwnersEntry.AskTheSame(new Delegation(CatalogRoles.New, known, pair.First.Name, pair.First), pair.Second));
        if (isRight)
        {
            return known;
        }

        var keys = new Dictionary<KeyId, Key>();
        foreach ((KeyId id, Key? key) in owners.SelectMany(own => own.Keys.KeyIds.Select(id => (id, own.Source.Keys.GetValueOrDefault(id)))).Where(found => found.Item2 is not null))
        {
            keys.TryAdd(id, key!);
        }

        return (known ?? new Delegations { Keys = keys, Roles = [] }) with { Keys = keys, Roles = [.. owners.Select(own => (DelegatedRole)own.Keys)] };
    }
}
