using System.Diagnostics;
using System.Globalization;
using System.Text;
using Playground.Testing;

namespace Playground.Workflows.Tests.Hub;

/// <summary>The machine that a job gets: empty folders, an environment of its own, and the files through which steps tell things on.</summary>
internal sealed class JobMachine : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _log = new();
    private int _steps;

    internal JobMachine(GitHubHub hub, JobToken token, HubEvent cause, RunArtifacts artifacts)
    {
        (Hub, Token, Cause, Artifacts) = (hub, token, cause, artifacts);
        foreach (string name in (string[])["workspace", "temp", "home", "commands"])
        {
            Directory.CreateDirectory(_folder[name]);
        }

        Path.Add(hub.Programs.Folder);
        Path.AddRange(["/usr/local/bin", "/usr/bin", "/bin"]);
    }

    internal GitHubHub Hub { get; }

    internal JobToken Token { get; }

    internal HubEvent Cause { get; }

    internal RunArtifacts Artifacts { get; }

    internal string Workspace => _folder["workspace"];

    internal string Temp => _folder["temp"];

    internal List<string> Path { get; } = [];

    internal Dictionary<string, string> Exported { get; } = new(StringComparer.Ordinal);

    internal StringBuilder Summary { get; } = new();

    internal string Log => _log.ToString();

    internal void Say(string text) => _log.AppendLine(text);

    /// <summary>Runs a script.</summary>
    /// <returns>The outputs it set.</returns>
    internal async Task<IReadOnlyDictionary<string, string>> RunAsync(string script, string? shell, IReadOnlyDictionary<string, string> environment, string? actionPath)
    {
        int number = ++_steps;
        string FileOf(string name)
        {
            string made = _folder["commands", $"{number}-{name}"];
            File.WriteAllText(made, "");
            return made;
        }

        (string output, string env, string path, string summary, string file) = (FileOf("output"), FileOf("env"), FileOf("path"), FileOf("summary"), FileOf("script"));
        await File.WriteAllTextAsync(file, script);
        string[] command = shell switch
        {
            null => ["bash", "-e", file],
            "bash" => ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", file],
            _ => throw new NotSupportedException($"The shell '{shell}' is not known here."),
        };
        var variables = new Dictionary<string, string?>(Hub.Stage.Sandbox.Environment, StringComparer.Ordinal);
        foreach ((string name, string? value) in Hub.Stage.Environment)
        {
            variables[name] = value;
        }

        foreach ((string name, string value) in Exported.Concat(environment))
        {
            variables[name] = value;
        }

        variables["PATH"] = string.Join(':', Path);
        variables["CI"] = variables["GITHUB_ACTIONS"] = "true";
        variables["GITHUB_REPOSITORY"] = Hub.Name;
        variables["GITHUB_API_URL"] = Hub.GitHub.Api.AbsoluteUri;
        variables["GITHUB_SERVER_URL"] = GitHubHub.Server;
        variables["GITHUB_RUN_ID"] = Artifacts.Run.ToString(CultureInfo.InvariantCulture);
        variables["GITHUB_WORKSPACE"] = Workspace;
        variables["GITHUB_ACTION_PATH"] = actionPath;
        variables["RUNNER_TEMP"] = Temp;
        (variables["GITHUB_OUTPUT"], variables["GITHUB_ENV"], variables["GITHUB_PATH"], variables["GITHUB_STEP_SUMMARY"]) = (output, env, path, summary);
        int exitCode = await StartAsync(command, variables);
        Summary.Append(await File.ReadAllTextAsync(summary));
        foreach ((string name, string value) in CommandFile.Read(env))
        {
            Exported[name] = value;
        }

        Path.InsertRange(0, (await File.ReadAllLinesAsync(path)).Reverse());
        return exitCode == 0 ? CommandFile.Read(output) : throw new StepFailedException($"The script ended with {exitCode}.");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<int> StartAsync(string[] command, Dictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Workspace,
        };
        start.Environment.Clear();
        foreach ((string name, string? value) in variables.Where(variable => variable.Value is not null))
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> answer = process.StandardOutput.ReadToEndAsync();
        Task<string> talk = process.StandardError.ReadToEndAsync();
        using var stop = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"A step did not end; so far: {Log}", e);
        }

        Say(await answer + await talk);
        return process.ExitCode;
    }
}
