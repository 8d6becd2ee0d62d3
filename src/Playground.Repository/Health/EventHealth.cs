using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Rules;

namespace Playground.Repository.Health;

/// <summary>Signing events that wait, since the last commit on their branch.</summary>
public static class EventHealth
{
    /// <summary>Where the branches of events begin.</summary>
    public const string Prefix = "sign/";

    /// <summary>Looks at every event that is not merged.</summary>
    /// <param name="git">Where the commits are.</param>
    /// <param name="main">The tip of main.</param>
    /// <param name="branches">The branches of the remote.</param>
    /// <param name="now">The time.</param>
    /// <param name="options">When somebody is to be told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<HealthItem>> OfAsync(
        GitRepository git, CommitId main, IEnumerable<GitBranch> branches, DateTimeOffset now, HealthOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(branches);
        ArgumentNullException.ThrowIfNull(options);
        var items = new List<HealthItem>();
        foreach (GitBranch branch in branches.Where(branch => branch.Name.Value.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (await git.IsAncestorAsync(branch.Tip, main, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            DateTimeOffset since = (await git.ReadCommitAsync(branch.Tip, cancellationToken).ConfigureAwait(false))?.Time ?? default;
            int days = Math.Max(0, HealthItem.DaysBetween(since, now));
            string name = branch.Name.Value;
            (bool isVerified, string waits) = await JudgeAsync(git, main, branch, now, cancellationToken).ConfigureAwait(false);
            items.Add(new HealthItem(
                HealthSubject.Event,
                name,
                days > options.EventDays ? HealthState.Due : HealthState.Soon,
                $"'{branch.Name}' has waited for {days} day{(days == 1 ? "" : "s")}; {waits}.",
                isVerified ? null : FixCommand.For(FixCommand.Sign, name))
            {
                Time = since,
                Days = days,
            });
        }

        return items;
    }

    private static async Task<(bool IsVerified, string Waits)> JudgeAsync(GitRepository git, CommitId main, GitBranch branch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            CommitId? known = await git.MergeBaseAsync(main, branch.Tip, cancellationToken).ConfigureAwait(false);
            EventVerdict verdict = Judge.Verdict(await SigningEvent.ReadAsync(git, known, branch.Tip, now, tip: main, cancellationToken: cancellationToken).ConfigureAwait(false), branch.Name.Value);
            int problems = verdict.Problems.Count + verdict.Roles.Sum(role => role.Problems.Count);
            string[] people =
            [
                .. verdict.Roles.SelectMany(role => (role.Signatures.IsMet ? [] : role.Signatures.Missing)
                    .Concat(role.Previous is { IsMet: false } previous ? previous.Missing : []).Concat(role.Invites.Select(invited => invited.Name))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ];
            return (verdict.IsVerified, verdict.IsVerified ? "it is verified, and can be merged"
                : problems > 0 ? $"{problems} problem{(problems == 1 ? "" : "s")} keep{(problems == 1 ? "s" : "")} it from being merged"
                : $"it can be signed by {Printable.Of(string.Join(", ", people))}");
        }
        catch (TufException e)
        {
            return (false, $"it cannot be judged ({e.Problem.Code})");
        }
    }
}
