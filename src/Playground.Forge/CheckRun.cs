namespace Playground.Forge;

/// <summary>How a check came out.</summary>
public enum CheckConclusion
{
    /// <summary>Something is wrong.</summary>
    Failure,

    /// <summary>All is well.</summary>
    Success,

    /// <summary>Somebody has to do something.</summary>
    ActionRequired,

    /// <summary>It says nothing about whether to merge.</summary>
    Neutral,
}

/// <summary>What a check says of one commit.</summary>
public sealed record CheckReport
{
    /// <summary>The name of the check.</summary>
    public required string Name { get; init; }

    /// <summary>The commit it is about: all 40 digits.</summary>
    public required string Commit { get; init; }

    /// <summary>How it came out.</summary>
    public required CheckConclusion Conclusion { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, of at most 65,535 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>Notes at files; any number.</summary>
    public IReadOnlyList<CheckAnnotation> Annotations { get; init; } = [];
}

/// <summary>A note at a file.</summary>
/// <param name="Path">The file, relative to the repository.</param>
/// <param name="Message">What is to be said of it.</param>
/// <param name="Title">One line, or null.</param>
/// <param name="IsFailure">Whether it is wrong, or only worth knowing.</param>
public sealed record CheckAnnotation(string Path, string Message, string? Title = null, bool IsFailure = true);
