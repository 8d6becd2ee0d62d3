using System.Text.Json.Nodes;

namespace Playground.Workflows.Tests.Hub;

/// <summary>Something that happened and may start workflows.</summary>
internal sealed record HubEvent
{
    /// <summary>Such as push.</summary>
    internal required string Name { get; init; }

    internal required JsonObject Payload { get; init; }

    /// <summary>Such as refs/heads/main.</summary>
    internal required string Ref { get; init; }

    internal required string Sha { get; init; }

    /// <summary>The branch that filters look at: of a pull request, the one it is for.</summary>
    internal required string Branch { get; init; }

    /// <summary>The commit whose workflows are taken.</summary>
    internal required string WorkflowsFrom { get; init; }

    internal IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Only this workflow, or null for all.</summary>
    internal string? Workflow { get; init; }

    internal IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it is of a fork, and so gets no secret and no token that writes.</summary>
    internal bool IsFromFork { get; init; }

    /// <summary>Whose branch it is about.</summary>
    internal required string HeadOwner { get; init; }

    /// <summary>Of a pull request, its branches.</summary>
    internal string HeadRef { get; init; } = "";

    internal string BaseRef { get; init; } = "";

    /// <summary>The branch that a run for it is listed under.</summary>
    internal string HeadBranch => HeadRef.Length > 0 ? HeadRef : Branch;
}
