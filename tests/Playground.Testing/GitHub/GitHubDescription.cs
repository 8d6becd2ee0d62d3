using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

/// <summary>
/// What GitHub publishes about its API (OpenAPI for REST, a schema for GraphQL), held by one process of Node.js for all tests of a process. It says whether a
/// request and its answer are as described, and what an answer looks like.
/// </summary>
public sealed class GitHubDescription
{
    private static readonly Lazy<Task<GitHubDescription?>> One = new(OpenAsync);

    private static readonly SemaphoreSlim Turn = new(1);

    private readonly Process _process;

    private GitHubDescription(Process process) => _process = process;

    /// <summary>Why there may be none.</summary>
    public const string Absence = "'node' and 'npm' are not installed: GitHub's description of its API cannot be read.";

    /// <summary>It, or null where Node.js is not installed.</summary>
    public static Task<GitHubDescription?> FindAsync() => One.Value;

    /// <summary>What is wrong with a request or its answer; nothing, if both are as described.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(string method, string path, IReadOnlyDictionary<string, string> query, string? contentType, JsonNode? body, int status, JsonNode? answer)
    {
        JsonNode? found = await AskAsync(new JsonObject
        {
            ["ask"] = "check",
            ["method"] = method,
            ["path"] = path,
            ["query"] = new JsonObject(query.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
            ["contentType"] = contentType,
            ["body"] = body?.DeepClone(),
            ["status"] = status,
            ["answer"] = answer?.DeepClone(),
        });
        return [.. found!.AsArray().Select(complaint => complaint!.GetValue<string>())];
    }

    /// <summary>An answer as the description shows one.</summary>
    public Task<JsonNode?> ExampleAsync(string method, string template, int status) =>
        AskAsync(new JsonObject { ["ask"] = "example", ["method"] = method, ["path"] = template, ["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    /// <summary>What a GraphQL document gives, executed with the published schema on a tree of values.</summary>
    public Task<JsonNode?> QueryAsync(string document, JsonNode? variables, JsonObject root) =>
        AskAsync(new JsonObject { ["ask"] = "graphql", ["query"] = document, ["variables"] = variables?.DeepClone(), ["root"] = root.DeepClone() });

    private async Task<JsonNode?> AskAsync(JsonObject question)
    {
        await Turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(question.ToJsonString());
            await _process.StandardInput.FlushAsync();
            JsonObject line = JsonNode.Parse(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The description's program ended."))!.AsObject();
            JsonNode? answer = line["answer"];
            line.Remove("answer");
            return line["error"] is { } error ? throw new InvalidOperationException(error.GetValue<string>()) : answer;
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<GitHubDescription?> OpenAsync()
    {
        string folder = House.PathOf("tests/Playground.Testing/GitHub/openapi");
        if (!IsInstalled("node"))
        {
            return null;
        }

        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            if (!IsInstalled("npm"))
            {
                return null;
            }

            using Process npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> output = npm.StandardOutput.ReadToEndAsync();
            string errors = await npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"npm ci failed: {errors}{await output}");
            }
        }

        // It ends when this process does, and with it the pipe it reads from.
        return new GitHubDescription(Process.Start(new ProcessStartInfo("node", ["describe.mjs"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        })!);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
