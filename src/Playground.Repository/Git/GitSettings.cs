namespace Playground.Repository.Git;

/// <summary>How git is run.</summary>
public sealed record GitSettings
{
    /// <summary>The path of the program, or null: the first <c>git</c> in a folder that PATH names in full.</summary>
    public string? Program { get; init; }

    /// <summary>Variables to set for git, or, where the value is null, to take away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether a person is there to be asked for a password; otherwise git fails instead of asking.</summary>
    public bool Interactive { get; init; }

    /// <summary>The longest one run may take, 10 minutes unless told; a run that takes longer is killed.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock of time-outs and pauses.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
