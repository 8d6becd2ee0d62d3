using System.Diagnostics;
using Playground.Testing;

namespace Playground.Demo.Tests;

/// <summary>The demo, run as people run it: a process that prints lines.</summary>
internal sealed class DemoProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Runs what was built.</summary>
    internal DemoProcess(params string[] arguments)
        : this("dotnet", ["exec", typeof(Built).Assembly.Location, .. arguments])
    {
    }

    private DemoProcess(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = House.Folder,
        };
        start.Environment.Remove("NO_COLOR");
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
    }

    /// <summary>Runs the README's first command; the solution is built already.</summary>
    internal static DemoProcess ByCommand(string command, params string[] arguments)
    {
        List<string> words = CommandWords.Of(command);
        return new DemoProcess(words[0], [.. words[1..], "--no-build", "--configuration", Built.Configuration, "--", .. arguments]);
    }

    /// <summary>Reads what it tells until a line that begins so has come.</summary>
    internal async Task<string> ReadToAsync(string beginning, CancellationToken stop)
    {
        while (await _process.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException($"The demo ended before it told '{beginning}'.");
    }

    /// <summary>Ctrl-C.</summary>
    internal async Task InterruptAsync(CancellationToken stop)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync(stop);
    }

    /// <summary>The rest of what it tells, and how it ends.</summary>
    internal async Task<ToolRun> EndAsync(CancellationToken stop)
    {
        Task<string> talk = _process.StandardError.ReadToEndAsync(stop);
        string answer = await _process.StandardOutput.ReadToEndAsync(stop);
        await _process.WaitForExitAsync(stop);
        return new ToolRun(_process.ExitCode, answer, await talk);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
