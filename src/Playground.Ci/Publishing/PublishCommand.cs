using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.RepositoryPages;
using Playground.Site;
using Playground.Site.Reading;
using Playground.Site.Writing;

namespace Playground.Ci.Publishing;

/// <summary><c>playground-ci publish</c>: writes the folder that a web server serves.</summary>
internal static class PublishCommand
{
    private static readonly Option<string> Out = new("--out") { Description = "The folder to write.", Required = true };

    private static readonly Option<string> Revision = new("--revision") { Description = "The commit to publish.", DefaultValueFactory = _ => "HEAD" };

    private static readonly Option<int?> Keep = new("--keep") { Description = "How many earlier snapshots stay with all they list; by default all." };

    private static readonly Option<bool> NoPages = new("--no-pages") { Description = "Write metadata/ and targets/ only, and no pages for people." };

    private static readonly Option<long> MaxSite = SizeOption.Create(
        "--max-site", "The most that may be published, such as 5GB; by default what GitHub Pages take, 1GB.", new PublicationLimits().MaxSite);

    private static readonly Option<long> MaxFile = SizeOption.Create(
        "--max-file", "The most that a file may have; by default what GitHub takes, 100 MiB.", new PublicationLimits().MaxFile);

    internal static Command Create()
    {
        Keep.Validators.Add(given =>
        {
            if (given.GetValue(Keep) < 1)
            {
                given.AddError("--keep is 1 at least: clients may be in the middle of an update.");
            }
        });
        var command = new Command("publish", "Write the public folder of a commit: metadata/, targets/, and pages for people beside them.")
        {
            Out, Revision, Keep, NoPages, MaxSite, MaxFile, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            CommitId commit = await Workplace.ResolveAsync(git, result.GetRequiredValue(Revision), cancellationToken);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            var publication = new Publication(git, result.GetRequiredValue(Out), new PublicationOptions
            {
                KeepVersions = result.GetValue(Keep),
                Limits = new PublicationLimits { MaxSite = result.GetValue(MaxSite), MaxFile = result.GetValue(MaxFile) },
            });
            PublicationResult published = await publication.WriteAsync(commit, now, cancellationToken);
            foreach (string warning in published.Warnings)
            {
                Tool.Say(warning);
            }

            Tool.Say($"{published.Written} files written, {published.Unchanged} unchanged, {published.Removed} removed.");
            if (!result.GetValue(NoPages))
            {
                SiteResult site = await WritePagesAsync(result, git, commit, now, cancellationToken);
                Tool.Say($"{site.Pages} pages; {site.Written} written, {site.Removed} removed.");
                publication.RequireSize();
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Pages of what was just written, read as a client reads it.</summary>
    private static async Task<SiteResult> WritePagesAsync(ParseResult result, GitRepository git, CommitId commit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string folder = result.GetRequiredValue(Out);
        byte[] root = await FirstRootAsync(git, commit, cancellationToken);
        RepositorySettings settings = await RepositorySettings.ReadAsync(git, commit, cancellationToken);
        CommitId main = await git.ReadRefAsync(RefName.Tracking(Workplace.RemoteOf(result), Workplace.MainOf(result)), cancellationToken) ?? commit;
        var options = new SiteOptions
        {
            Name = settings.Name ?? "Repository",
            Url = settings.Url,
            MetadataLink = "metadata/",
            TargetsLink = "targets/",
            Events = await OpenEvents.ReadAsync(git, Workplace.RemoteOf(result), main, now, cancellationToken),
        };
        return await new SiteGenerator(options).WriteAsync(RepositorySource.OfFolder(folder, root, now), folder, cancellationToken);
    }

    /// <summary>The oldest root of the history; publishing has verified that all of it follows from there.</summary>
    private static async Task<byte[]> FirstRootAsync(GitRepository git, CommitId commit, CancellationToken cancellationToken)
    {
        IReadOnlyList<GitFile> roots = await git.ListTreeAsync(commit, Layout.RootHistory, cancellationToken: cancellationToken);
        GitFile first = roots.MinBy(file => long.TryParse(file.Path.FileName.Split('.')[0], out long version) ? version : long.MaxValue)
            ?? throw ToolException.Usage($"{commit.Short} has no {Layout.RootHistory}.");
        return await git.ReadBlobAsync(first.Id, RepositoryView.MaxMetadataLength, cancellationToken);
    }
}
