using System.Diagnostics;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>Building, signing and writing 16,384 bins with a million targets.</summary>
internal static class BinLimits
{
    internal const int BitLength = 14;
    internal const int TargetCount = 1_000_000;

    internal static async Task RunAsync(LimitTable limits, string directory)
    {
        Directory.CreateDirectory(directory);
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        var roles = new SuccinctRoles { KeyIds = [signer.KeyId], Threshold = 1, BitLength = BitLength, NamePrefix = "bin" };
        KeyValuePair<TargetPath, TargetFile>[] targets = [.. BenchmarkData.Targets(TargetCount)];
        var seconds = new double[3];
        for (int round = 0; round < seconds.Length; round++)
        {
            GC.Collect();
            long start = Stopwatch.GetTimestamp();
            await BinnedRepository.WriteBinsAsync(roles, targets, signer, directory);
            seconds[round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        limits.Add("build, sign and write 16,384 bins with 1,000,000 targets", Stopwatches.Median(seconds), 6, "s");
    }
}
