using Playground.Repository;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Site;
using Playground.Tuf;

namespace Playground.RepositoryPages;

/// <summary>The signing events of a clone, as pages tell of them.</summary>
internal static class OpenEvents
{
    private const string Prefix = "sign/";

    /// <summary>Reads every event that was fetched and is not merged, by name.</summary>
    internal static async Task<IReadOnlyList<OpenEvent>> ReadAsync(GitRepository git, RemoteName remote, CommitId main, DateTimeOffset now, CancellationToken stop)
    {
        var events = new List<OpenEvent>();
        foreach (GitBranch branch in (await git.ListTrackingBranchesAsync(remote, stop)).Where(branch => branch.Name.Value.StartsWith(Prefix, StringComparison.Ordinal)).OrderBy(branch => branch.Name.Value, StringComparer.Ordinal))
        {
            // What is merged is over; its branch only has not been deleted.
            if (await git.IsAncestorAsync(branch.Tip, main, stop))
            {
                continue;
            }

            try
            {
                CommitId? known = await git.MergeBaseAsync(main, branch.Tip, stop);
                SigningEvent change = await SigningEvent.ReadAsync(git, known, branch.Tip, now, tip: main, cancellationToken: stop);
                events.Add(Of(Judge.Verdict(change, branch.Name.Value), change.Proposed));
            }
            catch (TufException e)
            {
                events.Add(new OpenEvent(branch.Name.Value, IsVerified: false, [], [], [e.Problem.ToString()]));
            }
        }

        return events;
    }

    private static OpenEvent Of(EventVerdict verdict, RepositoryView proposed) => new(
        verdict.Event,
        verdict.IsVerified,
        [.. verdict.Roles.Select(Of)],
        [.. proposed.Invitations.Invited.Select(signer => signer.Name)],
        [.. verdict.Problems.Concat(verdict.Roles.SelectMany(role => role.Problems)).Select(problem => $"{problem.Code}: {problem.Message}")]);

    /// <summary>Of a new root, the people of the root before it are asked too.</summary>
    private static OpenEventRole Of(RoleVerdict role) => new(
        role.Role.Value,
        role.Version,
        role.Signatures.Threshold,
        role.Signatures.Signed,
        [.. role.Signatures.Missing.Union(role.Previous?.Missing ?? [])],
        [.. role.Changes.Select(change => $"{change.Change.ToString().ToLowerInvariant()} {Printable.Of(change.Path.Value)}")]);
}
