using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>A program of the folder <c>tuf-js</c> that answers questions, line by line, until it is disposed of. One question at a time.</summary>
/// <param name="script">Which.</param>
/// <param name="environment">What to set in its environment, beside what is there.</param>
public abstract class NodeProgram(string script, IReadOnlyDictionary<string, string?>? environment = null) : IAsyncDisposable
{
    private static readonly Lazy<Task> Modules = new(InstallModulesAsync);

    private readonly SemaphoreSlim _turn = new(1);
    private Process? _process;

    private static string Folder { get; } = FindFolder();

    /// <summary>Asks, and skips the test where there is no Node.js at all.</summary>
    public async Task<NodeAnswer> AskAsync(string question, JsonObject about)
    {
        Assert.SkipWhen(FindProgram("node") is null, "'node' is not installed: nothing to be interoperable with.");
        await Modules.Value;
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _process ??= Start();
            about["ask"] = question;
            await _process.StandardInput.WriteLineAsync(about.ToJsonString());
            await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            string? line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.True(line is not null, $"{script} ended before it answered.");
            return new NodeAnswer(JsonNode.Parse(line)!.AsObject());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the program and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _turn.Dispose();
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("node", [script])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task InstallModulesAsync()
    {
        if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            return;
        }

        Assert.SkipWhen(FindProgram("npm") is null, "'npm' is not installed, and node_modules is not there.");
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = npm.StandardOutput.ReadToEndAsync();
        string errors = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci failed: {errors}{await output}");
    }

    private static string FindFolder()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Playground.sln")))
        {
            root = Path.GetDirectoryName(root);
        }

        return Path.Combine(root!, "tests", "Playground.Tuf.Tests", "Interop", "tuf-js");
    }

    private static string? FindProgram(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}

/// <summary>What a program answered: a value, or why it has none.</summary>
public sealed class NodeAnswer(JsonObject line)
{
    /// <summary>The value; null may be one.</summary>
    public JsonNode? Value => line["error"] is { } error
        ? throw new InvalidOperationException($"{error}: {line["message"]}")
        : line["answer"];

    /// <summary>The refusal: kind of error and message.</summary>
    public string Refusal => line["error"] is { } error ? $"{error}: {line["message"]}" : throw new InvalidOperationException($"No refusal: {line.ToJsonString()}");
}
