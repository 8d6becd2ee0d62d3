using System.Text.Json;
using Playground.EndToEnd.Tests.Clients;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Stage;

/// <summary>
/// A forge, people with keys in an ssh-agent, a CI that does after each push what the workflows do, and the web server of what it publishes. All
/// tools are processes; their clock stands still until it is moved.
/// </summary>
internal sealed class Community : IAsyncDisposable
{
    private const string People = "alice ed25519,bob ecdsa,carol ed25519";

    private static readonly DateTimeOffset Begin = FakeTime.IsInstalled ? new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) : TimeProvider.System.GetUtcNow();

    private readonly SshAgent _agent = new();
    private FaultyHttpServer? _server;
    private readonly List<TufJs> _allTufJs = [];
    private TufJs? _tufJs;

    private Community(ToolStage tools)
    {
        Tools = tools;
        Tools.Environment["SSH_AUTH_SOCK"] = _agent.Socket;
        foreach (string[] person in People.Split(',').Select(words => words.Split(' ')))
        {
            AddKey(person[0], person[1]);
        }

        SetClock(Begin);
    }

    internal ToolStage Tools { get; }

    internal GitFolder Forge => Tools.Sandbox.Forge;

    /// <summary>What clocks show.</summary>
    internal DateTimeOffset Now { get; private set; }

    internal GitClone this[string person] => Tools[person];

    /// <summary>Nothing has happened yet.</summary>
    internal static Community New() => new(new ToolStage());

    /// <summary>A copy, with an agent and a server of its own.</summary>
    internal Community Copy()
    {
        var copy = new Community(Tools.Copy());
        copy.SetClock(Now);
        return copy;
    }

    /// <summary>A key in the agent: made where there is none of the name.</summary>
    internal string AddKey(string name, string type = "ed25519") => Tools.Keys[name] = _agent.Add(Tools.Sandbox.PathOf($"ssh/{name}"), type);

    /// <summary>Moves every clock on.</summary>
    internal void PassDays(int days)
    {
        Assert.SkipUnless(FakeTime.IsInstalled, "'faketime' is not installed: no process's clock can be moved.");
        SetClock(Now.AddDays(days));
    }

    /// <summary>A person runs <c>playground</c>, with everything said that would be asked for; it must succeed.</summary>
    internal async Task<ToolRun> DoAsync(string person, params string[] arguments) => (await Tools.SureAsync(person, arguments)).Succeeded();

    /// <summary>The first event: @alice and @bob for root, both must; either of them for targets. CI runs; the event is merged and published.</summary>
    internal async Task BeginAsync()
    {
        await Tools.MakeKeyAsync("online");
        await DoAsync(
            "alice", "init", "--name", "Story", "--root-signers", "@alice", "@bob", "--root-threshold", "2", "--targets-threshold", "1", "--online-key", Tools.KeyOf("online"));
        await DoAsync("bob", "sign");
        await DoAsync("alice", "sign");
        await MergeAsync("sign/init");
    }

    /// <summary>Somebody pushes files to an event by plain git, and CI brings the metadata in line. A file without content is removed.</summary>
    internal async Task PushFilesAsync(string person, string name, params (string Path, string? Content)[] files)
    {
        GitClone clone = Tools[person];
        clone.Fetch();
        clone.Git("switch", "--quiet", "--force-create", name, Forge.TryGit("rev-parse", "--verify", "--quiet", name).ExitCode == 0 ? $"origin/{name}" : "origin/main");
        clone.Commit("Files", files);
        clone.Push(name);
        (await Tools.CiAsync("update-targets", "--event", name)).Succeeded();
    }

    /// <summary>CI's verdict on an event, as JSON.</summary>
    internal async Task<JsonElement> VerdictAsync(string name)
    {
        Tools["ci"].Fetch();
        ToolRun run = await Tools.CiAsync("status", "--head", $"origin/{name}", "--event", name, "--output", "json");
        JsonElement verdict = JsonElement.Parse(run.Answer);
        Assert.Equal(verdict.GetProperty("verified").GetBoolean() ? 0 : 1, run.ExitCode);
        return verdict;
    }

    /// <summary>In one line what an event waits for: each role that is not verified, with who has signed and who is missing.</summary>
    internal async Task<string> WaitsForAsync(string name) => VerdictLine.Of(await VerdictAsync(name));

    /// <summary>An event that CI says yes to is merged; its branch is deleted; CI signs online and publishes.</summary>
    internal async Task MergeAsync(string name)
    {
        await Tools.MergeAsync(name);
        Forge.Git("branch", "--delete", "--force", name);
        await Tools.PublishAsync();
    }

    /// <summary>playget gets a file, anew, from the web server; what it holds, or null where playget says that there is none.</summary>
    internal async Task<string?> PlaygetAsync(string target)
    {
        if (!Directory.Exists(Tools.Sandbox.PathOf("playget")))
        {
            (await RunPlaygetAsync("trust", "add", "story", Url.AbsoluteUri, "--root", FirstRoot)).Succeeded();
        }

        string folder = Directory.CreateDirectory(Tools.Sandbox.PathOf("downloads")).FullName;
        ToolRun run = await RunPlaygetAsync("get", target, "--dir", folder);
        return run.ExitCode == 1 ? null : await File.ReadAllTextAsync(run.Succeeded().Answer.TrimEnd('\n'), TestContext.Current.CancellationToken);
    }

    /// <summary>The same by tuf-js.</summary>
    internal Task<string?> TufJsAsync(string target) => TufJs.GetAsync(target);

    /// <summary>tuf-js with the clock as it is now.</summary>
    internal TufJs TufJs
    {
        get
        {
            if (_tufJs is null)
            {
                _allTufJs.Add(_tufJs = new TufJs(Tools.Sandbox.PathOf("tuf-js"), FirstRoot, Url, Tools.Environment));
            }

            return _tufJs;
        }
    }

    internal Task<ToolRun> RunPlaygetAsync(params string[] arguments) => Tools.RunAsync("playget", Tools.Sandbox.Folder, arguments);

    /// <summary>Both clients see that a file holds this, or, where it is null, that there is none.</summary>
    internal async Task AssertServedAsync(string target, string? content)
    {
        Assert.Equal((content, content), (await PlaygetAsync(target), await TufJsAsync(target)));
    }

    /// <summary>What is published, as text.</summary>
    internal string Published() => PublishedFolder.Describe(Tools.Public, Begin);

    public async ValueTask DisposeAsync()
    {
        foreach (TufJs one in _allTufJs)
        {
            await one.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _agent.Dispose();
        Tools.Dispose();
    }

    internal Uri Url => (_server ??= new FaultyHttpServer(Tools.Public)).BaseUri;

    private string FirstRoot => Path.Combine(Tools.Public, "metadata", "1.root.json");

    private void SetClock(DateTimeOffset time)
    {
        Now = time;
        _tufJs = null; // a process that runs keeps the clock it began with
        foreach ((string name, string? value) in FakeTime.IsInstalled ? FakeTime.At(time) : new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            Tools.Environment[name] = value;
        }
    }
}
