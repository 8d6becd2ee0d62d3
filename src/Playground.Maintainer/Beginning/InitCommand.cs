using System.CommandLine;
using Playground.CommandLine;
using Playground.Maintainer.Events;
using Playground.Maintainer.Keys;
using Playground.Maintainer.Terminal;
using Playground.Maintainer.Trust;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Signing;

namespace Playground.Maintainer.Beginning;

/// <summary><c>playground init</c>: begins a repository, as the event <c>sign/init</c>.</summary>
internal static class InitCommand
{
    private const string OnlineUri = "env:PLAYGROUND_ONLINE_KEY";

    private static readonly BranchName Event = BranchName.Parse("sign/init");

    internal static Command Create()
    {
        var options = new InitOptions();
        var command = new Command("init", "Begin a repository: who signs, how many must, for how long, and the online key. Makes the event sign/init.");
        options.AddTo(command);
        Flags.AddChanging(command);
        command.SetAction(async (result, stop) =>
        {
            await using MaintainerDesk desk = await MaintainerDesk.OpenAsync(result, stop);
            Signer user = await desk.Settings.UserAsync(stop);
            await desk.FetchAsync(stop);
            TrustedMain main = await desk.TrustAsync(stop);
            await RefuseWhatIsBegunAsync(desk, main, stop);
            ActionSource? gitHub = options.GitHubOf(result);
            NewRepository repository = await DescribeAsync(desk, options, user, result, stop);
            await FirstCommit.RequireAsync(desk, main, options.NameOf(result), options.UrlOf(result), gitHub, stop);
            using var key = new PersonalKey(desk);
            var consent = new Consent(desk);
            var push = new EventPush(desk, Event);
            CommitId? pushed = await push.RunAsync(
                async (on, token) =>
                {
                    await RefuseWhatIsBegunAsync(desk, on.Main, token);
                    if (on.Tip is not null)
                    {
                        throw Begun();
                    }

                    var editor = new RepositoryEditor(on.Main.View, null, desk.Now);
                    editor.Begin(repository);
                    await editor.UpdateTargetsAsync(desk.Git, token);
                    ProposedEvent draft = await push.DraftAsync(on, editor, token);
                    consent.Require(ChangeDescription.Of(draft.Change), $"Begin the repository like this, as {user}?");
                    IReadOnlyList<string> words = await key.AcceptAndSignAsync(editor, user, token);
                    return new ReadyChange(editor.Edits, "Begin the repository\n\n" + string.Join('\n', words.Select(word => $"{user} {word}")));
                },
                stop);
            Console.WriteLine(pushed?.Value);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task RefuseWhatIsBegunAsync(MaintainerDesk desk, TrustedMain main, CancellationToken stop)
    {
        if (main.View is not null)
        {
            throw new ToolException(
                ExitCode.Usage, $"'{desk.Main}' holds a repository already; nothing was changed. To change its roles: playground delegate EVENT ROLE", RepositoryProblemCodes.AlreadyBegun);
        }

        if (await desk.Git.ReadRefAsync(RefName.Tracking(desk.Pull, Event), stop) is not null)
        {
            throw Begun();
        }
    }

    private static ToolException Begun() => new(
        ExitCode.Usage, $"'{Event}' was begun already; nothing was changed. To take part in it: playground sign {Event}", MaintainerProblemCodes.EventExists);

    private static async Task<NewRepository> DescribeAsync(MaintainerDesk desk, InitOptions options, Signer user, ParseResult result, CancellationToken stop)
    {
        SignerUri online = SignerUri.Parse(options.OnlineKeyOf(result)
            ?? (desk.Console.IsInteractive ? desk.Console.Ask("Where is the online key (such as file:online.pem)? Make one with: playground key new") : null)
            ?? throw ToolException.Usage("Where is the online key? Nothing was changed. Make one with: playground key new --file online.pem, and say it with: --online-key file:online.pem"));
        RoleSettings root = options.Root.Read(result, desk.Console, [user]);
        RoleSettings targets = options.Targets.Read(result, desk.Console, root.Signers);
        using OpenSigner key = await SignerSchemes.Default.OpenAsync(online, Flags.Surroundings(result), stop);
        return new NewRepository(
            root,
            targets,
            new OnlineSettings(
                key.PublicKey,
                options.OnlineUriOf(result) ?? OnlineUri,
                options.Snapshot.Read(result, OnlineSettings.UsualSnapshot),
                options.Timestamp.Read(result, OnlineSettings.UsualTimestamp)));
    }
}
