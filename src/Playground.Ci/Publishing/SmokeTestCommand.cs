using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Ci.Publishing;

/// <summary><c>playground-ci smoke-test</c>: downloads from what was published, as anybody would.</summary>
internal static class SmokeTestCommand
{
    private const int MaxRootLength = 512 * 1024;

    internal static Command Create()
    {
        var url = new Option<string>("--url") { Description = "Where the repository is published.", Required = true };
        var root = new Option<FileInfo>("--root") { Description = "The root to trust; by default the first one in git." };
        var margin = new Option<int>("--valid-days") { Description = "How many days from now everything must still be good." };
        var command = new Command("smoke-test", "Use the published repository as a downloader would, from nothing but a trusted root.")
        {
            url, root, margin, Workplace.Folder,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            Uri address = Workplace.ParseUrl(result.GetRequiredValue(url));
            byte[] trusted = result.GetValue(root) is { } file
                ? await File.ReadAllBytesAsync(file.FullName, cancellationToken)
                : await FirstRootAsync(result, cancellationToken);
            using var fetcher = new SchemeFetcher(() => new HttpFetcher());
            SmokeReport report = await SmokeTest.RunAsync(
                new SmokeTestOptions
                {
                    MetadataUrl = new Uri(address, "metadata/"),
                    TargetsUrl = new Uri(address, "targets/"),
                    TrustedRoot = trusted,
                    Fetcher = fetcher,
                    Margin = TimeSpan.FromDays(result.GetValue(margin)),
                },
                cancellationToken);
            foreach (string word in report.Words)
            {
                Console.WriteLine(word);
            }

            foreach (Problem problem in report.Problems)
            {
                Tool.Say(problem.ToString());
            }

            return report.Passed ? ExitCode.Done : report.Problems.Count > 0 ? ExitCode.Of(report.Problems[0]) : ExitCode.No;
        });
        return command;
    }

    private static async Task<byte[]> FirstRootAsync(ParseResult result, CancellationToken cancellationToken)
    {
        await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
        CommitId head = await Workplace.ResolveAsync(git, "HEAD", cancellationToken);
        return await git.ReadFileAsync(head, Layout.FileOfRoot(1), MaxRootLength, cancellationToken)
            ?? throw ToolException.Usage($"HEAD has no {Layout.FileOfRoot(1)}. Give a root: --root FILE");
    }
}
