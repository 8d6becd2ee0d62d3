namespace Playground.Workflows.Tests.Workflows;

/// <summary>One entry of <c>on:</c>, with its filters and inputs.</summary>
internal sealed record Trigger
{
    private readonly IReadOnlyList<NamePattern> _branches;
    private readonly IReadOnlyList<NamePattern> _ignored;
    private readonly IReadOnlyList<NamePattern> _paths;

    private Trigger(YamlMap? map)
    {
        map?.Only("branches", "branches-ignore", "paths", "inputs", "workflows", "types");
        _branches = [.. (map?.Texts("branches") ?? []).Select(NamePattern.Parse)];
        _ignored = [.. (map?.Texts("branches-ignore") ?? []).Select(NamePattern.Parse)];
        _paths = [.. (map?.Texts("paths") ?? []).Select(NamePattern.Parse)];
        Workflows = [.. map?.Texts("workflows") ?? []];
        if (Workflows.Count > 0 && !(map!.Texts("types") is ["completed"]))
        {
            throw new NotSupportedException("Of other workflows only the end is waited for.");
        }

        Inputs = map?.FindMap("inputs") is { } inputs ? [.. inputs.Keys.Select(name => InputDefinition.Read(name, inputs.Map(name)))] : [];
    }

    internal IReadOnlyList<InputDefinition> Inputs { get; }

    /// <summary>Of workflow_run: the names of the workflows whose end it waits for.</summary>
    internal IReadOnlyList<string> Workflows { get; }

    internal static IReadOnlyDictionary<string, Trigger> ReadAll(YamlMap workflow)
    {
        if (workflow.IsText("on"))
        {
            return new Dictionary<string, Trigger>(StringComparer.Ordinal) { [workflow.Text("on")] = new((YamlMap?)null) };
        }

        YamlMap on = workflow.Map("on").Only("push", "pull_request", "schedule", "workflow_dispatch", "workflow_call", "workflow_run");
        return on.Keys.ToDictionary(name => name, name => new Trigger(name == "schedule" ? null : on.FindMap(name)), StringComparer.Ordinal);
    }

    /// <summary>Whether it fires for a branch and the files that changed.</summary>
    internal bool Matches(string branch, IEnumerable<string> changed) =>
        (_branches.Count == 0 || NamePattern.Match(_branches, branch))
        && !NamePattern.Match(_ignored, branch)
        && (_paths.Count == 0 || changed.Any(path => NamePattern.Match(_paths, path)));
}
