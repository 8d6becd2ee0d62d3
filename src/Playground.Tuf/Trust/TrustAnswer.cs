namespace Playground.Tuf.Trust;

/// <summary>What came of showing a metadata file to <see cref="TrustedMetadata"/>. The zero value is a refusal.</summary>
public enum TrustDecision
{
    /// <summary>The file must not be trusted. Nothing has changed.</summary>
    Refused,

    /// <summary>The file is now the trusted one of its role.</summary>
    Accepted,

    /// <summary>The file is of the version that is trusted already; that one is kept, and still good.</summary>
    Unchanged,

    /// <summary>The file was stored earlier and was good then. It guards against going back, but a newer one has to be fetched.</summary>
    Outdated,
}

/// <summary>A decision, and for a refusal its reason.</summary>
public readonly record struct TrustAnswer
{
    private readonly Problem? _problem;

    private TrustAnswer(TrustDecision decision, Problem? problem)
    {
        Decision = decision;
        _problem = problem;
    }

    /// <summary>The decision.</summary>
    public TrustDecision Decision { get; }

    /// <summary>Whether the role's trusted metadata is current: accepted now, or unchanged.</summary>
    public bool IsTrusted => Decision is TrustDecision.Accepted or TrustDecision.Unchanged;

    /// <summary>Why the file was refused; null where it was not.</summary>
    public Problem? Problem => Decision == TrustDecision.Refused
        ? _problem ?? new Problem(ProblemCodes.ThresholdNotMet, "Nothing was verified.")
        : null;

    internal static TrustAnswer Accepted { get; } = new(TrustDecision.Accepted, null);

    internal static TrustAnswer Unchanged { get; } = new(TrustDecision.Unchanged, null);

    internal static TrustAnswer Outdated { get; } = new(TrustDecision.Outdated, null);

    internal static TrustAnswer Refused(string code, string message) => new(TrustDecision.Refused, new Problem(code, message));

    internal static TrustAnswer Refused(Problem problem) => new(TrustDecision.Refused, problem);
}
