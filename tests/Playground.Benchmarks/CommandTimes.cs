using System.Diagnostics;
using System.Globalization;

namespace Playground.Benchmarks;

/// <summary>How long shell commands take, run in turns.</summary>
internal static class CommandTimes
{
    private const string AfterPreparation = ";;";

    internal static async Task PrintAsync(int rounds, string[] commands)
    {
        var times = new double[commands.Length][];
        for (int i = 0; i < commands.Length; i++)
        {
            times[i] = new double[rounds];
        }

        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < commands.Length; i++)
            {
                string[] parts = commands[i].Split(AfterPreparation, 2);
                if (parts.Length == 2)
                {
                    await RunAsync(parts[0]);
                }

                long start = Stopwatch.GetTimestamp();
                await RunAsync("exec " + parts[^1].Trim());
                if (round >= 0)
                {
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }
            }
        }

        foreach (double[] all in times)
        {
            Console.WriteLine(Stopwatches.Median(all).ToString("0", CultureInfo.InvariantCulture));
        }
    }

    private static async Task RunAsync(string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new UnreachableException($"It failed: {command}");
        }
    }
}
