using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Events;
using Playground.Maintainer.Terminal;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Signing;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Keys;

/// <summary><c>playground key replace</c>: proposes an event in which a new key stands for a person's old one, wherever that person signs.</summary>
internal static class ReplaceKeyCommand
{
    internal static Command Create()
    {
        var uri = new Argument<string>("NEW") { Description = "The new key, such as file:new.pem or ssh-agent:. Make one with: playground key new" };
        var name = new Option<string>("--event") { Description = "The event to begin or to go on with; by default one named after you and the key." };
        var lost = new Option<bool>("--lost") { Description = "The old key is gone: sign with the new one only. The others must make up for it." };
        var command = new Command("replace", "Propose a new key in place of yours, in every role you sign; signs with both where both are asked for.") { uri, name, lost };
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            Signer user = await desk.Settings.UserAsync(stop);
            SignerUri place = SignerUri.Parse(result.GetRequiredValue(uri));
            using OpenSigner next = await SignerSchemes.Default.OpenAsync(place, Flags.Surroundings(result), stop);
            using OpenSigner? old = result.GetValue(lost) ? null : await OpenOldAsync(desk, stop);
            BranchName branch = MaintainerDesk.EventOf(result.GetValue(name) ?? $"key-of-{user.Name[1..]}-{KeyCommands.Mark(next.PublicKey)?[..8]}");
            CommitId? pushed = await PushAsync(desk, branch, user, next, old, stop);
            if (pushed is { } commit)
            {
                await desk.Settings.KeepKeyAsync(place, stop);
                Tool.Say($"'{place}' is your key in this clone from now on. Until '{branch}' is merged, sign other events with the old one: {Flags.Key.Name} URI");
                Console.WriteLine(commit.Value);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Task<CommitId?> PushAsync(MaintainerDesk desk, BranchName branch, Signer user, OpenSigner next, OpenSigner? old, CancellationToken stop)
    {
        var consent = new Consent(desk);
        var push = new EventPush(desk, branch);
        return push.RunAsync(
            async (on, token) =>
            {
                if (on.Main.View is null)
                {
                    throw new ToolException(
                        ExitCode.Usage, $"'{desk.Pull}' holds no repository yet; nothing was changed. Begin one with: playground init", RepositoryProblemCodes.NoRoot);
                }

                RepositoryEditor editor = on.Event?.Edit(desk.Now) ?? new RepositoryEditor(on.Main.View, null, desk.Now);
                editor.ReplaceKey(user, next.PublicKey);
                if (editor.Edits.Count == 0)
                {
                    Tool.Say("That is your key already.");
                    return null;
                }

                ProposedEvent draft = await push.DraftAsync(on, editor, token);
                consent.Require(ChangeDescription.Of(draft.Change), $"Propose this in '{branch}' as {user}?");
                bool sound = !draft.Problems.Any() && draft.Staleness(on.Main) is null;
                IReadOnlyList<string> signed = sound ? await SignAsync(editor, user, [next, .. new[] { old }.OfType<OpenSigner>()], token) : [];
                return new ReadyChange(editor.Edits, string.Join('\n', [$"Replace the key of {user}", "", .. signed]).TrimEnd());
            },
            stop);
    }

    private static async Task<IReadOnlyList<string>> SignAsync(RepositoryEditor editor, Signer user, OpenSigner[] keys, CancellationToken stop)
    {
        var words = new List<string>();
        foreach (RoleName role in editor.RolesToSign(user))
        {
            foreach (OpenSigner key in keys)
            {
                if (editor.KeysToSign(user, role).Any(asked => asked.Key.Fingerprint == key.PublicKey.Fingerprint))
                {
                    await editor.SignAsync(role, key, stop);
                    words.Add($"{user} signs '{role}' with {(key == keys[0] ? "the new key" : "the old key")}");
                }
            }
        }

        words.ForEach(Tool.Say);
        return words;
    }

    private static async Task<OpenSigner> OpenOldAsync(MaintainerDesk desk, CancellationToken stop)
    {
        SignerUri uri = await desk.Settings.FindKeyAsync(stop)
            ?? throw ToolException.Usage($"Which key is yours until now? Nothing was changed. Say it with: {Flags.Key.Name} URI; or, if it is gone: --lost");
        return await SignerSchemes.Default.OpenAsync(uri, Flags.Surroundings(desk.Given), stop);
    }
}
