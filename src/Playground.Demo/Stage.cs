namespace Playground.Demo;

/// <summary>
/// Where the story plays: one folder with the forge, everybody's clone, the keys, and what the web server hands out. Nobody on it sees the git
/// configuration, the keys or the agent of the person who watches.
/// </summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly KeyAgent? _agent;
    private readonly WebServer _server;

    private Stage(string folder, Terminal terminal, KeyAgent? agent, WebServer server)
    {
        (Folder, Terminal, _agent, _server) = (folder, terminal, agent, server);
        Forge = Actor("forge", "forge.git");
        Alice = Actor("alice", "alice");
        Bob = Actor("bob", "bob", ("SSH_AUTH_SOCK", agent?.Socket));
        Carol = Actor("carol", "carol");
        Dave = Actor("dave", "dave");
        Ci = Actor("ci", "ci");
        Mallory = Actor("mallory", "mallory");
        Downloader = Actor("you", "you");
    }

    /// <summary>The folder of everything.</summary>
    internal string Folder { get; }

    /// <summary>Where the story is told.</summary>
    internal Terminal Terminal { get; }

    /// <summary>What some do while the others go on.</summary>
    internal Asides Asides { get; } = new();

    /// <summary>The bare repository that everybody pushes to, and its merge button.</summary>
    internal Actor Forge { get; }

    internal Actor Alice { get; }

    /// <summary>Has an ssh-agent where there is one.</summary>
    internal Actor Bob { get; }

    internal Actor Carol { get; }

    internal Actor Dave { get; }

    /// <summary>Wishes everybody ill.</summary>
    internal Actor Mallory { get; }

    /// <summary>Somebody who downloads.</summary>
    internal Actor Downloader { get; }

    /// <summary>The CI that looks at what anybody proposes; it holds no secret.</summary>
    internal Actor Ci { get; }

    /// <summary>The CI that sees nothing but what was merged; it has the online key once there is one.</summary>
    internal Actor Publisher => Actor("publisher", "publisher", ("PLAYGROUND_ONLINE_KEY", File.Exists(OnlineKey) ? File.ReadAllText(OnlineKey) : null));

    /// <summary>Whether @bob's key is in an ssh-agent.</summary>
    internal bool HasAgent => _agent is not null;

    /// <summary>The address of what is published.</summary>
    internal string Url => _server.Url;

    /// <summary>The SHA-256 of the repository's first root, once @alice has told it.</summary>
    internal string RootSha256 { get; set; } = "";

    /// <summary>What the web server hands out.</summary>
    internal string Public => PathOf("www");

    private string OnlineKey => PathOf("keys/online.pem");

    /// <summary>Sets the stage in a folder.</summary>
    internal static async Task<Stage> SetAsync(string folder, Terminal terminal, CancellationToken stop)
    {
        foreach (string name in (string[])["", "bin", "keys", "www", "you", "forge.git"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        await StageFiles.WriteAsync(folder, stop);
        KeyAgent? agent = await KeyAgent.TryStartAsync(Path.Combine(folder, "bob.agent"), stop);
        try
        {
            return new Stage(folder, terminal, agent, await WebServer.StartAsync(Path.Combine(folder, "www"), stop));
        }
        catch
        {
            agent?.Dispose();
            throw;
        }
    }

    /// <summary>A path below the folder of everything.</summary>
    internal string PathOf(string relative) => Path.Combine(Folder, relative);

    /// <summary>A clone of the forge, by git.</summary>
    internal Task<Outcome> CloneAsync(Actor who, CancellationToken stop) => who.In(Folder).TypesAsync(
        $"git clone --quiet --config user.name=@{who.Name} --config user.email={who.Name}@example.org forge.git {who.Name}", stop);

    public async ValueTask DisposeAsync()
    {
        await Asides.EndAsync().ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _agent?.Dispose();
        await _server.DisposeAsync();
    }

    private Actor Actor(string name, string folder, params ReadOnlySpan<(string Variable, string? Value)> own)
    {
        Dictionary<string, string?> environment = Everybody();
        foreach ((string variable, string? value) in own)
        {
            environment[variable] = value;
        }

        return new Actor(name, PathOf(folder), environment, Terminal, Asides);
    }

    private Dictionary<string, string?> Everybody() => new(StringComparer.Ordinal)
    {
        ["GIT_CONFIG_GLOBAL"] = PathOf("gitconfig"),
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["PLAYGET_HOME"] = PathOf("you/.playget"),
        ["PLAYGROUND_ONLINE_KEY"] = null,
        ["SSH_AUTH_SOCK"] = null,
        ["NO_COLOR"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        // A compiler that lives for seconds does not live to see what it learns about its own code.
        ["DOTNET_TieredPGO"] = "0",
    };
}
