using Playground.Catalog.Versions;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary>What a person asks for: <c>PROJECT</c> or <c>PROJECT@RANGE</c>.</summary>
/// <param name="Name">The project, however it is spelled.</param>
/// <param name="Wanted">Which versions; null where the person did not say.</param>
internal sealed record ProjectRequest(string Name, VersionQuery? Wanted)
{
    /// <summary>Reads an argument that is not a target path.</summary>
    internal static ProjectRequest Parse(string text)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string name = (at < 0 ? text : text[..at]).Trim();
        return name.Length == 0 || name.Contains('/', StringComparison.Ordinal)
            ? throw ToolException.Usage($"'{Printable.Of(text)}' does not name a project: write PROJECT, PROJECT@1.2.3 or 'PROJECT@^1.2'.")
            : new ProjectRequest(name, at < 0 ? null : VersionQuery.Parse(text[(at + 1)..]));
    }
}
