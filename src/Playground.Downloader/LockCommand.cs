using System.CommandLine;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;

namespace Playground.Downloader;

/// <summary><c>playget lock</c>: writes down which releases, with which files, are to be used; or brings what is written down up to date.</summary>
internal static class LockCommand
{
    private static readonly Argument<string[]> Wanted = new("PROJECT")
    {
        Description = "PROJECT or 'PROJECT@RANGE'; without any, all that are locked are brought up to date within their ranges.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    internal static Command Create()
    {
        var command = new Command("lock", $"Write versions and hashes to {LockFile.Name}.")
        {
            Wanted, RepositoryOptions.Prereleases, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction(async (result, cancellationToken) =>
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
                await LockAsync(session, file, request, result.GetValue(RepositoryOptions.Prereleases), cancellationToken);
            }

            file.Write();
            foreach ((string name, LockedProject locked) in file.Projects)
            {
                Console.WriteLine($"{name}\t{locked.Version}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task LockAsync(RepositorySession session, LockFile file, ProjectRequest request, bool prereleases, CancellationToken cancellationToken)
    {
        ProjectListing listing = await new ProjectFinder(session).RequireAsync(request.Name, cancellationToken);
        LockedProject? known = file.Projects.GetValueOrDefault(listing.Project.Value);
        VersionQuery wanted = request.Wanted ?? (known is null ? VersionQuery.Any : VersionQuery.Parse(known.Wanted));
        bool pre = prereleases || (request.Wanted is null && known?.Prereleases == true);
        Release release = ReleaseChoice.Of(listing, wanted, pre);
        ReleaseChoice.Warn(release);
        if (known is not null && known.Version != release.Version.Value)
        {
            Tool.Say($"{listing.Project} {known.Version} -> {release.Version}");
        }

        file.Projects[listing.Project.Value] = LockedFiles.Of(release, wanted, pre);
    }
}
