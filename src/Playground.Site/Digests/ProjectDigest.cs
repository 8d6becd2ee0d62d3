namespace Playground.Site.Digests;

/// <summary>What other pages say of a project.</summary>
internal sealed record ProjectDigest
{
    public required string Name { get; init; }

    public bool IsBlocked { get; init; }

    /// <summary>The role that vouches for its owners.</summary>
    public string? Voucher { get; init; }

    public string? Description { get; init; }

    public string[] Tags { get; init; } = [];

    /// <summary>The newest version that is neither yanked nor a pre-release, or null.</summary>
    public string? Newest { get; init; }

    public string[] Owners { get; init; } = [];

    /// <summary>Newest first.</summary>
    public ReleaseDigest[] Releases { get; init; } = [];
}

/// <summary>What other pages say of a release.</summary>
internal sealed record ReleaseDigest
{
    public required string Version { get; init; }

    public DateTimeOffset? Released { get; init; }

    public string? Yanked { get; init; }

    public int Files { get; init; }

    public string? Description { get; init; }
}
