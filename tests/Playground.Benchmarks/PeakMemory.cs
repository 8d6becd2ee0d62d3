using System.Diagnostics;
using System.Globalization;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>How much memory a process of its own needs for loading a file, at its peak, beyond what it needs for a tiny one.</summary>
internal static class PeakMemory
{
    internal const string ChildArgument = "--load-and-report-peak";

    /// <summary>Bytes of resident memory at the peak, less those of the same process before.</summary>
    internal static double OfLoading(byte[] file)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            var start = new ProcessStartInfo(Environment.ProcessPath!, [ChildArgument, path]) { UseShellExecute = false, RedirectStandardOutput = true };
            using Process child = Process.Start(start)!;
            string answer = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            return double.Parse(answer, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The child's side.</summary>
    internal static int Report(string path)
    {
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        Root root = BenchmarkData.Root(signer, signer, signer, signer);
        LoadLimits.Load(BenchmarkData.TargetsFile(10, signer), root);
        GC.Collect();
        long before = PeakResidentBytes();
        Targets targets = LoadLimits.Load(File.ReadAllBytes(path), root);
        long peak = PeakResidentBytes();
        GC.KeepAlive(targets);
        Console.WriteLine(peak - before);
        return 0;
    }

    private static long PeakResidentBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan("VmHWM:".Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) * 1024;
    }
}
