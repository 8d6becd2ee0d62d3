using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Keys;
using Playground.Maintainer.Terminal;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Maintainer.Events;

/// <summary><c>playground update</c>: brings main into an event that began before main changed the same roles, and signs what has to be signed anew.</summary>
internal static class UpdateCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("EVENT") { Description = "The event, such as sign/add-carol." };
        var command = new Command("update", "Bring main into an event that began before main changed the same roles, and push.") { name };
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            BranchName branch = MaintainerDesk.EventOf(result.GetRequiredValue(name));
            Signer user = await desk.Settings.UserAsync(stop);
            using var key = new PersonalKey(desk);
            var consent = new Consent(desk);
            var push = new EventPush(desk, branch);
            CommitId? pushed = await push.RunAsync((on, token) => BuildAsync(on, push, branch, user, key, consent, desk, token), stop);
            if (pushed is { } commit)
            {
                await Proposal.SayWhatIsNextAsync(desk, branch, commit, stop);
                Console.WriteLine(commit.Value);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<ReadyChange?> BuildAsync(
        EventBase on, EventPush push, BranchName branch, Signer user, PersonalKey key, Consent consent, MaintainerDesk desk, CancellationToken stop)
    {
        ProposedEvent open = on.Event ?? throw desk.NoSuchEvent(branch);
        if (on.Main.Tip is not { } main || open.Change.Base == main)
        {
            Tool.Say($"All of '{desk.Main}' is in '{branch}' already.");
            return null;
        }

        EventUpdate update = await EventUpdate.ReadAsync(desk.Git, open.Change, main, desk.Now, stop);
        if (update.Conflicts.Count > 0)
        {
            throw new ToolException(
                ExitCode.Refused,
                $"'{branch}' and '{desk.Main}' both changed {string.Join(", ", update.Conflicts)}, and only people can say what is meant. Nothing was changed. "
                + $"Begin a new event with the same commands, from '{desk.Main}' as it is now, and give this one up: git push {desk.Pull} --delete {branch}",
                MaintainerProblemCodes.EventConflicts);
        }

        ProposedEvent together = await push.DraftAsync(on, main, update.Edits, stop);
        RepositoryEditor editor = together.Edit(desk.Now);
        await editor.UpdateTargetsAsync(desk.Git, stop);
        ProposedEvent draft = await push.DraftAsync(on, together.Change.Proposed.Commit, editor.Edits, stop);
        consent.Require(ChangeDescription.Of(draft.Change), $"Propose this in '{branch}', on top of '{desk.Main}', as {user}?");
        bool sound = !draft.Problems.Any() && draft.Staleness(on.Main) is null && await desk.Settings.FindKeyAsync(stop) is not null;
        IReadOnlyList<string> signed = sound ? await key.AcceptAndSignAsync(editor, user, stop) : [];
        return new ReadyChange(
            editor.Edits,
            string.Join('\n', [$"Bring {desk.Main} in", "", .. signed.Select(word => $"{user} {word}")]).TrimEnd(),
            (await desk.Git.ReadCommitAsync(together.Change.Proposed.Commit, stop))!.Tree);
    }
}
