using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Maintainer;

/// <summary><c>playground delegate</c>: says who signs a role, for what and for how long; begins an event or goes on with one.</summary>
internal static class DelegateCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("EVENT") { Description = "The event to begin or to go on with, such as sign/add-carol." };
        var role = new Argument<string>("ROLE") { Description = "The role: root, targets, timestamp, snapshot, or a delegated one, new or not." };
        var options = new DelegateOptions();
        var command = new Command("delegate", "Say who signs a role, how many must, for which files, and for how long.") { name, role };
        options.AddTo(command);
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            Signer user = await desk.Settings.UserAsync(stop);
            BranchName branch = MaintainerDesk.EventOf(result.GetRequiredValue(name));
            var edit = new DelegationEdit(options, result, desk.Console, user, RoleName.Parse(result.GetRequiredValue(role)));
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
                    string words = await edit.ApplyAsync(editor, token);
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
                Console.WriteLine(commit.Value);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
