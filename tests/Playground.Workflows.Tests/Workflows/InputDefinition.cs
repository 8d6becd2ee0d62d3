namespace Playground.Workflows.Tests.Workflows;

/// <summary>An input that a workflow or an action declares.</summary>
internal sealed record InputDefinition(string Name, bool IsRequired, string Default)
{
    internal static InputDefinition Read(string name, YamlMap map)
    {
        map.Only("description", "required", "default", "type");
        return map.FindText("type") is null or "string"
            ? new InputDefinition(name, map.FindText("required") == "true", map.FindText("default") ?? "")
            : throw new NotSupportedException($"The input '{name}' is of a type not known here.");
    }
}
