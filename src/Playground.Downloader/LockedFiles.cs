using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Downloader;

/// <summary>Locks releases, and holds what is signed now against what was locked.</summary>
internal static class LockedFiles
{
    /// <summary>What to write down of a release.</summary>
    internal static LockedProject Of(Release release, VersionQuery wanted, bool prereleases, IReadOnlyList<string>? patterns) => new()
    {
        Wanted = wanted.Text,
        Prereleases = prereleases,
        WantedFiles = patterns,
        Version = release.Version.Value,
        Files = [.. FileChoice.Of(release, patterns).Select(Of)],
    };

    /// <summary>The locked files as they are signed now.</summary>
    /// <exception cref="ToolException">One is not signed any more, or is another one, or was blocked.</exception>
    internal static async Task<IReadOnlyList<FoundTarget>> FindAsync(RepositorySession session, string project, LockedProject locked, CancellationToken cancellationToken)
    {
        var version = ReleaseVersion.Parse(locked.Version);
        ProjectListing listing = await session.Catalog.ListAsync(ProjectName.Parse(project), cancellationToken);
        if (listing.IsBlocked || listing.BlockedVersions.Contains(version))
        {
            throw ReleaseChoice.Blocked(listing, version);
        }

        Release release = listing.Releases.FirstOrDefault(known => known.Version == version)
            ?? throw NotAsLocked(listing.Project, $"{listing.Project} {version} is not signed any more");
        IReadOnlyList<FoundTarget> targets = Require(release, locked);
        ReleaseChoice.Warn(release);
        return targets;
    }

    /// <summary>The locked files of a release as they are signed now.</summary>
    /// <exception cref="ToolException">One is not signed any more, or is another one.</exception>
    internal static IReadOnlyList<FoundTarget> Require(Release release, LockedProject locked) => [.. locked.Files.Select(file => Find(release, file))];

    private static LockedFile Of(ReleaseFile file) => file.Target.File.Hashes is { IsSupported: true } hashes
        ? new LockedFile { Name = file.Path.File, Length = file.Target.File.Length, Sha256 = hashes.Sha256, Sha512 = hashes.Sha512 }
        : throw new TufException(ProblemCodes.NoKnownHash, $"'{file.Target.Path}' cannot be locked: neither its SHA-256 nor its SHA-512 was signed.");

    private static FoundTarget Find(Release release, LockedFile locked)
    {
        FoundTarget? target = release.Files.FirstOrDefault(file => file.Path.File == locked.Name)?.Target;
        return target is null ? throw NotAsLocked(release.Project, $"'{Printable.Of(locked.Name)}' of {release.Project} {release.Version} is not signed any more")
            : target.File.Length != locked.Length ? throw NotAsLocked(release.Project, $"'{target.Path}' has {target.File.Length} bytes now, and had {locked.Length}")
            : HasSameHashes(target.File.Hashes, locked) ? target
            : throw NotAsLocked(release.Project, $"'{target.Path}' has another content now");
    }

    /// <summary>Every hash that both know is the same, and there is one.</summary>
    private static bool HasSameHashes(Hashes now, LockedFile locked) =>
        (now.Sha256 is null || locked.Sha256 is null || now.Sha256 == locked.Sha256)
        && (now.Sha512 is null || locked.Sha512 is null || now.Sha512 == locked.Sha512)
        && ((now.Sha256 is not null && locked.Sha256 is not null) || (now.Sha512 is not null && locked.Sha512 is not null));

    private static ToolException NotAsLocked(ProjectName project, string how) => new(
        ExitCode.Refused,
        $"{how}; nothing was fetched or changed. Ask the project's maintainers why. To lock what there is now, first: playget lock --remove {project}",
        DownloaderProblemCodes.NotAsLocked);
}
