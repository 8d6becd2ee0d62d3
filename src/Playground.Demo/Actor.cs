using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Playground.Demo;

/// <summary>Somebody who types commands: with a folder to work in, and variables of their own.</summary>
/// <param name="name">What stands at the prompt.</param>
/// <param name="folder">Where they work.</param>
/// <param name="environment">Their variables; null removes one.</param>
/// <param name="terminal">Where it is shown.</param>
/// <param name="asides">What they may still be doing, which comes first; null where this is what they are doing.</param>
internal sealed class Actor(string name, string folder, IReadOnlyDictionary<string, string?> environment, Terminal terminal, Asides? asides = null)
{
    /// <summary>Where it is shown.</summary>
    internal Terminal Terminal => terminal;

    /// <summary>What stands at the prompt.</summary>
    internal string Name => name;

    /// <summary>Where they work.</summary>
    internal string Folder => folder;

    /// <summary>A path in their folder.</summary>
    internal string PathOf(string relative) => Path.Combine(folder, relative);

    /// <summary>The same one, in another folder.</summary>
    internal Actor In(string other) => new(name, other, environment, terminal, asides);

    /// <summary>The same one, on another terminal, in an aside.</summary>
    internal Actor On(Terminal other) => new(name, folder, environment, other);

    /// <summary>Types a command that must do what it is told.</summary>
    internal Task<Outcome> TypesAsync(string line, CancellationToken stop) => TypesAsync(line, 0, [], stop);

    /// <summary>Types a command; the story ends here if it ends otherwise, or does not say what it must.</summary>
    internal async Task<Outcome> TypesAsync(string line, int exitCode, IReadOnlyCollection<string> says, CancellationToken stop)
    {
        await (asides?.EndAsync(this) ?? Task.CompletedTask);
        terminal.Typed(name, line);
        Outcome outcome = await RunAsync(line, stop);
        if (exitCode != 0 || outcome.ExitCode != 0)
        {
            terminal.Printed($"[exit code {outcome.ExitCode}]");
        }

        if (outcome.ExitCode != exitCode)
        {
            throw new StoryBrokenException($"'{line}' ended with {outcome.ExitCode}, and the story says {exitCode}.");
        }

        foreach (string text in says.Where(text => !outcome.All.Contains(text, StringComparison.Ordinal)))
        {
            throw new StoryBrokenException($"'{line}' did not say '{text}', and the story says it does.");
        }

        return outcome;
    }

    private async Task<Outcome> RunAsync(string line, CancellationToken stop)
    {
        using var process = new Process { StartInfo = StartOf(line) };
        var answer = new StringBuilder();
        var all = new StringBuilder();
        void Take(string? printed, bool isAnswer)
        {
            if (printed is null)
            {
                return;
            }

            lock (all)
            {
                all.Append(printed).Append('\n');
                if (isAnswer)
                {
                    answer.Append(printed).Append('\n');
                }
            }

            terminal.Printed(printed);
        }

        process.OutputDataReceived += (_, e) => Take(e.Data, true);
        process.ErrorDataReceived += (_, e) => Take(e.Data, false);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new SurroundingsException($"'{process.StartInfo.FileName}' cannot be run: {e.Message}", e);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new Outcome(process.ExitCode, answer.ToString(), all.ToString());
    }

    private ProcessStartInfo StartOf(string line)
    {
        List<string> words = CommandWords.Of(line);
        bool isTool = Built.Tools.Contains(words[0]);
        var start = new ProcessStartInfo(isTool ? "dotnet" : words[0], isTool ? ["exec", Built.AssemblyOf(words[0]), .. words[1..]] : words[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };
        foreach ((string variable, string? value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(variable);
            }
            else
            {
                start.Environment[variable] = value;
            }
        }

        return start;
    }
}
