using System.CommandLine;
using System.Globalization;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Downloader;

/// <summary><c>playget list</c>: the releases of a project, newest first, or every file of a repository.</summary>
internal static class ListCommand
{
    private static readonly Argument<string?> Project = new("PROJECT") { Description = "A project; without one, every file of the repository is listed.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> All = new("--all") { Description = "List pre-releases, yanked and blocked releases too." };

    internal static Command Create()
    {
        var command = new Command("list", "List the releases of a project, or the files of a repository.")
        {
            Project, All, RepositoryOptions.Prereleases, RepositoryOptions.Json, RepositoryOptions.Output, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction((result, cancellationToken) => result.GetValue(Project) is { } project
            ? ListReleasesAsync(result, project, cancellationToken)
            : result.GetValue(All) || result.GetValue(RepositoryOptions.Prereleases)
                ? throw ToolException.Usage("--all and --pre go with a project: playget list PROJECT --all")
                : ListFilesAsync(result, cancellationToken));
        return command;
    }

    private static async Task<int> ListFilesAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using RepositorySession session = RepositoryOptions.Open(result, RepositorySession.ManyRoles);
        IReadOnlyList<FoundTarget> targets = await AllFiles.ListAsync(session, cancellationToken);
        if (RepositoryOptions.WantsJson(result))
        {
            JsonAnswer.Write(writer => AllFiles.Write(writer, targets));
            return ExitCode.Done;
        }

        foreach (FoundTarget target in targets)
        {
            Console.WriteLine(target.Path);
        }

        return ExitCode.Done;
    }

    private static async Task<int> ListReleasesAsync(ParseResult result, string project, CancellationToken cancellationToken)
    {
        var request = ProjectRequest.Parse(project);
        VersionQuery wanted = request.Wanted ?? VersionQuery.Any;
        bool all = result.GetValue(All);
        using RepositorySession session = RepositoryOptions.Open(result);
        ProjectListing listing = await new ProjectFinder(session).RequireAsync(request.Name, cancellationToken);
        List<Release> releases =
        [
            .. listing.Releases.Where(release =>
                wanted.Matches(release.Version, all || result.GetValue(RepositoryOptions.Prereleases)) && (all || wanted.Exact is not null || release.Yanked is null)),
        ];
        List<ReleaseVersion> blocked = all ? [.. listing.BlockedVersions.Where(version => wanted.Matches(version, prereleases: true))] : [];
        if (RepositoryOptions.WantsJson(result))
        {
            JsonAnswer.Write(writer => ReleaseJson.WriteList(writer, releases, blocked));
        }
        else
        {
            foreach ((ReleaseVersion _, string line) in releases.Select(release => (release.Version, Line(release)))
                .Concat(blocked.Select(version => (version, $"{version}\t-\tblocked"))).OrderByDescending(line => line.Item1))
            {
                Console.WriteLine(line);
            }
        }

        if (releases.Count + blocked.Count > 0)
        {
            return ExitCode.Done;
        }

        Tool.Say($"{listing.Project} has no such release.{(all ? "" : $" To see yanked, blocked and pre-releases too: playget list {listing.Project} --all")}");
        return ExitCode.No;
    }

    private static string Line(Release release)
    {
        List<string> parts = [release.Version.Value, release.Released?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-"];
        if (Remarks(release) is { Length: > 0 } remarks)
        {
            parts.Add(remarks);
        }

        return string.Join('\t', parts);
    }

    /// <summary>What there is to say of a release beside its version.</summary>
    internal static string Remarks(Release release)
    {
        var remarks = new List<string>();
        if (release.Version.IsPrerelease)
        {
            remarks.Add("pre-release");
        }

        if (release.Yanked is { } yank)
        {
            remarks.Add($"yanked: {Printable.Of(yank.Reason)}");
        }

        if (release.Deprecated is { } deprecated)
        {
            remarks.Add(deprecated.Reason is { Length: > 0 } reason ? $"deprecated: {Printable.Of(reason)}" : "deprecated");
        }

        return string.Join(", ", remarks);
    }
}
