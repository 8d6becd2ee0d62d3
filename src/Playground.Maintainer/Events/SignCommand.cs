using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Keys;
using Playground.Maintainer.Terminal;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Maintainer.Events;

/// <summary><c>playground sign</c>: shows what an event changes, accepts invitations, and signs.</summary>
internal static class SignCommand
{
    internal static Command Create()
    {
        var name = new Argument<string?>("EVENT") { Description = "The event; by default the only one that waits for you.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("sign", "Show what an event changes, accept your invitations, sign what waits for you, and push.") { name };
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            Signer user = await desk.Settings.UserAsync(stop);
            if (await ChooseAsync(desk, user, result.GetValue(name), stop) is not { } branch)
            {
                Tool.Say($"No signing event waits for {user}.");
                return ExitCode.Done;
            }

            using var key = new PersonalKey(desk);
            var consent = new Consent(desk);
            CommitId? pushed = await new EventPush(desk, branch).RunAsync((on, token) => BuildAsync(on, branch, user, key, consent, desk, token), stop);
            if (pushed is { } commit)
            {
                Console.WriteLine(commit.Value);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<ReadyChange?> BuildAsync(
        EventBase on, BranchName branch, Signer user, PersonalKey key, Consent consent, MaintainerDesk desk, CancellationToken stop)
    {
        ProposedEvent open = on.Event ?? throw desk.NoSuchEvent(branch);
        open.RequireSound(on.Main);
        if (!open.WaitsFor(user))
        {
            Tool.Say($"Nothing in '{branch}' waits for {user}: {open.State()}.");
            return null;
        }

        consent.Require(ChangeDescription.Of(open.Change), $"Sign this as {user}?");
        RepositoryEditor editor = open.Edit(desk.Now);
        IReadOnlyList<string> words = await key.AcceptAndSignAsync(editor, user, stop);
        Tool.Say($"{user} {string.Join(", ", words)}.");
        return new ReadyChange(editor.Edits, Message(user, words));
    }

    private static string Message(Signer user, IReadOnlyList<string> words) => words.Count == 1 ? $"{user} {words[0]}" : $"{user} signs\n\n{string.Join('\n', words)}";

    private static async Task<BranchName?> ChooseAsync(MaintainerDesk desk, Signer user, string? given, CancellationToken stop)
    {
        if (given is not null)
        {
            return MaintainerDesk.EventOf(given);
        }

        await desk.FetchAsync(stop);
        TrustedMain main = await desk.TrustAsync(stop);
        var waiting = new List<BranchName>();
        foreach (GitBranch branch in await desk.EventBranchesAsync(stop))
        {
            if ((await desk.ReadEventAsync(main, branch.Name, branch.Tip, stop)).WaitsFor(user))
            {
                waiting.Add(branch.Name);
            }
        }

        return waiting switch
        {
            [] => null,
            [{ } only] => only,
            _ when desk.Console.IsInteractive => BranchName.Parse(desk.Console.Choose("Which event?", [.. waiting.Select(branch => branch.Value)])),
            _ => throw ToolException.Usage($"Several events wait for {user}; nothing was changed. Name one: playground sign {string.Join('|', waiting)}"),
        };
    }
}
