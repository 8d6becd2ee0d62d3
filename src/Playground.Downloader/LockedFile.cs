namespace Playground.Downloader;

/// <summary>A file of a release that was chosen.</summary>
internal sealed record LockedFile
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How long it is, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Its SHA-256, or null where only the other was signed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its SHA-512, or null where only the other was signed.</summary>
    public string? Sha512 { get; init; }
}
