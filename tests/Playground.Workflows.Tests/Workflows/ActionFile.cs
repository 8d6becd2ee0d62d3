namespace Playground.Workflows.Tests.Workflows;

/// <summary>A composite action.</summary>
internal sealed record ActionFile(
    IReadOnlyList<InputDefinition> Inputs, IReadOnlyDictionary<string, string> Outputs, IReadOnlyList<Step> Steps)
{
    internal static ActionFile Load(string folder)
    {
        YamlMap map = YamlMap.Parse(File.ReadAllText(Path.Combine(folder, "action.yml")), Path.GetFileName(folder)).Only("name", "description", "inputs", "outputs", "runs");
        YamlMap runs = map.Map("runs").Only("using", "steps");
        YamlMap? inputs = map.FindMap("inputs");
        YamlMap? outputs = map.FindMap("outputs");
        return runs.Text("using") == "composite"
            ? new ActionFile(
                inputs is null ? [] : [.. inputs.Keys.Select(name => InputDefinition.Read(name, inputs.Map(name)))],
                (outputs?.Keys ?? []).ToDictionary(name => name, name => outputs!.Map(name).Only("description", "value").Text("value"), StringComparer.Ordinal),
                [.. runs.Maps("steps").Select(Step.Read)])
            : throw new NotSupportedException($"{folder} is no composite action.");
    }
}
