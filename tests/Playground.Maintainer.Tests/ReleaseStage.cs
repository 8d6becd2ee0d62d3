using Playground.Testing;

namespace Playground.Maintainer.Tests;

/// <summary>A repository of projects, and packages that @alice releases in them.</summary>
public static class ReleaseStage
{
    /// <summary>Makes the repository one of projects; merged.</summary>
    public static async Task EnableProjectsAsync(this ToolStage stage)
    {
        (await stage.SureAsync("alice", "project", "enable")).Succeeded();
        await stage.MergeAsync("sign/projects");
    }

    /// <summary>Begins projects of @alice, in one event; merged.</summary>
    public static async Task BeginProjectsAsync(this ToolStage stage, params string[] projects)
    {
        foreach (string project in projects ?? [])
        {
            (await stage.SureAsync("alice", "project", "create", project, "--claimed", "--event", "begin")).Succeeded();
        }

        await stage.MergeAsync("sign/begin");
    }

    /// <summary>Puts a file into the clone of @alice.</summary>
    public static string Put(this ToolStage stage, string name, byte[] content)
    {
        string path = stage["alice"].PathOf(name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
