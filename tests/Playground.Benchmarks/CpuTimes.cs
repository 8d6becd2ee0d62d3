using System.Diagnostics;
using System.Globalization;

namespace Playground.Benchmarks;

/// <summary>How much processor time commands take, with that of the programs they run; a busy machine makes it longer by little.</summary>
internal static class CpuTimes
{
    /// <summary>Milliseconds, the median of each command over so many rounds after one that does not count. Every command has to end as it is told to.</summary>
    internal static Task<double[]> MediansAsync(
        int rounds, string folder, IReadOnlyDictionary<string, string?> environment, params (string[] Command, int ExitCode)[] commands) =>
        MediansAsync(rounds, folder, environment, warm: true, commands);

    /// <summary>The same; without warming up, every round counts.</summary>
    internal static async Task<double[]> MediansAsync(
        int rounds, string folder, IReadOnlyDictionary<string, string?> environment, bool warm, params (string[] Command, int ExitCode)[] commands)
    {
        double[][] times = [.. commands.Select(_ => new double[rounds])];
        for (int round = warm ? -1 : 0; round < rounds; round++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                double ms = await OfAsync(folder, environment, commands[i].Command, commands[i].ExitCode);
                if (round >= 0)
                {
                    times[i][round] = ms;
                }
            }
        }

        return [.. times.Select(Stopwatches.Median)];
    }

    private static async Task<double> OfAsync(string folder, IReadOnlyDictionary<string, string?> environment, string[] command, int exitCode)
    {
        const string Timed = "TIMEFORMAT='%3U %3S'; { time \"$@\" >/dev/null 2>&1; } || exit $?";
        var start = new ProcessStartInfo("/bin/bash", ["-c", Timed, "bash", .. command]) { UseShellExecute = false, RedirectStandardError = true, WorkingDirectory = folder };
        foreach ((string name, string? value) in environment)
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == exitCode
            ? said.Trim().Split(' ').Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture)) * 1000
            : throw new UnreachableException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
