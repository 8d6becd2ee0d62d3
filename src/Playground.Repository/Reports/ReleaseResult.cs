namespace Playground.Repository.Reports;

/// <summary>What becomes of a release.</summary>
public enum ReleaseChange
{
    /// <summary>It comes.</summary>
    New,

    /// <summary>It gets more files.</summary>
    Grown,

    /// <summary>Files of it are other ones, or fewer.</summary>
    Changed,

    /// <summary>It goes.</summary>
    Removed,

    /// <summary>It is not to be chosen any more.</summary>
    Yanked,

    /// <summary>It may be chosen again.</summary>
    Unyanked,

    /// <summary>People should move away from it.</summary>
    Deprecated,

    /// <summary>People need not move away from it any more.</summary>
    Undeprecated,
}

/// <summary>A release that an event is about; listed once for everything that becomes of it.</summary>
public sealed record ReleaseResult
{
    /// <summary>The project.</summary>
    public required string Project { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>What becomes of it.</summary>
    public required ReleaseChange Change { get; init; }

    /// <summary>How many files it has then.</summary>
    public required int Files { get; init; }

    /// <summary>How many files it had.</summary>
    public required int FilesBefore { get; init; }

    /// <summary>How many bytes all its files have then.</summary>
    public required long Length { get; init; }

    /// <summary>Why it is yanked or deprecated; null where nobody says.</summary>
    public string? Reason { get; init; }
}
