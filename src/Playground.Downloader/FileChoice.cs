using System.CommandLine;
using System.IO.Enumeration;
using Playground.Catalog.Releases;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary>Which files of a release are wanted, by patterns of their names.</summary>
internal static class FileChoice
{
    internal static Option<string[]> Files { get; } = new("--file") { Description = "Only files with such names, such as '*.whl'; may be given more than once." };

    /// <summary>The patterns that were typed; null where none was, or one that says all.</summary>
    internal static IReadOnlyList<string>? Given(ParseResult result) =>
        result.GetValue(Files) is not { Length: > 0 } patterns || patterns.Contains("*", StringComparer.Ordinal) ? null
        : patterns.Any(pattern => pattern.Length == 0) ? throw ToolException.Usage($"An empty pattern fits no file: {Files.Name} '*.whl', say.")
        : [.. patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The files that fit one of the patterns, or all where there are none.</summary>
    /// <exception cref="ToolException">None fits.</exception>
    internal static IReadOnlyList<ReleaseFile> Of(Release release, IReadOnlyList<string>? patterns)
    {
        IReadOnlyList<ReleaseFile> files = patterns is null ? release.Files
            : [.. release.Files.Where(file => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, file.Path.File, ignoreCase: false)))];
        return files.Count > 0 ? files : throw ToolException.No(new Problem(
            DownloaderProblemCodes.NoSuchFile,
            $"{release.Project} {release.Version} has no file that is {Printable.Of(string.Join(" or ", patterns!))}. To see its files: playget info {release.Project}@{release.Version}"));
    }
}
