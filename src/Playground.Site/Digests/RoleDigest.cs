namespace Playground.Site.Digests;

/// <summary>
/// What other pages say of a role: all that is needed of it where its own page stays as it is, so that its file need not be read again.
/// </summary>
internal sealed record RoleDigest
{
    public required string Role { get; init; }

    /// <summary>The role that delegates to it first; root's own is itself.</summary>
    public required string Delegator { get; init; }

    /// <summary>The fingerprint of the delegation: keys, threshold, paths.</summary>
    public required string Entry { get; init; }

    /// <summary>What snapshot lists of it, or the version.</summary>
    public required string Listed { get; init; }

    public long Version { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>How many days a version of it lives, where it says so, else null.</summary>
    public long? PeriodDays { get; init; }

    public required long Threshold { get; init; }

    public required MemberDigest[] Members { get; init; }

    /// <summary>The paths it is trusted for, the first few, or null.</summary>
    public string[]? Paths { get; init; }

    public int Files { get; init; }

    public long Bytes { get; init; }

    public ChildDigest[] Children { get; init; } = [];

    public BinsDigest? Bins { get; init; }

    /// <summary>Versions of the past that were verified, newest first.</summary>
    public VersionDigest[] Earlier { get; init; } = [];

    /// <summary>Why clients refuse it, or null.</summary>
    public string? Refused { get; init; }

    internal bool IsTopLevel => Role is "root" or "timestamp" or "snapshot" or "targets";

    internal int Signed => Members.Count(member => member.HasSigned);
}

/// <summary>Somebody who may sign a role.</summary>
internal sealed record MemberDigest
{
    public required string KeyId { get; init; }

    public string? Owner { get; init; }

    public bool IsOnline { get; init; }

    public bool HasSigned { get; init; }

    /// <summary>The key's scheme, or null where the delegator holds no such key.</summary>
    public string? Scheme { get; init; }
}

/// <summary>A role that is delegated to.</summary>
internal sealed record ChildDigest
{
    public required string Role { get; init; }

    public required string Entry { get; init; }

    public required string[] Paths { get; init; }

    public bool IsTerminating { get; init; }
}

/// <summary>Bins that are delegated to.</summary>
internal sealed record BinsDigest
{
    public required string Prefix { get; init; }

    public required long Count { get; init; }

    public required string Entry { get; init; }
}

/// <summary>A version of the past.</summary>
internal sealed record VersionDigest
{
    public required long Version { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public required string[] Signed { get; init; }

    /// <summary>The files that are listed, where they matter for a project: when did a release first appear.</summary>
    public int Files { get; init; }
}
