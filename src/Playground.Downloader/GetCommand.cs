using System.CommandLine;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Downloader;

/// <summary>
/// <c>playget get</c>: files of releases, or files by their target path. What has a slash is a path; what has none is a file at the top, which only the
/// repository's own maintainers can put there, or else a project.
/// </summary>
internal static class GetCommand
{
    private static readonly Argument<string[]> Wanted = new("WHAT")
    {
        Description = "PROJECT, PROJECT@VERSION, 'PROJECT@RANGE' such as 'foo@^1.2' or foo@1.x, or the path of a file in the repository.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string> Folder = new("--dir", "-d", "-o") { Description = "The folder to put files into.", DefaultValueFactory = _ => "." };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace files of the same name and another content." };
    private static readonly Option<bool> Locked = new("--locked") { Description = $"Get exactly what {LockFile.Name} says." };

    internal static Command Create()
    {
        var command = new Command("get", "Download releases of projects, or files.")
        {
            Wanted, FileChoice.Files, Folder, Force, Locked, RepositoryOptions.Prereleases, RepositoryOptions.Repository, RepositoryOptions.Offline,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] wanted = result.GetRequiredValue(Wanted);
            var placement = new Placement(result.GetRequiredValue(Folder));
            if (result.GetValue(Locked))
            {
                return wanted.Length > 0 || result.GetResult(FileChoice.Files) is not null || result.GetValue(RepositoryOptions.Prereleases)
                    ? throw ToolException.Usage($"--locked gets what {LockFile.Name} says, and nothing else can be asked for beside it.")
                    : await GetLockedAsync(result, placement, cancellationToken);
            }

            if (wanted.Length == 0)
            {
                throw ToolException.Usage("Say what to get: PROJECT, PROJECT@VERSION, or the path of a file. Or --locked.");
            }

            using RepositorySession session = RepositoryOptions.Open(result);
            foreach (string one in wanted)
            {
                if (await FindFileAsync(session.Updater, one, cancellationToken) is { } file)
                {
                    placement.Add(file, replaces: true);
                }
                else
                {
                    await AddReleaseAsync(session, placement, result, one, cancellationToken);
                }
            }

            await placement.DownloadAsync(session.Updater, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<FoundTarget?> FindFileAsync(Updater updater, string text, CancellationToken cancellationToken)
    {
        bool isPath = text.Contains('/', StringComparison.Ordinal);
        TargetPath path;
        if (isPath)
        {
            path = TargetPath.Parse(text);
        }
        else if (!TargetPath.TryParse(text, out path))
        {
            return null;
        }

        FoundTarget? found = await updater.FindTargetAsync(path, cancellationToken);
        return found is null && isPath
            ? throw ToolException.No(new Problem(DownloaderProblemCodes.NoSuchFile, $"No trusted role lists '{path}'. To see what there is: playget list"))
            : found;
    }

    private static async Task AddReleaseAsync(RepositorySession session, Placement placement, ParseResult result, string text, CancellationToken cancellationToken)
    {
        var request = ProjectRequest.Parse(text);
        ProjectListing listing = await new ProjectFinder(session).RequireAsync(request.Name, cancellationToken);
        Release release = ReleaseChoice.Of(listing, request.Wanted ?? VersionQuery.Any, result.GetValue(RepositoryOptions.Prereleases));
        IReadOnlyList<ReleaseFile> files = FileChoice.Of(release, FileChoice.Given(result));
        ReleaseChoice.Warn(release);
        foreach (ReleaseFile file in files)
        {
            placement.Add(file.Target, result.GetValue(Force));
        }
    }

    private static async Task<int> GetLockedAsync(ParseResult result, Placement placement, CancellationToken cancellationToken)
    {
        LockFile locked = LockFile.Read() is { Projects.Count: > 0 } read ? read : throw LockFile.Missing();
        var repository = TrustedRepository.ChooseAt(result.GetValue(RepositoryOptions.Repository), locked.Repository.Url);
        using var session = new RepositorySession(repository, result.GetValue(RepositoryOptions.Offline));
        foreach ((string project, LockedProject wanted) in locked.Projects)
        {
            foreach (FoundTarget target in await LockedFiles.FindAsync(session, project, wanted, cancellationToken))
            {
                placement.Add(target, result.GetValue(Force));
            }
        }

        await placement.DownloadAsync(session.Updater, cancellationToken);
        return ExitCode.Done;
    }
}
