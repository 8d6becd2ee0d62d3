using BenchmarkDotNet.Running;
using Playground.Benchmarks;

// limits EXECUTABLE   measures every promise against its limit, in one run; exit code 1 when one is broken
// anything else       goes to BenchmarkDotNet: --list flat, --filter '*'
switch (args)
{
    case [PeakMemory.ChildArgument, string path]:
        return PeakMemory.Report(path);

    case ["limits", string executable]:
        string work = Directory.CreateTempSubdirectory("playground-benchmarks-").FullName;
        try
        {
            var limits = new LimitTable();
            await LoadLimits.RunAsync(limits, 100_000, 15);
            await LoadLimits.RunAsync(limits, 1_000_000, 5);
            await BinLimits.RunAsync(limits, Path.Combine(work, "bins"));
            byte[] root = await BinnedRepository.PublishAsync(Path.Combine(work, "repository"), BinLimits.BitLength, BinLimits.TargetCount);
            await ClientLimits.RunAsync(limits, Path.Combine(work, "repository"), root, executable);
            return limits.ExitCode;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

    default:
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkData).Assembly).Run(args);
        return 0;
}
