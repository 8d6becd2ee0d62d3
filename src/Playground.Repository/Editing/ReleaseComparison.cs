using System.Globalization;
using Playground.Catalog;
using Playground.Catalog.Releases;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>
/// What a new release has otherwise than the one before it: files that came, went, grew or shrank, another licence, other sources. Files of two releases are
/// taken for the same where their names differ in nothing but the version.
/// </summary>
internal static class ReleaseComparison
{
    private const string AnyVersion = "\0";

    /// <summary>Compares each release that is new in a releasers' role, in words.</summary>
    internal static IEnumerable<(ChangeKind Kind, string Text)> Of(RoleName role, Targets? before, Targets after)
    {
        if (!CatalogRoles.IsReleasers(role))
        {
            yield break;
        }

        IReadOnlyList<Release> releases = Release.Group(after.Files.Select(entry => Read(role, entry.Key, entry.Value)).OfType<ReleaseFile>());
        foreach (Release release in releases.Where(release => release.Files.All(file => before?.Files.ContainsKey(file.Target.Path) != true)).Reverse())
        {
            Release? previous = releases.FirstOrDefault(other => other.Project == release.Project && other.Version.CompareTo(release.Version) < 0);
            if (previous is null)
            {
                yield return (ChangeKind.Changed, $"release {release.Version}: there is none before it to compare with");
                continue;
            }

            yield return (ChangeKind.Changed, $"release {release.Version}, compared with {previous.Version}: {Size(release.Files.Count, release.Length)}; there {Size(previous.Files.Count, previous.Length)}");
            foreach ((ChangeKind kind, string text) in Compare(previous, release))
            {
                yield return (kind, $"release {release.Version}: {text}");
            }
        }
    }

    private static IEnumerable<(ChangeKind Kind, string Text)> Compare(Release previous, Release release)
    {
        Dictionary<string, ReleaseFile> old = ByName(previous);
        Dictionary<string, ReleaseFile> now = ByName(release);
        foreach (string name in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            switch (old.GetValueOrDefault(name), now.GetValueOrDefault(name))
            {
                case (null, { } came):
                    yield return (ChangeKind.Added, $"'{Name(came)}' is like no file of {previous.Version}");
                    break;
                case ({ } gone, null):
                    yield return (ChangeKind.Removed, $"nothing is like '{Name(gone)}' of {previous.Version}");
                    break;
                case ({ } was, { } file) when was.Target.File.Length != file.Target.File.Length:
                    yield return (ChangeKind.Changed, $"'{Name(file)}' {Growth(was.Target.File.Length, file.Target.File.Length)}");
                    break;
                case ({ } was, { } file) when was.Target.File.Hashes.Equals(file.Target.File.Hashes):
                    yield return (ChangeKind.Changed, $"'{Name(file)}' is the same, byte by byte");
                    break;
                default:
                    break;
            }
        }

        foreach ((string what, string? was, string? said) in ((string, string?, string?)[])[("licence", previous.Licence, release.Licence), ("sources", previous.Repository, release.Repository)])
        {
            if (was != said)
            {
                yield return (ChangeKind.Warning, $"other {what} than {previous.Version}: {Printable.Of(was ?? "not said")} -> {Printable.Of(said ?? "not said")}");
            }
        }
    }

    private static string Size(int files, long bytes) => string.Create(CultureInfo.InvariantCulture, $"{files} {(files == 1 ? "file" : "files")}, {bytes} {(bytes == 1 ? "byte" : "bytes")}");

    private static string Growth(long before, long now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(now > before ? "grew" : "shrank")} from {before} to {now} bytes{(before == 0 ? "" : $", by {Math.Abs(now - before) * 100.0 / before:0.#} %")}");

    private static string Name(ReleaseFile file) => Printable.Of(file.Path.File);

    /// <summary>The files by their names without the version; by their whole names where two would be the same.</summary>
    private static Dictionary<string, ReleaseFile> ByName(Release release) => release.Files
        .GroupBy(WithoutVersion, StringComparer.Ordinal)
        .SelectMany(group => group.Count() == 1 ? group.Select(file => (group.Key, file)) : group.Select(file => (file.Path.File, file)))
        .ToDictionary(entry => entry.Item1, entry => entry.file, StringComparer.Ordinal);

    private static string WithoutVersion(ReleaseFile file)
    {
        string name = file.Path.File;
        string? version = Spellings(file).FirstOrDefault(spelling => name.Contains(spelling, StringComparison.Ordinal));
        return version is null ? name : name.Replace(version, AnyVersion, StringComparison.Ordinal);
    }

    /// <summary>How the version may stand in the file's name: as its package says, as the release does, and with fewer zeros.</summary>
    private static IEnumerable<string> Spellings(ReleaseFile file)
    {
        if (file.Data.Purl?.Split('?')[0].Split('@') is [_, .., { Length: > 0 } said])
        {
            yield return Uri.UnescapeDataString(said);
        }

        string version = file.Path.Version.Value;
        yield return version;
        while (version.EndsWith(".0", StringComparison.Ordinal) && version.Count(c => c == '.') > 1)
        {
            yield return version = version[..^2];
        }
    }

    private static ReleaseFile? Read(RoleName role, TargetPath path, TargetFile file)
    {
        try
        {
            return ReleasePath.TryParse(path, out ReleasePath? place) ? new ReleaseFile(place, new FoundTarget(path, file, role), ReleaseData.Of(file)) : null;
        }
        catch (TufException)
        {
            return null; // said where the file is described
        }
    }
}
