using System.Text.Json.Serialization;

namespace Playground.Downloader;

/// <summary>A release that was chosen.</summary>
internal sealed record LockedProject
{
    /// <summary>Which versions were wanted, as the person wrote it; <c>latest</c> where nothing was said.</summary>
    public required string Wanted { get; init; }

    /// <summary>Whether pre-releases were wanted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Prereleases { get; init; }

    /// <summary>Which files were wanted, by the patterns of their names; null where all were.</summary>
    public IReadOnlyList<string>? WantedFiles { get; init; }

    /// <summary>The version that was chosen.</summary>
    public required string Version { get; init; }

    /// <summary>Its files that were wanted, by name.</summary>
    public required IReadOnlyList<LockedFile> Files { get; init; }
}
