using System.Collections.Concurrent;
using System.Reflection;

namespace Playground.Testing;

/// <summary>
/// People around a forge who use the tools as processes: everybody has a clone and a key, the CI has a clone and the online key. What the tools
/// may see of the machine is the sandbox only.
/// </summary>
public sealed class ToolStage : IDisposable
{
    private const string OnlineKeyVariable = "PLAYGROUND_ONLINE_KEY";

    private readonly ConcurrentDictionary<string, GitClone> _clones = new(StringComparer.Ordinal);

    /// <summary>The forge and the folder of everything.</summary>
    public GitSandbox Sandbox { get; } = new();

    /// <summary>Variables of every process that is run from now on, beside the sandbox's.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The program, with its arguments, that every tool is run under from now on, such as <c>strace</c>; mostly none.</summary>
    public IReadOnlyList<string> Under { get; set; } = [];

    /// <summary>Where keys are that are no files of <see cref="MakeKeyAsync"/>, by person: in an ssh-agent, say.</summary>
    public Dictionary<string, string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>The folder that is published.</summary>
    public string Public => Sandbox.PathOf("public");

    /// <summary>A person's clone; made when first asked for.</summary>
    public GitClone this[string person] => _clones.GetOrAdd(person, name => Sandbox.Clone(name));

    /// <summary>The URI of a person's key.</summary>
    public string KeyOf(string person) => Keys.GetValueOrDefault(person) ?? $"file:{Sandbox.PathOf($"keys/{person}.pem")}";

    /// <summary>Everything again, in a folder of its own.</summary>
    public ToolStage Copy()
    {
        var copy = new ToolStage();
        Directory.Delete(copy.Sandbox.Folder, recursive: true);
        CopyFolder(Sandbox.Folder, copy.Sandbox.Folder);
        foreach (string person in _clones.Keys)
        {
            string path = copy.Sandbox.PathOf(person);
            string config = Path.Combine(path, ".git", "config");
            File.WriteAllText(config, File.ReadAllText(config).Replace(Sandbox.Folder, copy.Sandbox.Folder, StringComparison.Ordinal));
            copy._clones[person] = new GitClone(copy.Sandbox, path, person);
        }

        return copy;
    }

    /// <summary>Makes a key, without a passphrase, where the person has none.</summary>
    public async Task<string> MakeKeyAsync(string person)
    {
        if (!Keys.ContainsKey(person) && !File.Exists(Sandbox.PathOf($"keys/{person}.pem")))
        {
            (await RunAsync("playground", Sandbox.Folder, "key", "new", "--no-passphrase", "--file", Sandbox.PathOf($"keys/{person}.pem"))).Succeeded();
        }

        return KeyOf(person);
    }

    /// <summary>Begins a healthy repository: root needs @alice and @bob, targets either of them; merged, not published.</summary>
    public async Task BeginAsync()
    {
        await MakeKeyAsync("online");
        (await SureAsync("alice", "init", "--root-signers", "@alice", "@bob", "--root-threshold", "2", "--targets-threshold", "1", "--online-key", KeyOf("online"))).Succeeded();
        (await SureAsync("bob", "sign", "init")).Succeeded();
        (await SureAsync("alice", "sign", "init")).Succeeded();
        await MergeAsync("sign/init");
        Sandbox.Forge.Git("branch", "--delete", "--force", "sign/init");
    }

    /// <summary>A person runs <c>playground</c> in their clone.</summary>
    public Task<ToolRun> PlaygroundAsync(string person, params string[] arguments) => RunAsync("playground", this[person].Path, arguments);

    /// <summary>The same, with everything said that would be asked for.</summary>
    public async Task<ToolRun> SureAsync(string person, params string[] arguments) =>
        await PlaygroundAsync(person, [.. arguments, "--user", $"@{person}", "--key", await MakeKeyAsync(person), "--yes"]);

    /// <summary>The CI runs <c>playground-ci</c> in its clone.</summary>
    public Task<ToolRun> CiAsync(params string[] arguments) => RunAsync("playground-ci", this["ci"].Path, arguments);

    /// <summary>Somebody merges an event that CI says yes to, as the forge's button does.</summary>
    public async Task MergeAsync(string name)
    {
        this["ci"].Fetch();
        (await CiAsync("status", "--head", $"origin/{name}", "--event", name)).Succeeded();
        PressMerge(name);
    }

    /// <summary>The forge's button, whatever the CI says.</summary>
    public void PressMerge(string name)
    {
        GitClone ci = this["ci"];
        ci.Fetch();
        ci.Git("switch", "--quiet", "--force-create", "main", "origin/main");
        ci.Git("merge", "--quiet", "--no-ff", "--message", $"Merge {name}", $"origin/{name}");
        ci.Push();
    }

    /// <summary>The CI signs online and publishes.</summary>
    public async Task PublishAsync()
    {
        (await CiAsync("online-sign")).Succeeded();
        this["ci"].Fetch();
        (await CiAsync("publish", "--revision", "origin/publish", "--out", Public)).Succeeded();
    }

    /// <summary>A person types a line at the shell's prompt, in their clone: any program, and the tools by their names.</summary>
    public Task<ToolRun> TypeAsync(string person, string line) => ToolRun.RunProgramAsync("/bin/sh", ShellOf(person), this[person].Path, "-c", line);

    /// <summary>The same at a terminal, where the tools ask what they need to know.</summary>
    public TypedTerminal OpenTerminal(string person, string line) => new(line, this[person].Path, ShellOf(person));

    /// <summary>Runs a tool that the test project builds.</summary>
    public Task<ToolRun> RunAsync(string tool, string folder, params string[] arguments) =>
        ToolRun.RunUnderAsync(Under, AssemblyOf(tool), EnvironmentOf(tool == "playground-ci"), folder, arguments);

    /// <summary>Where a tool is that the test project builds.</summary>
    public static string AssemblyOf(string tool) => Assemblies().Single(attribute => attribute.Key == tool).Value!;

    /// <inheritdoc/>
    public void Dispose() => Sandbox.Dispose();

    private static IEnumerable<string> Tools => Assemblies().Select(attribute => attribute.Key).Where(name => name.StartsWith("play", StringComparison.Ordinal));

    private static IEnumerable<AssemblyMetadataAttribute> Assemblies() => Assembly.GetEntryAssembly()!.GetCustomAttributes<AssemblyMetadataAttribute>();

    private Dictionary<string, string?> ShellOf(string person)
    {
        string bin = Directory.CreateDirectory(Sandbox.PathOf("bin")).FullName;
        foreach (string tool in Tools.Where(tool => !File.Exists(Path.Combine(bin, tool))))
        {
            Sandbox.Script($"bin/{tool}", $"exec dotnet exec '{AssemblyOf(tool)}' \"$@\"");
        }

        Dictionary<string, string?> environment = EnvironmentOf(person == "ci");
        environment["PATH"] = bin + Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH");
        return environment;
    }

    private Dictionary<string, string?> EnvironmentOf(bool isCi)
    {
        var environment = new Dictionary<string, string?>(Sandbox.Environment, StringComparer.Ordinal)
        {
            ["PLAYGET_HOME"] = Sandbox.PathOf("playget"),
            ["SSH_AUTH_SOCK"] = null,
            ["NO_COLOR"] = null,
            [OnlineKeyVariable] = File.Exists(Sandbox.PathOf("keys/online.pem")) && isCi ? File.ReadAllText(Sandbox.PathOf("keys/online.pem")) : null,
        };
        foreach ((string name, string? value) in Environment)
        {
            environment[name] = value;
        }

        return environment;
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
