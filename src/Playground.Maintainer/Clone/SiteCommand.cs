using System.CommandLine;
using System.Diagnostics;
using Playground.CommandLine;
using Playground.Maintainer.Trust;
using Playground.Repository.Git;
using Playground.RepositoryPages;
using Playground.Site;
using Playground.Site.Reading;
using Playground.Site.Writing;
using Playground.Tuf;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Maintainer.Clone;

/// <summary><c>playground site</c>: the repository of this clone as pages, open events included.</summary>
internal static class SiteCommand
{
    private static readonly BranchName Published = BranchName.Parse("publish");

    internal static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write; by default one beside the clone's own files in .git." };
        var revision = new Option<string>("--revision") { Description = "The commit to show; by default the branch that is published, else main." };
        var open = new Option<bool>("--open") { Description = "Open the pages in your browser." };
        var command = new Command("site", "Write the repository of this clone as pages that you can read, with the events that are open.") { folder, revision, open };
        Flags.AddLooking(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            await desk.FetchAsync(stop);
            TrustedMain main = await desk.TrustAsync(stop);
            if (main is not { Tip: { } tip, Root: { } root })
            {
                throw new ToolException(ExitCode.No, "Main holds no repository yet. Begin one with: playground init");
            }

            CommitId commit = result.GetValue(revision) is { } given
                ? await desk.Git.ResolveAsync(given, stop) ?? throw ToolException.Usage($"There is no commit '{Printable.Of(given)}' here.")
                : await desk.Git.ReadRefAsync(RefName.Tracking(desk.Pull, Published), stop) ?? tip;
            using CommitFetcher fetcher = await CommitFetcher.OpenAsync(desk.Git, commit, stop);
            RepositorySettings settings = await RepositorySettings.ReadAsync(desk.Git, tip, stop);
            var source = new RepositorySource
            {
                MetadataUrl = CommitFetcher.MetadataUrl,
                TargetsUrl = CommitFetcher.TargetsUrl,
                Fetcher = fetcher,
                TrustedRoot = await FirstRootAsync(fetcher, root, stop),
                Time = desk.Now,
                PrefixTargetsWithHash = false,
                Earlier = 0,
            };
            var options = new SiteOptions
            {
                Name = settings.Name ?? Path.GetFileName(desk.Git.WorkTree) ?? "Repository",
                Url = settings.Url,
                Events = await OpenEvents.ReadAsync(desk.Git, desk.Pull, tip, desk.Now, stop),
            };
            string pages = Path.GetFullPath(result.GetValue(folder) ?? Path.Combine(desk.Git.CommonFolder, "playground", "site"));
            SiteResult written = await new SiteGenerator(options).WriteAsync(source, pages, stop);
            Tool.Say($"{written.Pages} pages; {written.Written} written, {written.Removed} removed.");
            string home = Path.Combine(pages, "index.html");
            Console.WriteLine(home);
            if (result.GetValue(open))
            {
                Open(home);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The first root of the history, if the root that this clone trusts follows from it; else that.</summary>
    private static async Task<byte[]> FirstRootAsync(CommitFetcher fetcher, byte[] trusted, CancellationToken stop)
    {
        if (await fetcher.RootAsync(1, stop) is not { } first || TrustedMetadata.Begin(first, DateTimeOffset.UnixEpoch, out _) is not { } chain)
        {
            return trusted;
        }

        byte[] last = first;
        long version = Metadata.Parse<Root>(trusted).Signed.Version;
        while (chain.Root.Version < version && await fetcher.RootAsync(chain.Root.Version + 1, stop) is { } next && chain.UpdateRoot(next).IsTrusted)
        {
            last = next;
        }

        return last.AsSpan().SequenceEqual(trusted) ? first : trusted;
    }

    /// <summary>Opens a page with what the system opens pages with.</summary>
    private static void Open(string page)
    {
        (string program, string[] arguments) = OperatingSystem.IsWindows() ? ("explorer.exe", (string[])[page]) : OperatingSystem.IsMacOS() ? ("open", [page]) : ("xdg-open", [page]);
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Tool.Say($"'{program}' is not there to open it. Open it yourself.");
        }
    }
}
