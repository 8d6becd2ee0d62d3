using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>Somebody who installs projects, with playget and with tuf-js, each of which remembers what it has seen.</summary>
internal sealed class Victim
{
    private readonly Community _story;
    private readonly string _folder;
    private int _installed;

    private Victim(Community story, string name) => (_story, _folder) = (story, story.Tools.Sandbox.PathOf($"victims/{name}"));

    /// <summary>What came of it where the tool refuses to trust what it is served.</summary>
    internal const string Refused = "(refused)";

    /// <summary>What came of it where there is no such thing.</summary>
    internal const string None = "(none)";

    /// <summary>Somebody who knows the first root and nothing else.</summary>
    /// <param name="story">Where.</param>
    /// <param name="name">What to call them.</param>
    /// <param name="root">Another root that playget is to begin with.</param>
    internal static async Task<Victim> FreshAsync(Community story, string name = "fresh", string? root = null)
    {
        var victim = new Victim(story, name);
        (await victim.PlaygetAsync("trust", "add", "story", story.Url.AbsoluteUri, "--root", root ?? Path.Combine(Projects.PastOf(story), "metadata", "1.root.json"))).Succeeded();
        return victim;
    }

    /// <summary>Somebody else who remembers the same.</summary>
    internal Victim Copy(string name)
    {
        var copy = new Victim(_story, name);
        Projects.Copy(_folder, copy._folder);
        copy._installed = _installed;
        return copy;
    }

    /// <summary>Both get the newest release of a project; what each of them installed, or why it did not.</summary>
    /// <param name="project">Which.</param>
    /// <param name="newest">The version that tuf-js, which knows of paths only, asks for first; then 1.0.0.</param>
    internal async Task<(string Playget, string TufJs)> InstallAsync(string project, string newest = "1.0.0")
    {
        string folder = Path.Combine(_folder, "installed", $"{++_installed}");
        Directory.CreateDirectory(folder);
        ToolRun run = await PlaygetAsync("get", project, "--dir", folder);
        string? file = Directory.EnumerateFiles(folder).SingleOrDefault();
        Assert.Equal(run.ExitCode == 0, file is not null);
        string playget = run.ExitCode switch
        {
            0 => await File.ReadAllTextAsync(file!, TestContext.Current.CancellationToken),
            1 => None,
            4 => Refused,
            _ => throw new InvalidOperationException($"playget ended with {run.ExitCode}: {run.Talk}"),
        };
        string tufJs = await TufJsAsync(Projects.FileOf(project, newest));
        return (playget, tufJs == None && newest != "1.0.0" ? await TufJsAsync(Projects.FileOf(project)) : tufJs);
    }

    private async Task<string> TufJsAsync(string target)
    {
        try
        {
            return await _story.TufJs.In(Path.Combine(_folder, "tuf-js")).GetAsync(target) ?? None;
        }
        catch (InvalidOperationException)
        {
            return Refused;
        }
    }

    private Task<ToolRun> PlaygetAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(_story.Tools.Sandbox.Environment, StringComparer.Ordinal);
        foreach ((string name, string? value) in _story.Tools.Environment)
        {
            environment[name] = value;
        }

        environment["PLAYGET_HOME"] = Path.Combine(_folder, "playget");
        return ToolRun.RunAsync(ToolStage.AssemblyOf("playget"), environment, _story.Tools.Sandbox.Folder, arguments);
    }
}
