using System.Reflection;
using System.Text;
using Playground.Repository.Git;

namespace Playground.Maintainer.Beginning;

/// <summary>
/// The workflows that a repository on GitHub needs: those of this project, which travel with the tool, with its actions taken from a commit instead of
/// from beside them.
/// </summary>
internal static class GitHubWorkflows
{
    private const string Resources = "workflows/";
    private const string Beside = "uses: ./.github/actions/";

    private static readonly GitPath Folder = GitPath.Parse(".github/workflows");

    /// <summary>The files and what is in them.</summary>
    internal static IEnumerable<(GitPath Path, byte[] Content)> From(ActionSource source)
    {
        Assembly tool = typeof(GitHubWorkflows).Assembly;
        foreach (string name in tool.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(tool.GetManifestResourceStream(name)!);
            IEnumerable<string> lines = reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => Pinned(line, source));
            yield return (Folder / name[Resources.Length..], Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        }
    }

    private static string Pinned(string line, ActionSource source)
    {
        int at = line.IndexOf(Beside, StringComparison.Ordinal);
        return at < 0 ? line : $"{line[..at]}uses: {source.Repository}/.github/actions/{line[(at + Beside.Length)..]}@{source.Commit}";
    }
}
