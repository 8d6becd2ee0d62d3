using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Model;

namespace Playground.Catalog.Reading;

/// <summary>What a client may know of a project: verified, and only what the delegations on the way to it allow.</summary>
public sealed record ProjectListing
{
    /// <summary>The project.</summary>
    public required ProjectName Project { get; init; }

    /// <summary>Whether any role that was asked delegates the project to owners.</summary>
    public required bool Exists { get; init; }

    /// <summary>Whether administrators have stopped all of it.</summary>
    public required bool IsBlocked { get; init; }

    /// <summary>The role that vouches for its owners: <see cref="CatalogRoles.Claimed"/>, <see cref="CatalogRoles.New"/> or a shard of them.</summary>
    public RoleName? VouchedForBy { get; init; }

    /// <summary>Who decides over it, or null where nobody was asked.</summary>
    public ProjectTeam? Owners { get; init; }

    /// <summary>Who releases its files, or null where its owners name nobody.</summary>
    public ProjectTeam? Releasers { get; init; }

    /// <summary>Its releases, newest first, without those that are blocked.</summary>
    public required IReadOnlyList<Release> Releases { get; init; }

    /// <summary>Versions that its releasers list and administrators have stopped, newest first.</summary>
    public required IReadOnlyList<ReleaseVersion> BlockedVersions { get; init; }
}
