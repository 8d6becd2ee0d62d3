#pragma warning disable MA0025, MA0150, CA1822, IDE0051, IDE0052, MA0038, MA0041 // Not written yet.
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>A role that people are to sign anew.</summary>
/// <param name="Role">Which.</param>
/// <param name="Version">The version they will sign.</param>
/// <param name="Expires">When the present version expires.</param>
/// <param name="Event">The branch of the signing event: <c>sign/ROLE-vN</c>.</param>
public sealed record DueRole(RoleName Role, long Version, DateTimeOffset Expires, BranchName Event);

/// <summary>Which offline roles are due.</summary>
public static class ExpiryPlan
{
    /// <summary>The offline roles whose signing period has begun, those that expire first before others. Bins count where the view has them.</summary>
    public static IReadOnlyList<DueRole> Of(RepositoryView view, DateTimeOffset time) => throw new NotImplementedException();
}
