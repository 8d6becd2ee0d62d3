namespace Playground.Site;

/// <summary>What all pages of a site say alike.</summary>
internal sealed record SiteInfo
{
    internal required string Name { get; init; }

    /// <summary>Whether the repository has projects.</summary>
    internal required bool IsCommunity { get; init; }

    /// <summary>Whether signing events are told of.</summary>
    internal required bool HasEvents { get; init; }

    /// <summary>Where the pages will be, or null where that is not known.</summary>
    internal Uri? Url { get; init; }

    /// <summary>Where metadata files are: from the top of the site, or absolute. Null where they cannot be reached from the pages.</summary>
    internal string? Metadata { get; init; }

    /// <summary>Likewise of artifacts.</summary>
    internal string? Targets { get; init; }

    /// <summary>Whether names of artifacts begin with their hash.</summary>
    internal bool PrefixesTargets { get; init; }

    /// <summary>The versions of root that have pages.</summary>
    internal required IReadOnlyList<long> RootVersions { get; init; }

    internal required bool IsConsistent { get; init; }

    /// <summary>The page about the repository as TUF knows it.</summary>
    internal string Overview => IsCommunity ? SitePath.Repository : SitePath.Home;
}
