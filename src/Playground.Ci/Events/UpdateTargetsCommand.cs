using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Ci.Events;

/// <summary><c>playground-ci update-targets</c>: brings an event's metadata in line with the files pushed to <c>targets/</c>.</summary>
internal static class UpdateTargetsCommand
{
    internal static Command Create()
    {
        var name = new Option<string>("--event") { Description = "The event's branch; by default the one that is checked out." };
        var command = new Command("update-targets", "Bring the metadata of an event in line with its files under targets/.")
        {
            name, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            BranchName branch = result.GetValue(name) is { } given
                ? BranchName.Parse(given)
                : await git.ReadCurrentBranchAsync(cancellationToken) ?? throw ToolException.Usage("No branch is checked out. Name the event: --event sign/NAME");
            RemoteName remote = Workplace.RemoteOf(result);
            BranchName main = Workplace.MainOf(result);
            if (branch == main)
            {
                throw ToolException.Usage($"'{main}' is what is known good, and not an event; nothing was changed. Name the event: --event sign/NAME");
            }

            IReadOnlyList<RoleName> roles = [];
            CommitId? pushed = await git.PublishAsync(
                remote,
                branch,
                async (tip, stop) =>
                {
                    CommitId head = tip ?? throw ToolException.Usage($"'{remote}' has no branch '{branch}'.");
                    await Workplace.FetchMainAsync(git, remote, main, stop);
                    CommitId? known = await Workplace.KnownGoodAsync(git, remote, main, head, stop);
                    DateTimeOffset now = TimeProvider.System.GetUtcNow();
                    SigningEvent change = await SigningEvent.ReadAsync(git, known, head, now, cancellationToken: stop);
                    var editor = new RepositoryEditor(change.KnownGood, change.Proposed, now);
                    roles = await editor.UpdateTargetsAsync(git, stop);
                    return editor.Edits is { Count: > 0 } edits
                        ? await git.CommitAsync([head], edits, Message(roles), await Workplace.IdentityAsync(git, stop), now, cancellationToken: stop)
                        : null;
                },
                cancellationToken);
            Tool.Say(pushed is null ? "The metadata is in line with the files already." : Message(roles));
            if (pushed is { } commit)
            {
                Console.WriteLine(commit.Value);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static string Message(IReadOnlyList<RoleName> roles) => $"Update target files of {string.Join(", ", roles.Select(role => Printable.Of(role.Value)))}";
}
