using System.CommandLine;
using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary>
/// <c>playget lock</c>: writes down which releases, with which files, are to be used. What is locked stays as it is while it is what is wanted; a range that is
/// typed, and <c>--update</c>, take the newest.
/// </summary>
internal static class LockCommand
{
    private static readonly Argument<string[]> Wanted = new("PROJECT")
    {
        Description = "PROJECT or 'PROJECT@RANGE'; without any, all that are locked.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> Update = new("--update", "-U") { Description = "Take the newest release within each range, where another one is locked." };

    private static readonly Option<string[]> Remove = new("--remove") { Description = "Lock these projects no longer.", AllowMultipleArgumentsPerToken = true };

    internal static Command Create()
    {
        var command = new Command("lock", $"Write versions and hashes to {LockFile.Name}.")
        {
            Wanted, Update, FileChoice.Files, Remove, RepositoryOptions.Prereleases, RepositoryOptions.Json, RepositoryOptions.Output, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            LockFile file = result.GetResult(Remove) is null ? await LockAsync(result, cancellationToken) : TakeOut(result);
            if (RepositoryOptions.WantsJson(result))
            {
                JsonAnswer.Write(writer => file.WriteAnswer(writer));
                return ExitCode.Done;
            }

            foreach ((string name, LockedProject locked) in file.Projects)
            {
                Console.WriteLine($"{name}\t{locked.Version}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<LockFile> LockAsync(ParseResult result, CancellationToken cancellationToken)
    {
        List<ProjectRequest> requests = [.. result.GetRequiredValue(Wanted).Select(ProjectRequest.Parse)];
        LockFile? known = LockFile.Read();
        if (requests.Count == 0)
        {
            requests = known is { Projects.Count: > 0 } ? [.. known.Projects.Keys.Select(name => new ProjectRequest(name, null))] : throw LockFile.Missing();
        }

        string? named = result.GetValue(RepositoryOptions.Repository);
        TrustedRepository repository = known is null ? TrustedRepository.Choose(named) : TrustedRepository.ChooseAt(named, known.Repository.Url);
        using var session = new RepositorySession(repository, result.GetValue(RepositoryOptions.Offline));
        var file = LockFile.Of(repository);
        foreach ((string name, LockedProject locked) in known?.Projects ?? [])
        {
            file.Projects.Add(name, locked);
        }

        foreach (ProjectRequest request in requests)
        {
            await LockAsync(session, file, request, result, cancellationToken);
        }

        file.Write();
        return file;
    }

    private static async Task LockAsync(RepositorySession session, LockFile file, ProjectRequest request, ParseResult result, CancellationToken cancellationToken)
    {
        ProjectListing listing = await new ProjectFinder(session).RequireAsync(request.Name, cancellationToken);
        LockedProject? known = file.Projects.GetValueOrDefault(listing.Project.Value);
        VersionQuery wanted = request.Wanted ?? (known is null ? VersionQuery.Any : VersionQuery.Parse(known.Wanted));
        bool pre = result.GetValue(RepositoryOptions.Prereleases) || (request.Wanted is null && known?.Prereleases == true);
        IReadOnlyList<string>? patterns = result.GetResult(FileChoice.Files) is null ? known?.WantedFiles : FileChoice.Given(result);
        bool stays = known is not null && request.Wanted is null && !result.GetValue(Update) && !result.GetValue(RepositoryOptions.Prereleases);
        Release release = (stays ? Locked(listing, known!) : null) ?? ReleaseChoice.Of(listing, wanted, pre);
        if (known?.Version == release.Version.Value)
        {
            LockedFiles.Require(release, known);
        }
        else if (known is not null)
        {
            Tool.Say($"{listing.Project} {known.Version} -> {release.Version}");
        }

        file.Projects[listing.Project.Value] = LockedFiles.Of(release, wanted, pre, patterns);
        ReleaseChoice.Warn(release);
    }

    /// <summary>The release that is locked, unless it may not be chosen any more.</summary>
    private static Release? Locked(ProjectListing listing, LockedProject known)
    {
        var version = ReleaseVersion.Parse(known.Version);
        Release? release = listing.Releases.FirstOrDefault(other => other.Version == version);
        bool isYanked = release?.Yanked is not null && VersionQuery.Parse(known.Wanted).Exact is null;
        if (release is null || isYanked)
        {
            string why = isYanked ? $"was yanked: {Printable.Of(release!.Yanked!.Reason)}"
                : listing.BlockedVersions.Contains(version) ? "was blocked by the repository's administrators." : "is not signed any more.";
            Tool.Say($"{listing.Project} {version}, which is locked, {why}");
            return null;
        }

        return release;
    }

    private static LockFile TakeOut(ParseResult result)
    {
        string[] names = result.GetValue(Remove) ?? [];
        bool asksMore = result.GetRequiredValue(Wanted).Length > 0 || result.GetValue(Update) || result.GetValue(RepositoryOptions.Prereleases) || result.GetResult(FileChoice.Files) is not null;
        if (asksMore || names.Length == 0)
        {
            throw ToolException.Usage($"{Remove.Name} takes projects out of {LockFile.Name}, and does nothing beside it: playget lock {Remove.Name} PROJECT");
        }

        LockFile file = LockFile.Read() ?? throw LockFile.Missing();
        foreach (string name in names)
        {
            string known = file.Projects.Keys.FirstOrDefault(other => ProjectName.Fold(other) == ProjectName.Fold(name)) ?? throw ToolException.No(
                new Problem(DownloaderProblemCodes.NotLocked, $"'{Printable.Of(name)}' is not in {LockFile.Name}; nothing was changed. What is: {string.Join(", ", file.Projects.Keys)}"));
            file.Projects.Remove(known);
        }

        file.Write();
        return file;
    }
}
