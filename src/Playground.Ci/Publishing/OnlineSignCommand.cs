using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository.Git;
using Playground.Repository.Publishing;

namespace Playground.Ci.Publishing;

/// <summary><c>playground-ci online-sign</c>: signs snapshot and timestamp on main, and moves the branch that is published.</summary>
internal static class OnlineSignCommand
{
    internal static Command Create()
    {
        var published = new Option<string>("--publish-branch") { Description = "The branch of what is published.", DefaultValueFactory = _ => "publish" };
        var force = new Option<bool>("--force") { Description = "Sign although nothing changed and nothing is due." };
        var command = new Command("online-sign", "Sign snapshot and timestamp if a role changed or they are due, and move the branch that is published.")
        {
            published, force, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            RemoteName remote = Workplace.RemoteOf(result);
            BranchName main = Workplace.MainOf(result);
            BranchName publish = BranchName.Parse(result.GetRequiredValue(published));
            CommitId? last = await git.ReadRemoteBranchAsync(remote, publish, cancellationToken);
            if (last is { } known && await git.ResolveAsync(known.Value, cancellationToken) is null)
            {
                await git.FetchAsync(remote, [Refspec.Of(publish.Ref)], cancellationToken: cancellationToken);
            }

            using var keys = new OnlineKeys();
            CommitId signed = default;
            CommitId? pushed = await git.PublishAsync(
                remote,
                main,
                async (tip, stop) =>
                {
                    signed = tip ?? throw ToolException.Usage($"'{remote}' has no branch '{main}'.");
                    DateTimeOffset now = TimeProvider.System.GetUtcNow();
                    OnlineChange change = await new OnlineSigner(git, keys.OpenAsync).SignAsync(signed, now, last, result.GetValue(force), stop);
                    foreach (string word in change.Words.Concat(change.Warnings))
                    {
                        Tool.Say(word);
                    }

                    return change.Edits.Count == 0 ? null : await git.CommitAsync(
                        [signed], change.Edits, string.Join('\n', [change.Words[0], "", .. change.Words.Skip(1)]).TrimEnd(), await Workplace.IdentityAsync(git, stop), now, cancellationToken: stop);
                },
                cancellationToken);
            CommitId tip = pushed ?? signed;
            await git.PublishAsync(
                remote, publish, async (at, stop) => at is { } there && (there == tip || await git.IsAncestorAsync(tip, there, stop)) ? null : tip, cancellationToken);
            Tool.Say(pushed is null ? "Nothing had to be signed." : $"'{main}' is at {tip.Short}.");
            Console.WriteLine(tip.Value);
            return ExitCode.Done;
        });
        return command;
    }
}
