using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

/// <summary>Who acts with a token, and what it may do.</summary>
/// <param name="Login">Such as github-actions[bot].</param>
/// <param name="Permissions">Such as pull-requests: write; null for all.</param>
public sealed record StandInToken(string Login, IReadOnlySet<string>? Permissions = null)
{
    /// <summary>Whether it may do one of these things.</summary>
    public bool Allows(params ReadOnlySpan<string> needs)
    {
        foreach (string need in needs)
        {
            if (Permissions is null || Permissions.Contains(need) || (need.EndsWith(": read", StringComparison.Ordinal) && Permissions.Contains(need[..^"read".Length] + "write")))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A pull request of the stand-in; numbered together with issues.</summary>
public sealed class StandInPull
{
    public required long Number { get; init; }

    public required string Owner { get; init; }

    public required string Branch { get; init; }

    public required string Base { get; init; }

    public required string Title { get; set; }

    public string Body { get; set; } = "";

    public bool IsDraft { get; set; }

    public bool IsOpen { get; set; } = true;

    public List<string> Labels { get; } = [];
}

/// <summary>An issue of the stand-in.</summary>
public sealed class StandInIssue
{
    public required long Number { get; init; }

    public required string Title { get; set; }

    public required string Body { get; set; }

    public bool IsOpen { get; set; } = true;

    public List<string> Labels { get; } = [];
}

/// <summary>A comment of the stand-in.</summary>
public sealed class StandInComment
{
    public required long Id { get; init; }

    /// <summary>The issue or pull request it is under.</summary>
    public required long Number { get; init; }

    public required string Author { get; init; }

    public required string Text { get; set; }

    /// <summary>How often it was edited.</summary>
    public int Edits { get; set; }
}

/// <summary>A check run of the stand-in.</summary>
public sealed class StandInCheck
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string Commit { get; init; }

    public required string Conclusion { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public string? ExternalId { get; init; }

    public List<JsonObject> Annotations { get; } = [];
}

/// <summary>A run of a workflow, as the API tells of it.</summary>
public sealed record StandInRun(long Id, string Path, string Event, string HeadOwner, string HeadBranch, string HeadCommit)
{
    /// <summary>How it came out; null while it runs.</summary>
    public string? Conclusion { get; set; }
}

/// <summary>An artifact that a run left.</summary>
public sealed record StandInArtifact(long Id, long Run, string Name, byte[] Zip);

/// <summary>A release of the stand-in.</summary>
public sealed record StandInRelease(long Id, string Tag, string Title)
{
    public ConcurrentDictionary<string, StandInAsset> Assets { get; } = new(StringComparer.Ordinal);
}

/// <summary>A file of a release.</summary>
public sealed record StandInAsset(long Id, string Name, byte[] Content, bool IsWhole = true);

/// <summary>A workflow that was asked for.</summary>
public sealed record StandInDispatch(string File, string Branch, IReadOnlyDictionary<string, string> Inputs);
