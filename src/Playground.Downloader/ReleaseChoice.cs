using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary>Chooses the release that a person means, and says why there is none, or what is wrong with it.</summary>
internal static class ReleaseChoice
{
    /// <summary>The release.</summary>
    /// <exception cref="ToolException">There is none, or it was blocked.</exception>
    internal static Release Of(ProjectListing listing, VersionQuery wanted, bool prereleases)
    {
        if (wanted.Exact is { } exact && listing.BlockedVersions.Contains(exact))
        {
            throw Blocked(listing, exact);
        }

        return Release.Choose(listing.Releases, wanted, prereleases)
            ?? throw ToolException.No(new Problem(DownloaderProblemCodes.NoSuchRelease, $"{Lacking(listing, wanted)} To see what there is: playget list {listing.Project} --all"));
    }

    internal static ToolException Blocked(ProjectListing listing, ReleaseVersion version) => new(
        ExitCode.Refused,
        $"{listing.Project} {version} was blocked by the repository's administrators and is not given out. To see what else there is: playget list {listing.Project}",
        DownloaderProblemCodes.Blocked);

    /// <summary>Warns where the maintainers advise against a release.</summary>
    internal static void Warn(Release release)
    {
        if (release.Yanked is { } yank)
        {
            Tool.Say($"Warning: {release.Project} {release.Version} was yanked: {Printable.Of(yank.Reason)}");
        }

        if (release.Deprecated is { } deprecated)
        {
            string reason = deprecated.Reason is { Length: > 0 } text ? $": {Printable.Of(text)}" : ".";
            string instead = deprecated.UseInstead is { Length: > 0 } other ? $" Use instead: {Printable.Of(other)}" : "";
            Tool.Say($"Warning: {release.Project} {release.Version} is deprecated{reason}{instead}");
        }
    }

    private static string Lacking(ProjectListing listing, VersionQuery wanted)
    {
        List<Release> matching = [.. listing.Releases.Where(release => wanted.Matches(release.Version, prereleases: true))];
        string what = wanted == VersionQuery.Any ? "no release" : $"no release that is {Printable.Of(wanted.Text)}";
        string but = matching.Count == 0 ? (listing.BlockedVersions.Any(version => wanted.Matches(version, prereleases: true)) ? ", but for blocked ones" : "")
            : matching.All(release => release.Yanked is not null) ? ", but for yanked ones"
            : matching.Any(release => release.Version.IsPrerelease && release.Yanked is null) ? ", but for pre-releases, which --pre takes" : "";
        return $"{listing.Project} has {what}{but}.";
    }
}
