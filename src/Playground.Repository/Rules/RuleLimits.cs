namespace Playground.Repository.Rules;

/// <summary>What a repository may set for itself in the rules; nothing else can be.</summary>
public sealed record RuleLimits
{
    /// <summary>The longest artifact unless told: 100 MiB, the most that the large forges take in one file.</summary>
    public const long UsualArtifactLength = 100 * 1024 * 1024;

    /// <summary>The longest artifact that lies elsewhere unless told: 2 GiB, the most that GitHub takes as a file of a release.</summary>
    public const long UsualPointedLength = 2L * 1024 * 1024 * 1024;

    /// <summary>The longest artifact that lies elsewhere, in bytes.</summary>
    public long MaxPointedLength { get; init; } = UsualPointedLength;

    /// <summary>The longest artifact, in bytes.</summary>
    public long MaxArtifactLength { get; init; } = UsualArtifactLength;
}
