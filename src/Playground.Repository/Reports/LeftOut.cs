namespace Playground.Repository.Reports;

/// <summary>How many entries there are beside those that stand in a result: nobody reads that many, and results are bounded.</summary>
public sealed record LeftOut
{
    /// <summary>Roles; verified ones first.</summary>
    public required int Roles { get; init; }

    /// <summary>People in lists of signatures and invitations.</summary>
    public required int People { get; init; }

    /// <summary>Problems.</summary>
    public required int Problems { get; init; }

    /// <summary>Artifacts.</summary>
    public required int Changes { get; init; }

    /// <summary>Changes in words, projects and releases among them.</summary>
    public required int Words { get; init; }

    /// <summary>Delegations.</summary>
    public required int Delegations { get; init; }
}
