namespace Playground.Workflows.Tests.Workflows;

/// <summary>A step of a job or of a composite action: an action or a script.</summary>
internal sealed record Step
{
    internal string? Id { get; init; }

    internal required string Title { get; init; }

    internal string? If { get; init; }

    internal string? Uses { get; init; }

    internal string? Run { get; init; }

    internal string? Shell { get; init; }

    internal required IReadOnlyDictionary<string, string> With { get; init; }

    internal required IReadOnlyDictionary<string, string> Env { get; init; }

    internal static Step Read(YamlMap map)
    {
        map.Only("id", "name", "if", "uses", "run", "shell", "with", "env");
        var step = new Step
        {
            Id = map.FindText("id"),
            Title = map.FindText("name") ?? map.FindText("uses") ?? map.FindText("run") ?? "",
            If = map.FindText("if"),
            Uses = map.FindText("uses"),
            Run = map.FindText("run"),
            Shell = map.FindText("shell"),
            With = map.TextMap("with"),
            Env = map.TextMap("env"),
        };
        return (step.Uses is null) != (step.Run is null) ? step : throw new NotSupportedException($"The step '{step.Title}' does not do one thing.");
    }
}
