using System.Diagnostics;
using System.Globalization;
using Playground.Testing;
using Playground.Tuf.Client;

namespace Playground.Benchmarks;

/// <summary>
/// A client that refreshes and looks one target up in those bins over loopback: cold and warm, in process and as a process. See docs/adr/0005.
/// </summary>
internal static class ClientLimits
{
    private const int Rounds = 21;
    private const int Wanted = 777_777;

    internal static async Task RunAsync(LimitTable limits, string repository, byte[] root, string executable, string leastClient)
    {
        await using var server = new FaultyHttpServer(repository) { RecordsRequests = false };
        server.Files["/" + BenchmarkData.PublishedPath(Wanted)] = BenchmarkData.Content(Wanted);
        string cold = Path.Combine(repository, "..", "cold");
        string warm = Path.Combine(repository, "..", "warm");
        Updater.TrustRoot(warm, root);
        double[] ms = await Stopwatches.MediansAsync(
            Rounds,
            async () =>
            {
                Reset(cold, root);
                await LookUpAsync(cold, server);
            },
            () => LookUpAsync(warm, server),
            () =>
            {
                Reset(cold, root);
                return Task.CompletedTask;
            });
        double coldMs = ms[0] - ms[2];
        LimitTable.Note(string.Create(CultureInfo.InvariantCulture, $"in process: cold {coldMs:0.0} ms, warm {ms[1]:0.0} ms"));
        limits.Add("client in process, cold: refresh and one look-up", coldMs, 60, "ms");
        limits.Add("client in process, warm", ms[1] / coldMs, 1.0 / 3, "times cold");

        double[] processes = await Stopwatches.MediansAsync(
            Rounds,
            () => RunAsync(executable, "--version"),
            () =>
            {
                Reset(cold, root);
                return RunAsync(executable, Refresh(cold, server));
            },
            () => RunAsync(executable, Refresh(warm, server)),
            () => RunAsync(leastClient, "refresh", "--metadata-dir", warm, "--metadata-url", server.BaseUri.ToString()));
        LimitTable.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"whole process: --version {processes[0]:0} ms, cold {processes[1]:0} ms, warm {processes[2]:0} ms, least client {processes[3]:0} ms"));
        LimitTable.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"as times --version: cold {processes[1] / processes[0]:0.00}, warm {processes[2] / processes[0]:0.00}, least client {processes[3] / processes[0]:0.00}"));
        limits.Add("client as a process, cold", processes[1] / processes[3], 1.35, "times the least client");
        limits.Add("client as a process, warm", processes[2] / processes[3], 1.15, "times the least client");
    }

    private static string[] Refresh(string directory, FaultyHttpServer server) =>
    [
        "--metadata-dir", directory, "--metadata-url", server.BaseUri.ToString(),
        "--target-name", BenchmarkData.Path(Wanted).Value, "--target-dir", directory, "--target-base-url", server.BaseUri.ToString(), "download",
    ];

    private static async Task LookUpAsync(string directory, FaultyHttpServer server)
    {
        using var fetcher = new HttpFetcher();
        var updater = new Updater(new UpdaterOptions { MetadataDirectory = directory, MetadataUrl = server.BaseUri, Fetcher = fetcher });
        FoundTarget? found = await updater.FindTargetAsync(BenchmarkData.Path(Wanted));
        if (found is null)
        {
            throw new UnreachableException("The benchmark's own target must be found.");
        }
    }

    private static void Reset(string directory, byte[] root)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Updater.TrustRoot(directory, root);
    }

    private static async Task RunAsync(string executable, params string[] arguments)
    {
        var start = new ProcessStartInfo(executable, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new UnreachableException($"{executable} {string.Join(' ', arguments)}: {error}");
        }
    }
}
