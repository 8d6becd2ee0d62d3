using Playground.Repository.Events;

namespace Playground.Repository.Reports;

/// <summary>What judging found out about one role.</summary>
public sealed record RoleResult
{
    /// <summary>Which role.</summary>
    public required string Role { get; init; }

    /// <summary>The proposed version, or null where the metadata cannot be read.</summary>
    public long? Version { get; init; }

    /// <summary>The known good version, or null where the role is new.</summary>
    public long? VersionBefore { get; init; }

    /// <summary>Whether enough people signed, nobody is waited for, and nothing is wrong.</summary>
    public required bool Verified { get; init; }

    /// <summary>How many people must sign.</summary>
    public required long Threshold { get; init; }

    /// <summary>Whose good signatures there are.</summary>
    public required IReadOnlyList<string> Signed { get; init; }

    /// <summary>Who may sign and has not.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Of a new root, the signatures that the known good root asks for; else null.</summary>
    public SignatureResult? Previous { get; init; }

    /// <summary>Who is invited to roles that this one delegates to.</summary>
    public required IReadOnlyList<string> Invites { get; init; }

    /// <summary>The artifacts that differ.</summary>
    public required IReadOnlyList<ArtifactResult> Changes { get; init; }

    /// <summary>What is wrong with the role.</summary>
    public required IReadOnlyList<VerdictProblem> Problems { get; init; }

    /// <summary>What else differs, in words.</summary>
    public required IReadOnlyList<ChangeWords> Words { get; init; }
}

/// <summary>Signatures had and missing.</summary>
public sealed record SignatureResult
{
    /// <summary>How many people must sign.</summary>
    public required long Threshold { get; init; }

    /// <summary>Whose good signatures there are.</summary>
    public required IReadOnlyList<string> Signed { get; init; }

    /// <summary>Who may sign and has not.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
}
