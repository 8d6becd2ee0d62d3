namespace Playground.Workflows.Tests.Workflows;

/// <summary>A file of <c>.github/workflows</c>.</summary>
internal sealed record WorkflowFile
{
    internal const string Folder = ".github/workflows/";

    /// <summary>The name of the file.</summary>
    internal required string File { get; init; }

    /// <summary>Its name; without one, its path.</summary>
    internal required string Name { get; init; }

    internal required IReadOnlyDictionary<string, Trigger> On { get; init; }

    internal required Permissions Permissions { get; init; }

    internal required bool SaysPermissions { get; init; }

    internal required IReadOnlyDictionary<string, string> Env { get; init; }

    /// <summary>Jobs in the order they stand in, which is one they can run in.</summary>
    internal required IReadOnlyList<Job> Jobs { get; init; }

    internal static WorkflowFile Parse(string file, string text)
    {
        YamlMap map = YamlMap.Parse(text, file).Only("name", "on", "permissions", "concurrency", "env", "jobs");
        map.FindMap("concurrency")?.Only("group", "cancel-in-progress");
        Permissions? permissions = Permissions.Read(map);
        YamlMap jobs = map.Map("jobs");
        var workflow = new WorkflowFile
        {
            File = file,
            Name = map.FindText("name") ?? Folder + file,
            On = Trigger.ReadAll(map),
            Permissions = permissions ?? Permissions.None,
            SaysPermissions = permissions is not null,
            Env = map.TextMap("env"),
            Jobs = [.. jobs.Keys.Select(id => Job.Read(id, jobs.Map(id), permissions ?? Permissions.None))],
        };
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (Job job in workflow.Jobs)
        {
            if (!before.IsSupersetOf(job.Needs))
            {
                throw new NotSupportedException($"{file}: {job.Id} needs a job that does not stand before it.");
            }

            before.Add(job.Id);
        }

        return workflow;
    }
}
