namespace Playground.Workflows.Tests.Workflows;

/// <summary>A job: steps of its own, or another workflow.</summary>
internal sealed record Job
{
    internal required string Id { get; init; }

    internal string? If { get; init; }

    internal required IReadOnlyList<string> Needs { get; init; }

    internal required Permissions Permissions { get; init; }

    internal string? Environment { get; init; }

    internal required IReadOnlyDictionary<string, string> Env { get; init; }

    internal required IReadOnlyDictionary<string, string> Outputs { get; init; }

    internal required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The workflow that it calls, or null.</summary>
    internal string? Uses { get; init; }

    internal required IReadOnlyDictionary<string, string> With { get; init; }

    internal static Job Read(string id, YamlMap map, Permissions ofWorkflow)
    {
        string? uses = map.FindText("uses");
        _ = uses is null
            ? map.Only("name", "if", "needs", "runs-on", "timeout-minutes", "permissions", "environment", "env", "outputs", "steps")
            : map.Only("name", "if", "needs", "permissions", "uses", "with");
        return new Job
        {
            Id = id,
            If = map.FindText("if"),
            Needs = map.Texts("needs"),
            Permissions = Permissions.Read(map) ?? ofWorkflow,
            Environment = map.IsText("environment") ? map.Text("environment") : map.FindMap("environment")?.Only("name", "url").Text("name"),
            Env = map.TextMap("env"),
            Outputs = map.TextMap("outputs"),
            Steps = uses is null ? [.. map.Maps("steps").Select(Step.Read)] : [],
            Uses = uses,
            With = map.TextMap("with"),
        };
    }
}
