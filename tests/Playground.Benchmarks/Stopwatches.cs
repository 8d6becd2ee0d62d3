using System.Diagnostics;

namespace Playground.Benchmarks;

/// <summary>Times things side by side: in turns, so that a noisy machine is noisy for all, and by their medians.</summary>
internal static class Stopwatches
{
    /// <summary>Milliseconds, the median of each action over so many rounds after one that does not count.</summary>
    internal static async Task<double[]> MediansAsync(int rounds, params Func<Task>[] actions)
    {
        var times = new double[actions.Length][];
        for (int i = 0; i < actions.Length; i++)
        {
            times[i] = new double[rounds];
        }

        for (int round = -2; round < rounds; round++)
        {
            for (int i = 0; i < actions.Length; i++)
            {
                GC.Collect();
                long start = Stopwatch.GetTimestamp();
                await actions[i]();
                if (round >= 0)
                {
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                }
            }
        }

        return [.. times.Select(Median)];
    }

    internal static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
