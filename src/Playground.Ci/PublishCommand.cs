using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository.Git;
using Playground.Repository.Publishing;

namespace Playground.Ci;

/// <summary><c>playground-ci publish</c>: writes the folder that a web server serves.</summary>
internal static class PublishCommand
{
    internal static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write.", Required = true };
        var revision = new Option<string>("--revision") { Description = "The commit to publish.", DefaultValueFactory = _ => "HEAD" };
        var keep = new Option<int?>("--keep") { Description = "How many earlier snapshots stay with all they list; by default all." };
        keep.Validators.Add(given =>
        {
            if (given.GetValue(keep) < 1)
            {
                given.AddError("--keep is 1 at least: clients may be in the middle of an update.");
            }
        });
        var usual = new PublicationLimits();
        Option<long> site = SizeOption.Create("--max-site", "The most that may be published, such as 5GB; by default what GitHub Pages take, 1GB.", usual.MaxSite);
        Option<long> largest = SizeOption.Create("--max-file", "The most that a file may have; by default what GitHub takes, 100 MiB.", usual.MaxFile);
        var command = new Command("publish", "Write the public folder of a commit: metadata/ and targets/.") { folder, revision, keep, site, largest, Workplace.Folder };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            CommitId commit = await Workplace.ResolveAsync(git, result.GetRequiredValue(revision), cancellationToken);
            PublicationResult published = await new Publication(git, result.GetRequiredValue(folder), new PublicationOptions
            {
                KeepVersions = result.GetValue(keep),
                Limits = new PublicationLimits { MaxSite = result.GetValue(site), MaxFile = result.GetValue(largest) },
            })
                .WriteAsync(commit, TimeProvider.System.GetUtcNow(), cancellationToken);
            foreach (string warning in published.Warnings)
            {
                Tool.Say(warning);
            }

            Tool.Say($"{published.Written} files written, {published.Unchanged} unchanged, {published.Removed} removed.");
            return ExitCode.Done;
        });
        return command;
    }
}
