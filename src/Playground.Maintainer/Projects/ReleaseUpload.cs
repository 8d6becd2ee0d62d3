using System.CommandLine;
using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Forge;
using Playground.Forge.GitHub;
using Playground.Maintainer.Events;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Tuf;

namespace Playground.Maintainer.Projects;

/// <summary>
/// Files of a release put into a release on GitHub, with pointers to them in git: for what is too large for git. Run again, it finds what is there.
/// </summary>
internal sealed class ReleaseUpload
{
    private const string TokenVariable = "GITHUB_TOKEN";
    private const string ApiVariable = "GITHUB_API_URL";

    private readonly Option<string> _upload = new("--upload")
    {
        Description = $"Put the files into a release on GitHub, up to 2 GB each, and only pointers into git. The repository as OWNER/NAME; without one, where main comes from. The token is taken from {TokenVariable}.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    internal void AddTo(Command command) => command.Add(_upload);

    /// <summary>Uploads, where that is asked for.</summary>
    /// <returns>The files, with addresses where they were uploaded.</returns>
    internal async Task<List<NewReleaseFile>> UseAsync(
        ParseResult result, MaintainerDesk desk, ProjectName project, ReleaseVersion version, List<NewReleaseFile> files, CancellationToken stop)
    {
        if (result.GetResult(_upload) is null)
        {
            return files;
        }

        if (files.Exists(file => file.Urls.Count > 0))
        {
            throw ToolException.Usage($"The file lies elsewhere already: give an address or {_upload.Name}, not both. Nothing was changed.");
        }

        ForgeRepository repository = await RepositoryAsync(result.GetValue(_upload), desk, stop);
        try
        {
            using GitHubForge forge = Open(repository);
            ForgeRelease release = await forge.EnsureReleaseAsync($"{project}-{version}", $"{project} {version}", desk.Main.Value, stop);
            var uploaded = new List<NewReleaseFile>();
            foreach (NewReleaseFile file in files)
            {
                Tool.Say($"Uploading {file.Name} to {repository}, release {release.Tag}");
                uploaded.Add(file with { Urls = [await UploadAsync(forge, release, file, stop)] });
            }

            return uploaded;
        }
        catch (ForgeException e)
        {
            throw new ToolException(ExitCode.Surroundings, $"{e.Message} In git nothing was changed.", e.Code);
        }
    }

    private static async Task<Uri> UploadAsync(GitHubForge forge, ForgeRelease release, NewReleaseFile file, CancellationToken stop)
    {
        var asset = new NewReleaseAsset
        {
            Name = file.Name,
            Length = file.File.Length,
            Sha256 = file.File.Hashes.Sha256!,
            Open = () => file.Open(stop).GetAwaiter().GetResult(),
        };
        ReleaseAsset there = await forge.UploadAssetAsync(release, asset, stop);
        return ArtifactUrls.TryParse(there.Download.OriginalString, out Uri? url)
            ? url!
            : throw new ToolException(ExitCode.Refused, "GitHub names no https address for the file. In git nothing was changed.", ForgeProblemCodes.BadAnswer);
    }

    private static async Task<ForgeRepository> RepositoryAsync(string? given, MaintainerDesk desk, CancellationToken stop)
    {
        if (given is not null)
        {
            return ForgeRepository.TryParse(given, out ForgeRepository named) ? named : throw ToolException.Usage($"'{Printable.Of(given)}' is not OWNER/NAME; nothing was changed.");
        }

        IReadOnlyList<GitRemote> remotes = await desk.Git.ListRemotesAsync(stop);
        return CompareLink.RepositoryOf(remotes.FirstOrDefault(remote => remote.Name == desk.Pull)?.Url) is { } path && ForgeRepository.TryParse(path, out ForgeRepository known)
            ? known
            : throw ToolException.Usage($"'{desk.Pull}' is not on GitHub. Say which repository takes the files: --upload OWNER/NAME. Nothing was changed.");
    }

    private static GitHubForge Open(ForgeRepository repository)
    {
        string token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } text
            ? text
            : throw ToolException.Usage($"Set {TokenVariable} to a token with Contents: write for {repository}; nothing was changed.");
        string api = Environment.GetEnvironmentVariable(ApiVariable) is { Length: > 0 } address ? address : ForgeOptions.GitHubApi.AbsoluteUri;
        try
        {
            return new GitHubForge(repository, new ForgeToken(token), new ForgeOptions { Api = new Uri(api) });
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException)
        {
            throw ToolException.Usage($"{TokenVariable} is not a token, or {ApiVariable} is not an https address; nothing was changed.");
        }
    }
}
