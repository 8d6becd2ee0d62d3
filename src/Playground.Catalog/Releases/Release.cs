using Playground.Catalog.Names;
using Playground.Catalog.Versions;
using Playground.Tuf.Client;

namespace Playground.Catalog.Releases;

/// <summary>A file of a release: where it is, what was signed of it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Target">Its entry, and the role that signed it.</param>
/// <param name="Data">What its maintainers say of it.</param>
public sealed record ReleaseFile(ReleasePath Path, FoundTarget Target, ReleaseData Data);

/// <summary>All files of one version of a project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Version">The version.</param>
/// <param name="Files">The files, by name; at least one.</param>
public sealed record Release(ProjectName Project, ReleaseVersion Version, IReadOnlyList<ReleaseFile> Files)
{
    /// <summary>Why it is not to be chosen, or null. One yanked file yanks the release.</summary>
    public Yank? Yanked => Files.Select(file => file.Data.Yanked).FirstOrDefault(yank => yank is not null);

    /// <summary>Why people should move away from it, or null.</summary>
    public Deprecation? Deprecated => Files.Select(file => file.Data.Deprecated).FirstOrDefault(deprecation => deprecation is not null);

    /// <summary>What it is, in a sentence, or null.</summary>
    public string? Description => Said(data => data.Description);

    /// <summary>The licence, or null.</summary>
    public string? Licence => Said(data => data.Licence);

    /// <summary>Where its sources are, or null.</summary>
    public string? Repository => Said(data => data.Repository);

    /// <summary>Its package URL, or null.</summary>
    public string? Purl => Said(data => data.Purl);

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags => Said(data => data.Tags) ?? [];

    /// <summary>When its first file was proposed, or null.</summary>
    public DateTimeOffset? Released => Files.Min(file => file.Data.Released);

    /// <summary>How many bytes all its files have.</summary>
    public long Length => Files.Sum(file => file.Target.File.Length);

    /// <summary>Groups files into releases, newest first.</summary>
    public static IReadOnlyList<Release> Group(IEnumerable<ReleaseFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return
        [
            .. files.GroupBy(file => (file.Path.Project, file.Path.Version))
                .Select(group => new Release(group.Key.Project, group.Key.Version, [.. group.OrderBy(file => file.Path.File, StringComparer.Ordinal)]))
                .OrderBy(release => release.Project).ThenByDescending(release => release.Version),
        ];
    }

    /// <summary>
    /// The release that is meant: the one version asked for, yanked or not; else the newest that is wanted, not yanked, and no pre-release unless asked
    /// for. Null where there is none.
    /// </summary>
    public static Release? Choose(IEnumerable<Release> releases, VersionQuery wanted, bool prereleases = false)
    {
        ArgumentNullException.ThrowIfNull(releases);
        ArgumentNullException.ThrowIfNull(wanted);
        return releases.Where(release => wanted.Matches(release.Version, prereleases) && (wanted.Exact is not null || release.Yanked is null))
            .MaxBy(release => release.Version);
    }

    /// <summary>What the first file says of which anything is said.</summary>
    private T? Said<T>(Func<ReleaseData, T?> what)
        where T : class => Files.Select(file => what(file.Data)).FirstOrDefault(said => said is not null);
}
