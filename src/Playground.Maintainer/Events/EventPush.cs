using Playground.CommandLine;
using Playground.Maintainer.Trust;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Maintainer.Events;

/// <summary>What a change is built on.</summary>
/// <param name="Main">Main, verified.</param>
/// <param name="Tip">Where the event is, or null where it has not begun.</param>
/// <param name="Event">The event, read and judged, or null likewise.</param>
internal sealed record EventBase(TrustedMain Main, CommitId? Tip, ProposedEvent? Event);

/// <summary>A change that is ready: the files of one commit, and what to call it.</summary>
/// <param name="Edits">The files that are changed.</param>
/// <param name="Message">What to call it.</param>
/// <param name="Merged">Where main is brought in: the files of main and the event together, which are edited.</param>
internal sealed record ReadyChange(IReadOnlyList<GitEdit> Edits, string Message, ObjectId? Merged = null);

/// <summary>
/// Brings a change onto an event's branch, in one commit or none: built on the newest tip, and anew when somebody else was quicker. Nothing is
/// checked out; the work tree is not touched.
/// </summary>
internal sealed class EventPush(MaintainerDesk desk, BranchName name)
{
    private const int MaxTries = 12;

    private bool IsLocal => desk.Given.GetValue(Flags.NoPush);

    /// <summary>Fetches, builds and pushes; null where there was nothing to do.</summary>
    internal async Task<CommitId?> RunAsync(Func<EventBase, CancellationToken, Task<ReadyChange?>> build, CancellationToken stop)
    {
        RemoteName push = await desk.Settings.PushRemoteAsync(desk.Pull, stop);
        for (int tries = 1; tries <= MaxTries; tries++)
        {
            await desk.FetchAsync(stop);
            TrustedMain main = await desk.TrustAsync(stop);
            CommitId? tip = await TipAsync(push, stop);
            ProposedEvent? open = tip is { } head ? await desk.ReadEventAsync(main, name, head, stop) : null;
            if (await build(new EventBase(main, tip, open), stop) is not { } change || (change.Edits.Count == 0 && change.Merged is null))
            {
                return null;
            }

            CommitId[] parents = change.Merged is null ? [tip ?? main.Tip!.Value] : [tip!.Value, main.Tip!.Value];
            CommitId commit = await desk.Git.CommitAsync(parents, change.Edits, change.Message, await desk.Settings.IdentityAsync(stop), desk.Now, change.Merged, stop);
            await RequireNothingNewWrongAsync(main, open, commit, stop);
            if (IsLocal)
            {
                await KeepAsync(commit, stop);
                return commit;
            }

            if (await TryPushAsync(push, commit, tip, tries, stop))
            {
                return commit;
            }

            Tool.Say($"Somebody else changed '{name}' meanwhile; beginning again from there.");
        }

        throw new ToolException(
            ExitCode.Surroundings, $"'{name}' was changed by others each of {MaxTries} times; nothing of yours was pushed. Try again.", GitProblemCodes.BranchKeepsMoving);
    }

    /// <summary>Commits a change where nobody sees it, to be shown and judged.</summary>
    internal Task<ProposedEvent> DraftAsync(EventBase on, RepositoryEditor editor, CancellationToken stop) =>
        DraftAsync(on, on.Tip ?? on.Main.Tip!.Value, editor.Edits, stop);

    /// <summary>Commits a change to any commit where nobody sees it.</summary>
    internal async Task<ProposedEvent> DraftAsync(EventBase on, CommitId parent, IReadOnlyList<GitEdit> edits, CancellationToken stop)
    {
        CommitId draft = await desk.Git.CommitAsync([parent], edits, "Draft", await desk.Settings.IdentityAsync(stop), desk.Now, cancellationToken: stop);
        return await desk.ReadEventAsync(on.Main, name, draft, stop);
    }

    /// <summary>What CI would refuse is not pushed; what was wrong before is not this change's fault.</summary>
    private async Task RequireNothingNewWrongAsync(TrustedMain main, ProposedEvent? before, CommitId commit, CancellationToken stop)
    {
        ProposedEvent after = await desk.ReadEventAsync(main, name, commit, stop);
        HashSet<(string, string)> known = [.. (before?.Problems ?? []).Select(problem => (problem.Code, problem.Message))];
        ProposedEvent.Refuse(name, after.Problems.Where(problem => !known.Contains((problem.Code, problem.Message))));
    }

    /// <summary>Where the event is: in the repository; further on where this person's fork or, without pushing, local branch follows from there.</summary>
    private async Task<CommitId?> TipAsync(RemoteName push, CancellationToken stop)
    {
        CommitId? tip = await desk.Git.ReadRefAsync(RefName.Tracking(desk.Pull, name), stop);
        CommitId? own = null;
        if (IsLocal)
        {
            own = await desk.Git.ReadRefAsync(name.Ref, stop);
        }
        else if (push != desk.Pull && await desk.Git.ReadRemoteBranchAsync(push, name, stop) is { } fork)
        {
            await desk.Git.FetchAsync(push, [Refspec.Of(name.Ref)], cancellationToken: stop);
            own = fork;
        }

        return own is { } ahead && (tip is not { } there || await desk.Git.IsAncestorAsync(there, ahead, stop)) ? ahead : tip;
    }

    private async Task<bool> TryPushAsync(RemoteName push, CommitId commit, CommitId? tip, int tries, CancellationToken stop)
    {
        BranchName branch = name;
        CommitId? expected = tip;
        if (push != desk.Pull)
        {
            expected = await desk.Git.ReadRemoteBranchAsync(push, name, stop);
            if (expected is { } there && (await desk.Git.ResolveAsync(there.Value, stop) is null || !await desk.Git.IsAncestorAsync(there, commit, stop)))
            {
                // The fork's branch went another way; it is left as it is.
                (branch, expected) = (BranchName.Parse($"{name.Value}-{commit.Short}"), null);
            }
        }

        PushResult result = await desk.Git.PushAsync(push, commit, branch, expected, stop);
        switch (result.Outcome)
        {
            case PushOutcome.Pushed:
                Tool.Say($"Pushed to '{branch}' of '{push}'.");
                await CompareLink.SayAsync(desk, push, branch, name, tip is null, stop);
                return true;
            case PushOutcome.Moved:
                return result.LockedAfter(tries, $"Nothing was pushed to '{branch}' of '{push}'") is { } locked ? throw locked : false;
            case PushOutcome.Denied:
                throw new ToolException(
                    ExitCode.Surroundings,
                    $"'{push}' does not let you push to '{branch}'; nothing was changed there. Push to a fork of yours: {Flags.PushRemote.Name} FORK (make it known with: git remote add FORK URL)\n{result.Text}",
                    GitProblemCodes.AccessDenied);
            default:
                throw new ToolException(
                    ExitCode.Surroundings,
                    $"Pushing to '{branch}' of '{push}' broke off. Run the same command again; if the push did arrive, it finds nothing to do.\n{result.Text}",
                    GitProblemCodes.RemoteUnreachable);
        }
    }

    private async Task KeepAsync(CommitId commit, CancellationToken stop)
    {
        CommitId? there = await desk.Git.ReadRefAsync(name.Ref, stop);
        string? trouble = await desk.Git.ReadCurrentBranchAsync(stop) == name ? "is checked out, and your work tree is not touched"
            : there is { } old && !await desk.Git.IsAncestorAsync(old, commit, stop) ? "has commits of its own"
            : !await desk.Git.UpdateRefAsync(name.Ref, commit, there, stop) ? "was moved by somebody else just now"
            : null;
        if (trouble is not null)
        {
            throw new ToolException(
                ExitCode.No,
                $"Your local branch '{name}' {trouble}; nothing was changed. Change to another branch, or give it another name: git branch -m {name} {name}-mine",
                MaintainerProblemCodes.LocalBranch);
        }

        Tool.Say($"Left in your local branch '{name}'. Push it with: git push {desk.Pull} {name}");
    }
}
