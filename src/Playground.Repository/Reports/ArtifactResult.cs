using Playground.Repository.Git;

namespace Playground.Repository.Reports;

/// <summary>An artifact whose entry in metadata differs.</summary>
public sealed record ArtifactResult
{
    /// <summary>Its target path.</summary>
    public required string Path { get; init; }

    /// <summary>How its entry differs from known good.</summary>
    public required GitChangeKind Change { get; init; }

    /// <summary>Its length in bytes; null where it is gone.</summary>
    public long? Length { get; init; }

    /// <summary>Its SHA-256; null where it is gone, or metadata has other hashes only.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The known good length; null where it is new.</summary>
    public long? LengthBefore { get; init; }

    /// <summary>The known good SHA-256; null where it is new, or metadata had other hashes only.</summary>
    public string? Sha256Before { get; init; }

    /// <summary>Whether the file is the same, and only what is said of it is not.</summary>
    internal bool IsSameContent => Change == GitChangeKind.Modified && Length == LengthBefore && Sha256 == Sha256Before;
}
