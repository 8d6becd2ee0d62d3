using System.Collections.Frozen;

namespace Playground.Catalog.Names;

/// <summary>
/// Names that no project gets: roles of TUF and of the repository, folders of its site, device names of Windows, and whatever would be
/// taken for another project's releasers.
/// </summary>
public static class ReservedNames
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [
            "root", "targets", "snapshot", "timestamp", "mirrors", "claimed", "new", "blocked", "index", "bins", "bin",
            "projects", "project", "releases", "metadata", "admin", "administrator", "administrators", "playground", "playget",
            "latest", "none", "null", "undefined", "con", "prn", "aux", "nul",
            .. Enumerable.Range(0, 10).SelectMany(number => (string[])[$"com{number}", $"lpt{number}"]),
        ],
        StringComparer.Ordinal);

    /// <summary>Whether the repository keeps a name for itself, however it is spelled.</summary>
    public static bool Contain(ProjectName name)
    {
        string folded = name.Folded;
        int separator = folded.IndexOf('-', StringComparison.Ordinal);
        return Known.Contains(folded)
            || IsDevice(separator < 0 ? folded : folded[..separator], name.Value)
            || folded.EndsWith("-releases", StringComparison.Ordinal);
    }

    /// <summary>On Windows <c>con.anything</c> is the console too.</summary>
    private static bool IsDevice(string first, string value) =>
        value.Length > first.Length && value[first.Length] == '.'
        && (first is "con" or "prn" or "aux" or "nul" || (first.Length == 4 && (first.StartsWith("com", StringComparison.Ordinal) || first.StartsWith("lpt", StringComparison.Ordinal)) && char.IsAsciiDigit(first[3])));
}
