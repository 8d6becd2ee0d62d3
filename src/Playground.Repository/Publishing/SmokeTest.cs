#pragma warning disable MA0025, MA0150, CA1822, IDE0051, IDE0052, MA0038, MA0041 // Not written yet.
using Playground.Tuf.Client;

namespace Playground.Repository.Publishing;

/// <summary>Where a published repository is, and what is asked of it.</summary>
public sealed record SmokeTestOptions
{
    /// <summary>Where metadata is published.</summary>
    public required Uri MetadataUrl { get; init; }

    /// <summary>Where artifacts are published.</summary>
    public required Uri TargetsUrl { get; init; }

    /// <summary>The root that is trusted to begin with.</summary>
    public required ReadOnlyMemory<byte> TrustedRoot { get; init; }

    /// <summary>How things are fetched.</summary>
    public required IFetcher Fetcher { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How much longer than now everything must be good.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.Zero;

    /// <summary>How many delegated roles are visited at most.</summary>
    public int MaxRoles { get; init; } = 1000;
}

/// <summary>What came of a smoke test.</summary>
/// <param name="Words">What was done, a line each; safe to print.</param>
/// <param name="Problems">What is wrong; none where the repository works.</param>
public sealed record SmokeReport(IReadOnlyList<string> Words, IReadOnlyList<Problem> Problems)
{
    /// <summary>Whether the repository works.</summary>
    public bool Passed => Words.Count > 0 && Problems.Count == 0;
}

/// <summary>Uses a published repository as a downloader would, from an empty folder.</summary>
public static class SmokeTest
{
    /// <summary>Updates, visits every role, and downloads one artifact of each.</summary>
    public static Task<SmokeReport> RunAsync(SmokeTestOptions options, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
