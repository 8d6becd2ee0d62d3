using Playground.Repository.Git;

namespace Playground.Repository.Publishing;

/// <summary>Which files have been on main for how long, by its first-parent history: what was merged first has been there longest.</summary>
internal static class Arrivals
{
    /// <summary>
    /// For each file of a commit the number of commits that have it, from there back to the first that does not. Goes back no further than it takes to tell
    /// the files apart, nor than the history that is here.
    /// </summary>
    internal static async Task<IReadOnlyDictionary<GitPath, int>> OfAsync(GitRepository git, CommitId tip, IEnumerable<GitPath> files, CancellationToken cancellationToken)
    {
        Dictionary<GitPath, int> ages = files.Distinct().ToDictionary(file => file, _ => 0);
        List<GitPath> there = [.. ages.Keys];
        CommitId? next = tip;
        while (there.Count > 1 && next is { } at && await git.ReadCommitAsync(at, cancellationToken).ConfigureAwait(false) is { } commit)
        {
            foreach (GitPath file in there.ToList())
            {
                if (await git.FindAsync(at, file, cancellationToken).ConfigureAwait(false) is null)
                {
                    there.Remove(file);
                }
            }

            there.ForEach(file => ages[file]++);
            next = commit.Parents.Count > 0 ? commit.Parents[0] : null;
        }

        return ages;
    }
}
