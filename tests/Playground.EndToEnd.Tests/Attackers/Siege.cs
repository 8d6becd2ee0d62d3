using System.Runtime.CompilerServices;
using System.Text;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Attackers;

/// <summary>
/// One attacker, who tries one thing after the other, each against the repository as it was; and clients who install a claimed and a new project
/// meanwhile: those who have seen all that was published, and those who begin with the first root.
/// </summary>
internal sealed class Siege : IAsyncDisposable
{
    private static readonly string[] Clients = ["known", "fresh"];

    private readonly string _name;
    private readonly string[] _projects;
    private readonly Victim _known;
    private readonly Victim _fresh;
    private readonly StringBuilder _story = new();
    private readonly bool[] _isForged = new bool[4];
    private int _attacks;

    private Siege(string name, Community story, Victim fresh, string[] projects) =>
        (_name, Story, _fresh, _known, _projects) = (name, story, fresh, fresh.Copy("known"), projects);

    internal Community Story { get; }

    private string Genuine => Story.Tools.Sandbox.PathOf("genuine");

    /// <summary>Nothing has been tried yet.</summary>
    /// <param name="begun">Where communities come from.</param>
    /// <param name="name">The attacker, as the threat model's table has them.</param>
    /// <param name="claimed">The claimed project.</param>
    /// <param name="fresh">The new project.</param>
    internal static async Task<Siege> BeginAsync(Begun begun, string name, string claimed, string fresh)
    {
        Community story = await begun.CopyWithProjectsAsync();
        var siege = new Siege(name, story, await Victim.FreshAsync(story), [claimed, fresh]);
        foreach (string project in siege._projects)
        {
            Assert.Equal((Projects.ContentOf(project), Projects.ContentOf(project)), await siege._known.InstallAsync(project));
        }

        Projects.Copy(story.Tools.Public, siege.Genuine);
        return siege;
    }

    /// <summary>Something is tried; clients install; all is as it was again.</summary>
    internal async Task TryAsync(string what, Action<Attacker> attack)
    {
        using (var attacker = new Attacker(Story))
        {
            attack(attacker);
        }

        await InstallAsync(what);
    }

    /// <summary>Clients install, whatever was done to what is published; all is as it was again.</summary>
    internal async Task InstallAsync(string what)
    {
        _attacks++;
        Victim[] victims = [_known.Copy($"known-{_attacks}"), _fresh.Copy($"fresh-{_attacks}")];
        (string, string)[][] all = await Task.WhenAll(victims.Select(InstallAllAsync));
        _story.Append(what).Append(":\n");
        for (int project = 0; project < _projects.Length; project++)
        {
            for (int client = 0; client < Clients.Length; client++)
            {
                (string playget, string tufJs) = all[client][project];
                _isForged[(project * 2) + client] |= playget == Attacker.Forged || tufJs == Attacker.Forged;
                _story.Append($"    {_projects[project]}, {Clients[client]}: playget {Said(playget)}, tuf-js {Said(tufJs)}\n");
            }
        }

        Restore();
    }

    /// <summary>Somebody merges an event that CI says no to; the CI, which is honest, is asked to publish main and refuses; clients install.</summary>
    internal async Task ForceAsync(string what, string name)
    {
        ToolStage tools = Story.Tools;
        tools["ci"].Fetch();
        Assert.Equal(1, (await tools.CiAsync("status", "--head", $"origin/{name}", "--event", name)).ExitCode);
        GitClone clone = tools["mallory"];
        clone.Fetch();
        clone.Git("switch", "--quiet", "--force-create", "main", "origin/main");
        clone.Git("merge", "--quiet", "--no-ff", "--message", $"Merge {name}", $"origin/{name}");
        clone.Push();
        tools["ci"].Fetch();
        Assert.Equal(4, (await tools.CiAsync("online-sign")).ExitCode);
        (await tools.CiAsync("publish", "--revision", "origin/publish", "--out", tools.Public)).Succeeded();
        await InstallAsync(what);
    }

    /// <summary>What is published is what it was.</summary>
    internal void Restore()
    {
        Directory.Delete(Story.Tools.Public, recursive: true);
        Projects.Copy(Genuine, Story.Tools.Public);
    }

    /// <summary>What came of each attempt is as it was approved; and what came of all of them stands in the threat model.</summary>
    internal void Verify([CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        string row = $"| {_name} | {string.Join(" | ", _isForged.Select(forged => forged ? "**forged**" : "safe"))} |";
        ApprovedText.Verify($"{_story}\n{row}\n", file: file, test: test);
        Assert.Contains(row, File.ReadAllLines(House.PathOf("docs/threat-model.md")));
    }

    public ValueTask DisposeAsync() => Story.DisposeAsync();

    private async Task<(string, string)[]> InstallAllAsync(Victim victim)
    {
        var all = new List<(string, string)>();
        foreach (string project in _projects)
        {
            all.Add(await victim.InstallAsync(project, Attacker.Version));
        }

        return [.. all];
    }

    private string Said(string installed) => installed switch
    {
        Attacker.Forged => "FORGED",
        Victim.None or Victim.Refused => installed,
        _ when _projects.Any(project => installed == Projects.ContentOf(project)) => "genuine",
        _ => throw new InvalidOperationException($"Nobody published this: {installed}"),
    };
}
