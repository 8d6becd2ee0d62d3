using Playground.Catalog;
using Playground.Tuf.Model;

namespace Playground.Repository;

/// <summary>
/// To whom an artifact belongs: from role to role the first delegation that matches (specification 5.6.7), but for roles that never list anything: what
/// stops clients, and who vouches for projects other than the artifact's.
/// </summary>
internal static class ArtifactWay
{
    /// <summary>The next role on the way, or null where it ends.</summary>
    /// <param name="delegations">Those of the role where the way is now.</param>
    /// <param name="path">The artifact.</param>
    /// <param name="find">Gives the metadata of a role.</param>
    internal static RoleName? Next(Delegations? delegations, TargetPath path, Func<RoleName, Targets?> find)
    {
        foreach ((RoleName role, _) in delegations?.RolesFor(path) ?? [])
        {
            if (role != CatalogRoles.Blocked && (!IsVouching(role) || Next(find(role)?.Delegations, path, find) is not null))
            {
                return role;
            }
        }

        return null;
    }

    private static bool IsVouching(RoleName role) => CatalogRoles.IsClaimed(role) || CatalogRoles.IsNew(role);
}
