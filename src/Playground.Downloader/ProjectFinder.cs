using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary>
/// Finds the project a person means: under the name as typed; else as the index spells it; else, where there is no index, with each of the separators.
/// Whatever the index says, it only leads to a name that is the same but for its spelling.
/// </summary>
internal sealed class ProjectFinder(RepositorySession session)
{
    private static readonly char[] Separators = ['-', '_', '.'];

    /// <summary>The project, or null where there is none.</summary>
    internal async Task<ProjectListing?> FindAsync(string typed, CancellationToken cancellationToken)
    {
        string lower = typed.ToLowerInvariant();
        if (!ProjectName.TryParse(lower, out ProjectName asTyped))
        {
            return null;
        }

        if (await AskAsync(asTyped, cancellationToken) is { } found)
        {
            return found;
        }

        if (await session.Index.FindAsync(typed, cancellationToken) is { } registered)
        {
            return registered == asTyped ? null : await AskAsync(registered, cancellationToken);
        }

        foreach (char separator in Separators)
        {
            string spelled = asTyped.Folded.Replace('-', separator);
            if (spelled != lower && await AskAsync(ProjectName.Parse(spelled), cancellationToken) is { } other)
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>The project.</summary>
    /// <exception cref="ToolException">There is none, or administrators have stopped it.</exception>
    internal async Task<ProjectListing> RequireAsync(string typed, CancellationToken cancellationToken)
    {
        ProjectListing listing = await FindAsync(typed, cancellationToken) ?? throw NoSuch(typed);
        return listing.IsBlocked
            ? throw new ToolException(
                ExitCode.Refused, $"'{listing.Project}' was blocked by the repository's administrators; none of its files is given out.", DownloaderProblemCodes.Blocked)
            : listing;
    }

    internal static ToolException NoSuch(string typed) => ToolException.No(new Problem(
        DownloaderProblemCodes.NoSuchProject, $"There is no project '{Printable.Of(typed)}'. To look for it: playget search WORD"));

    private async Task<ProjectListing?> AskAsync(ProjectName project, CancellationToken cancellationToken)
    {
        ProjectListing listing = await session.Catalog.ListAsync(project, cancellationToken);
        return listing.Exists || listing.IsBlocked ? listing : null;
    }
}
