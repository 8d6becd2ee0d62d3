using System.CommandLine;
using Playground.CommandLine;
using Playground.Forge;
using Playground.Forge.GitHub;
using Playground.Repository;
using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Repository.Reports;

namespace Playground.Ci.Events;

/// <summary><c>playground-ci create-events</c>: opens a signing event for every offline role that nears its expiry.</summary>
internal static class CreateEventsCommand
{
    internal static Command Create()
    {
        var output = new Option<string>("--output") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var pulls = new Option<bool>("--pull-requests") { Description = "Open a draft pull request for each event that has none." };
        var start = new Option<string>("--start") { Description = "Start this workflow for each new event, such as signing-event.yml: what the default token pushes starts none." };
        var command = new Command("create-events", "Open signing events for roles of people that near their expiry, and name those that are open.")
        {
            output, pulls, start, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            RemoteName remote = Workplace.RemoteOf(result);
            BranchName main = Workplace.MainOf(result);
            await Workplace.FetchMainAsync(git, remote, main, cancellationToken);
            CommitId tip = await git.ReadRefAsync(RefName.Tracking(remote, main), cancellationToken) ?? throw ToolException.Usage($"'{remote}' has no branch '{main}'.");
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            RepositoryView view = await RepositoryView.ReadAsync(git, tip, cancellationToken: cancellationToken);
            var opened = new List<(DueRole Due, bool IsNew)>();
            foreach (DueRole due in ExpiryPlan.Of(view, now))
            {
                opened.Add((due, await OpenAsync(git, remote, view, due, now, cancellationToken)));
            }

            Write(opened, result.GetRequiredValue(output));
            return opened.Count > 0 && (result.GetValue(pulls) || result.GetValue(start) is not null)
                ? await ForgeWorkplace.UseAsync(forge => TellAsync(forge, opened, main, result.GetValue(pulls), result.GetValue(start), cancellationToken))
                : ExitCode.Done;
        });
        return command;
    }

    /// <summary>Opens an event unless it is open; whoever opens it first wins.</summary>
    private static async Task<bool> OpenAsync(GitRepository git, RemoteName remote, RepositoryView view, DueRole due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        CommitId? pushed = await git.PublishAsync(
            remote,
            due.Event,
            async (open, stop) =>
            {
                if (open is not null)
                {
                    return null;
                }

                var editor = new RepositoryEditor(view, null, now);
                editor.Renew(due.Role);
                string message = $"{due.Role}: version {due.Version}, because version {due.Version - 1} expires on {due.Expires:yyyy-MM-dd}";
                return await git.CommitAsync([view.Commit], editor.Edits, message, await Workplace.IdentityAsync(git, stop), now, cancellationToken: stop);
            },
            cancellationToken);
        Tool.Say(pushed is null ? $"{due.Event} is open already." : $"{due.Event} is open now: '{due.Role}' expires on {due.Expires:u}.");
        return pushed is not null;
    }

    /// <summary>Pull requests for events that have none, and the verdict on new ones asked for. What may not be opened is opened by a person.</summary>
    private static async Task<int> TellAsync(GitHubForge forge, List<(DueRole Due, bool IsNew)> opened, BranchName main, bool pulls, string? start, CancellationToken cancellationToken)
    {
        int exitCode = ExitCode.Done;
        foreach ((DueRole due, bool isNew) in opened)
        {
            if (isNew && start is not null)
            {
                await forge.StartWorkflowAsync(start, main.Value, new Dictionary<string, string>(StringComparer.Ordinal) { ["event"] = due.Event.Value }, cancellationToken);
            }

            if (pulls)
            {
                try
                {
                    var proposal = new NewPullRequest(
                        new HeadBranch(forge.Repository.Owner, due.Event.Value),
                        main.Value,
                        $"Sign {due.Role} again before {due.Expires:yyyy-MM-dd}",
                        $"{MarkdownCode.Span(due.Role.Value)} expires on {due.Expires:yyyy-MM-dd}. This is its next version; who signs it is told below.\n");
                    PullRequest pull = await forge.OpenPullRequestAsync(proposal, cancellationToken);
                    Tool.Say($"Pull request {pull.Number} is about {due.Event}.");
                }
                catch (ForgeException e) when (e.Code is ForgeProblemCodes.NoAccess or ForgeProblemCodes.NotTaken)
                {
                    Tool.Say($"{e.Code}: {e.Message} Open the pull request of {due.Event} by hand, or allow it: Settings, Actions, General.");
                    exitCode = ExitCode.Surroundings;
                }
            }
        }

        return exitCode;
    }

    private static void Write(List<(DueRole Due, bool IsNew)> opened, string output)
    {
        if (output != "json")
        {
            opened.ForEach(entry => Console.WriteLine(entry.Due.Event));
            return;
        }

        JsonAnswer.Write(writer =>
        {
            writer.WriteStartArray();
            foreach ((DueRole due, bool isNew) in opened)
            {
                writer.WriteStartObject();
                writer.WriteString("event", due.Event.Value);
                writer.WriteString("role", due.Role.Value);
                writer.WriteNumber("version", due.Version);
                writer.WriteString("expires", due.Expires);
                writer.WriteBoolean("created", isNew);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}
