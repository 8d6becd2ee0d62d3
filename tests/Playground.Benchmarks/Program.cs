using System.Globalization;
using BenchmarkDotNet.Running;
using Playground.Benchmarks;
using Playground.Repository.Git;
using Playground.Testing;

// limits CLIENT LEAST TOOLS measures every promise against its limit, in one run; exit code 1 when one is broken
// limits TOOLS        measures only the tools, published into TOOLS/playground and TOOLS/playground-ci
// community FOLDER    builds the git repository of 10,000 projects that is measured, and leaves it there
// report              the same for the report of a large event, alone
// catalog             the same for what getting one of 10,000 projects loads, alone
// site TOOLS          the same for pages, with TOOLS/playground-ci, alone
// serve DIR BITS N    publishes N targets in 2^BITS bins and serves them, and artifact N/2, on loopback until input ends
// load FILE N         writes a targets file with N entries and, as FILE.key, its key; prints how many ms loading and verifying takes
// times N COMMAND...  runs shell commands in turns and prints the median ms of each; what stands before ';;' in one does not count
// anything else       goes to BenchmarkDotNet: --list flat, --filter '*'
switch (args)
{
    case [PeakMemory.ChildArgument, string path]:
        return PeakMemory.Report(path);

    case ["limits", string only]:
        var ofTools = new LimitTable();
        await StatusLimits.RunAsync(ofTools, only);
        await ProjectLimits.RunAsync(ofTools, only);
        return ofTools.ExitCode;

    case ["report"]:
        var ofReport = new LimitTable();
        await ReportLimits.RunAsync(ofReport);
        return ofReport.ExitCode;

    case ["limits", string client, string leastClient, string tools]:
        string work = Directory.CreateTempSubdirectory("playground-benchmarks-").FullName;
        try
        {
            var limits = new LimitTable();
            await LoadLimits.RunAsync(limits, 100_000, 15);
            await LoadLimits.RunAsync(limits, 1_000_000, 5);
            await OnlineSignLimits.RunAsync(limits);
            await StatusLimits.RunAsync(limits, tools);
            await ProjectLimits.RunAsync(limits, tools);
            await ReportLimits.RunAsync(limits);
            await CatalogLimits.RunAsync(limits, Path.Combine(work, "catalog"));
            await SiteLimits.RunAsync(limits, Path.Combine(work, "site"), tools);
            await BinLimits.RunAsync(limits, Path.Combine(work, "bins"));
            byte[] root = await BinnedRepository.PublishAsync(Path.Combine(work, "repository"), BinLimits.BitLength, BinLimits.TargetCount);
            await ClientLimits.RunAsync(limits, Path.Combine(work, "repository"), root, client, leastClient);
            return limits.ExitCode;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }

    case ["community", string place]:
        using (var sandbox = new GitSandbox())
        {
            string made = sandbox.NewRepository("ci").Path;
            await using (GitRepository git = await GitRepository.OpenAsync(made, new GitSettings { Environment = sandbox.Environment }))
            {
                await ProjectCommunity.BuildAsync(git);
            }

            Directory.Move(Path.Combine(made, ".git"), place);
        }

        return 0;

    case ["catalog"]:
        string folder = Directory.CreateTempSubdirectory("playground-benchmarks-").FullName;
        try
        {
            var limits = new LimitTable();
            await CatalogLimits.RunAsync(limits, folder);
            return limits.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

    case ["site", string published]:
        string pages = Directory.CreateTempSubdirectory("playground-benchmarks-").FullName;
        try
        {
            var limits = new LimitTable();
            await SiteLimits.RunAsync(limits, pages, published);
            return limits.ExitCode;
        }
        finally
        {
            Directory.Delete(pages, recursive: true);
        }

    case ["load", string file, string count]:
        await PeerData.WriteAndLoadAsync(file, int.Parse(count, CultureInfo.InvariantCulture));
        return 0;

    case ["times", string rounds, .. string[] commands]:
        await CommandTimes.PrintAsync(int.Parse(rounds, CultureInfo.InvariantCulture), commands);
        return 0;

    case ["serve", string directory, string bits, string count]:
        await File.WriteAllBytesAsync(
            Path.Combine(Directory.CreateDirectory(directory).FullName, "trusted-root.json"),
            await BinnedRepository.PublishAsync(directory, int.Parse(bits, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)));
        await using (var server = new FaultyHttpServer(directory) { RecordsRequests = false })
        {
            int offered = int.Parse(count, CultureInfo.InvariantCulture) / 2;
            server.Files["/" + BenchmarkData.PublishedPath(offered)] = BenchmarkData.Content(offered);
            Console.WriteLine(server.BaseUri);
            await Console.In.ReadLineAsync();
        }

        return 0;

    default:
        BenchmarkSwitcher.FromAssembly(typeof(BenchmarkData).Assembly).Run(args);
        return 0;
}
