using System.Diagnostics;

namespace Playground.Testing;

/// <summary>What came of running a tool as a process.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Answer">What it wrote to stdout.</param>
/// <param name="Talk">What it wrote to stderr.</param>
public sealed record ToolRun(int ExitCode, string Answer, string Talk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>This, if the tool did what it was told; else the test ends here.</summary>
    public ToolRun Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"The tool ended with {ExitCode}: {Talk}{Answer}");

    /// <summary>Runs a tool, given by its assembly, without a terminal and with some variables set or, where null, removed.</summary>
    public static Task<ToolRun> RunAsync(
        string assembly, IReadOnlyDictionary<string, string?> environment, string workingDirectory, params string[] arguments) =>
        RunUnderAsync([], assembly, environment, workingDirectory, arguments);

    /// <summary>The same under another program, such as <c>strace</c>, given with its arguments.</summary>
    public static Task<ToolRun> RunUnderAsync(
        IReadOnlyList<string> under, string assembly, IReadOnlyDictionary<string, string?> environment, string workingDirectory, params string[] arguments)
    {
        List<string> words = [.. under ?? [], "dotnet", "exec", assembly, .. arguments];
        return RunProgramAsync(words[0], environment, workingDirectory, [.. words[1..]]);
    }

    /// <summary>Runs any program likewise.</summary>
    public static async Task<ToolRun> RunProgramAsync(
        string program, IReadOnlyDictionary<string, string?> environment, string workingDirectory, params string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        foreach ((string name, string? value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
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
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end; it said: {await talk}", e);
        }

        return new ToolRun(process.ExitCode, await answer, await talk);
    }
}
