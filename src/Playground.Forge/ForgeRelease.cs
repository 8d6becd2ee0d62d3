namespace Playground.Forge;

/// <summary>A release: files beside a tag.</summary>
public sealed record ForgeRelease
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The tag.</summary>
    public required string Tag { get; init; }

    /// <summary>Where files are sent to.</summary>
    internal Uri? UploadUri { get; init; }
}

/// <summary>A file to put into a release.</summary>
public sealed record NewReleaseAsset
{
    /// <summary>The largest file that GitHub takes, in bytes.</summary>
    public const long MaxLength = 2L * 1024 * 1024 * 1024;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many bytes it has.</summary>
    public required long Length { get; init; }

    /// <summary>The SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Opens it for reading from its beginning; called again where it has to be sent again.</summary>
    public required Func<Stream> Open { get; init; }
}

/// <summary>A file of a release, as the service has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Download">Where everybody gets it.</param>
public sealed record ReleaseAsset(long Id, string Name, long Length, Uri Download);
