using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Playground.Testing;

namespace Playground.Benchmarks;

/// <summary>
/// A repository of 10,000 projects with 100,000 files as pages, by <c>playground-ci</c> as a process: from nothing, after one release, and again with nothing
/// changed; and the pages of a real repository, where that is at hand.
/// </summary>
internal static class SiteLimits
{
    private const int Projects = 10_000;
    private const int FilesPerProject = 10;

    internal static async Task RunAsync(LimitTable limits, string folder, string tools)
    {
        string ci = Path.Combine(tools, "playground-ci", "playground-ci");
        string repository = Path.Combine(folder, "repository");
        string site = Path.Combine(folder, "pages");
        var files = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        using var data = new CommunityData(Projects, FilesPerProject, files);
        Write(files, repository);
        string root = Path.Combine(repository, "root");
        await File.WriteAllBytesAsync(root, data.RootFile);
        string[] command = ["site", "--metadata", repository, "--root", root, "--out", site, "--name", "Community", "--at", "2030-01-02T00:00:00Z"];

        Run first = await RunAsync(ci, command);
        limits.Add("pages of 10,000 projects with 100,000 files", first.Seconds, 60, "s");
        limits.Add("pages of 10,000 projects with 100,000 files, memory at the peak", first.Megabytes, 1000, "MB");
        LimitTable.Note($"{first.Said}; {Sizes(site)}");

        data.Release(4_321);
        Write(files, repository);
        Run update = await RunAsync(ci, command);
        limits.Add("pages after one release of one project", update.Seconds, 2, "s");
        LimitTable.Note(update.Said);

        string real = House.PathOf("..", "shared", "data", "tuf-demo");
        if (Directory.Exists(real))
        {
            Run demo = await RunAsync(
                ci, "site", "--metadata", real, "--root", Path.Combine(real, "metadata", "root_history", "1.root.json"), "--out", Path.Combine(folder, "demo"), "--at", "2026-08-22T00:00:00Z");
            limits.Add("pages of a real repository with seven roles", demo.Seconds, 1, "s");
            LimitTable.Note(demo.Said);
        }
        else
        {
            LimitTable.Note($"not measured: the pages of a real repository, which is not at {real}");
        }
    }

    private static void Write(ConcurrentDictionary<string, byte[]> files, string repository)
    {
        Directory.CreateDirectory(Path.Combine(repository, "metadata"));
        Parallel.ForEach(files.Where(file => file.Key.StartsWith("/metadata/", StringComparison.Ordinal)), file =>
        {
            string path = Path.Combine(repository, file.Key.TrimStart('/'));
            if (!File.Exists(path) || file.Key.EndsWith("/timestamp.json", StringComparison.Ordinal))
            {
                File.WriteAllBytes(path, file.Value);
            }
        });
    }

    private static string Sizes(string folder)
    {
        List<FileInfo> pages = [.. new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)];
        return string.Create(CultureInfo.InvariantCulture, $"{pages.Sum(page => page.Length) / 1e6:0} MB in all, of which the program's memory of them is {pages.Where(page => page.Name.StartsWith('.')).Sum(page => page.Length) / 1e6:0} MB");
    }

    /// <summary>What a process took, and what it said.</summary>
    private sealed record Run(double Seconds, double Megabytes, string Said);

    private static async Task<Run> RunAsync(string program, params string[] arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0 ? new Run(seconds, peak / 1e6, (await said).Trim()) : throw new UnreachableException($"It ended with {process.ExitCode}: {await said}");
    }
}
