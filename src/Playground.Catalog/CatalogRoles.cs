using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Tuf.Model;

namespace Playground.Catalog;

/// <summary>
/// Which roles a community repository has, and how they hang together. The top-level targets role delegates, in this order: to <see cref="Blocked"/> for
/// what administrators have stopped (terminating, and the role lists nothing); to <see cref="Claimed"/> (keys of the administrators) and then to
/// <see cref="New"/> (online key) for all projects; to <see cref="Index"/> (online key) for what search reads. The two delegate each
/// project to its owners' role, and that, which lists no files itself, to the releasers' role.
/// </summary>
public static class CatalogRoles
{
    private const string Releasers = ".releases";

    /// <summary>Lists nothing, so that what is delegated to it does not exist.</summary>
    public static RoleName Blocked { get; } = RoleName.Parse("blocked");

    /// <summary>Projects whose owners the administrators vouch for.</summary>
    public static RoleName Claimed { get; } = RoleName.Parse("claimed");

    /// <summary>Projects that nobody has vouched for yet.</summary>
    public static RoleName New { get; } = RoleName.Parse("new");

    /// <summary>The index of projects.</summary>
    public static RoleName Index { get; } = RoleName.Parse("index");

    /// <summary>The paths of all files of all releases.</summary>
    public static PathPattern AllProjects { get; } = PathPattern.Parse($"{ReleasePath.Folder}/*/*/*");

    /// <summary>Whether a role is <see cref="New"/> or a shard of it.</summary>
    public static bool IsNew(RoleName role) => ProjectShards.BeginningOf(role, New) is not null;

    /// <summary>Whether a role is <see cref="Claimed"/> or a shard of it.</summary>
    public static bool IsClaimed(RoleName role) => ProjectShards.BeginningOf(role, Claimed) is not null;

    /// <summary>The role whose keys decide over a project.</summary>
    public static RoleName OwnersOf(ProjectName project) => RoleName.Parse(project.Value);

    /// <summary>The role whose keys release files of a project.</summary>
    public static RoleName ReleasersOf(ProjectName project) => RoleName.Parse(project.Value + Releasers);

    /// <summary>The project whose owners' or releasers' role this is by its name, or null. Whether it is one, delegations decide.</summary>
    public static ProjectName? ProjectOf(RoleName role)
    {
        string name = role.Value.EndsWith(Releasers, StringComparison.Ordinal) ? role.Value[..^Releasers.Length] : role.Value;
        return ProjectName.TryParse(name, out ProjectName project) && !project.IsReserved ? project : null;
    }

    /// <summary>Whether the name is that of releasers.</summary>
    public static bool IsReleasers(RoleName role) => role.Value.EndsWith(Releasers, StringComparison.Ordinal) && ProjectOf(role) is not null;
}
