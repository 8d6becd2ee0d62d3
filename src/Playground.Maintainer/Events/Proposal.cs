using Playground.CommandLine;
using Playground.Maintainer.Keys;
using Playground.Maintainer.Terminal;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Maintainer.Events;

/// <summary>
/// A change in the words of one command, brought into an event: built on its newest tip, shown, judged, signed if the person may, and pushed. It says who
/// has to act next.
/// </summary>
internal static class Proposal
{
    /// <summary>Edits as the command says; may be asked to do so again from another tip.</summary>
    /// <returns>What was done, as the subject of a commit.</returns>
    internal delegate Task<string> Edit(RepositoryEditor editor, Signer user, CancellationToken stop);

    /// <summary>Proposes a change.</summary>
    internal static async Task<int> RunAsync(MaintainerDesk desk, BranchName branch, Edit edit, CancellationToken stop)
    {
        Signer user = await desk.Settings.UserAsync(stop);
        using var key = new PersonalKey(desk);
        var consent = new Consent(desk);
        var push = new EventPush(desk, branch);
        CommitId? pushed = await push.RunAsync(
            async (on, token) =>
            {
                if (on.Main.View is null && on.Event is null)
                {
                    throw new ToolException(ExitCode.Usage, $"'{desk.Pull}' holds no repository yet; nothing was changed. Begin one with: playground init", RepositoryProblemCodes.NoRoot);
                }

                RepositoryEditor editor = on.Event?.Edit(desk.Now) ?? new RepositoryEditor(on.Main.View, null, desk.Now);
                string words = await edit(editor, user, token);
                await editor.UpdateTargetsAsync(desk.Git, token);
                if (editor.Edits.Count == 0)
                {
                    Tool.Say("That is how it is already.");
                    return null;
                }

                ProposedEvent draft = await push.DraftAsync(on, editor, token);
                consent.Require(ChangeDescription.Of(draft.Change), $"Propose this in '{branch}' as {user}?");
                bool sound = !draft.Problems.Any() && draft.Staleness(on.Main) is null && await desk.Settings.FindKeyAsync(token) is not null;
                IReadOnlyList<string> signed = sound ? await key.AcceptAndSignAsync(editor, user, token) : [];
                return new ReadyChange(editor.Edits, string.Join('\n', [words, "", .. signed.Select(word => $"{user} {word}")]).TrimEnd());
            },
            stop);
        if (pushed is { } commit)
        {
            await SayWhatIsNextAsync(desk, branch, commit, stop);
            Console.WriteLine(commit.Value);
        }

        return ExitCode.Done;
    }

    /// <summary>Who has to act before the event can be merged.</summary>
    internal static async Task SayWhatIsNextAsync(MaintainerDesk desk, BranchName branch, CommitId commit, CancellationToken stop)
    {
        ProposedEvent now = await desk.ReadEventAsync(await desk.TrustAsync(stop), branch, commit, stop);
        string[] next =
        [
            .. now.Change.Proposed.Invitations.Invited.Select(signer => $"{signer} accepts: playground sign {branch}"),
            .. now.Verdict.Roles.Where(role => role.Signatures is { IsMet: false, Missing.Count: > 0 }).Select(role =>
                $"'{role.Role}' needs {role.Signatures.Threshold - role.Signatures.Signed.Count} more of {string.Join(", ", role.Signatures.Missing)}: playground sign {branch}"),
        ];
        Tool.Say(next.Length > 0 ? "Next:\n  " + string.Join("\n  ", next.Distinct()) : now.Verdict.IsVerified ? $"Next: '{branch}' is complete and can be merged." : $"Next: {now.State()}.");
    }
}
