using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Signing;

namespace Playground.Maintainer;

/// <summary><c>playground key replace</c>: puts a new key in place of the person's old one wherever that person signs; begins an event or goes on with one.</summary>
internal static class KeyReplaceCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("EVENT") { Description = "The event to begin or to go on with, such as sign/new-key." };
        var replacement = new Option<string>("--new-key") { Description = "Your new key, such as file:new.pem or ssh-agent:. Kept as playground.key in this clone.", Required = true };
        var lost = new Option<bool>("--lost") { Description = "The old key is lost or stolen: do not sign with it. The others' signatures must be enough." };
        var command = new Command("replace", "Sign with another key from now on, wherever you sign. What the old key alone had signed is signed anew.") { name, replacement, lost };
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            Signer user = await desk.Settings.UserAsync(stop);
            BranchName branch = MaintainerDesk.EventOf(result.GetRequiredValue(name));
            SignerUri uri = SignerUri.Parse(result.GetRequiredValue(replacement));
            using OpenSigner key = await SignerSchemes.Default.OpenAsync(uri, Flags.Surroundings(result), stop);
            using OpenSigner? old = result.GetValue(lost) ? null : await OpenOldAsync(desk, stop);
            var consent = new Consent(desk);
            var push = new EventPush(desk, branch);
            CommitId? pushed = await push.RunAsync(
                async (on, token) =>
                {
                    if (on.Main.View is null)
                    {
                        throw new ToolException(ExitCode.Usage, $"'{desk.Pull}' holds no repository yet; nothing was changed. Begin one with: playground init", RepositoryProblemCodes.NoRoot);
                    }

                    RepositoryEditor editor = on.Event?.Edit(desk.Now) ?? new RepositoryEditor(on.Main.View, null, desk.Now);
                    editor.ReplaceKey(user, key.PublicKey);
                    if (editor.Edits.Count == 0)
                    {
                        Tool.Say("That is how it is already.");
                        return null;
                    }

                    ProposedEvent draft = await push.DraftAsync(on, editor, token);
                    consent.Require(ChangeDescription.Of(draft.Change), $"Propose this in '{branch}' as {user}?");
                    var words = new List<string>();
                    if (!draft.Problems.Any() && draft.Staleness(on.Main) is null)
                    {
                        words.AddRange((await PersonalKey.SignAsync(editor, user, key, token)).Signed);
                        words.AddRange(old is null ? [] : (await PersonalKey.SignAsync(editor, user, old, token)).Signed);
                    }

                    return new ReadyChange(editor.Edits, string.Join('\n', [$"Replace the key of {user}", "", .. words.Distinct().Select(word => $"{user} {word}")]).TrimEnd());
                },
                stop);
            if (pushed is { } commit)
            {
                await desk.Settings.KeepKeyAsync(uri, stop);
                Console.WriteLine(commit.Value);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<OpenSigner?> OpenOldAsync(MaintainerDesk desk, CancellationToken stop) =>
        await desk.Settings.FindKeyAsync(stop) is { } uri
            ? await SignerSchemes.Default.OpenAsync(uri, Flags.Surroundings(desk.Given), stop)
            : throw ToolException.Usage($"Which key is your old one? Nothing was changed. Say it with: {Flags.Key.Name} URI, or that you have it no longer: --lost");
}
