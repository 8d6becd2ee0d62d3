using System.CommandLine;
using Playground.CommandLine;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Reports;

namespace Playground.Ci.Events;

/// <summary><c>playground-ci status</c>: the verdict on a signing event. Needs no work tree, no network, no key.</summary>
internal static class StatusCommand
{
    internal static Command Create()
    {
        var known = new Option<string>("--base") { Description = "The known good commit; by default where the event left main, with the names of projects that main has by now." };
        var head = new Option<string>("--head") { Description = "The proposed commit.", DefaultValueFactory = _ => "HEAD" };
        var at = new Option<string>("--at") { Description = "Judge expiry at this time, such as 2030-01-31T12:00:00Z; by default now." };
        var name = new Option<string>("--event") { Description = "What to call the event; by default the branch that is checked out." };
        var output = new Option<string>("--output") { Description = "markdown or json.", DefaultValueFactory = _ => "markdown" };
        output.AcceptOnlyFromAmong("markdown", "json");
        var file = new Option<FileInfo>("--result") { Description = "Write what was found out to this file too, for those who report it." };
        var page = new Option<string>("--repository-url") { Description = "The repository's page, for a link to compare: https://github.com/OWNER/REPOSITORY." };
        var command = new Command("status", "Say whether a signing event is verified, and what is missing. Exit code 0 when it is, 1 when not.")
        {
            known, head, at, name, output, file, page, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            DateTimeOffset time = Workplace.ParseTime(result.GetValue(at));
            ReportLinks links = new() { Repository = result.GetValue(page) is { } linked ? Workplace.ParsePage(linked) : null };
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            CommitId proposed = await Workplace.ResolveAsync(git, result.GetRequiredValue(head), cancellationToken);
            string? given = result.GetValue(known);
            CommitId? start = given is not null
                ? await Workplace.ResolveAsync(git, given, cancellationToken)
                : await Workplace.KnownGoodAsync(git, Workplace.RemoteOf(result), Workplace.MainOf(result), proposed, cancellationToken);

            // With a base of one's own, the verdict depends on the two commits and on nothing that moves.
            CommitId? tip = given is not null ? null : await Workplace.MainAsync(git, Workplace.RemoteOf(result), Workplace.MainOf(result), cancellationToken);
            string title = result.GetValue(name) ?? (await git.ReadCurrentBranchAsync(cancellationToken))?.Value ?? proposed.Short;
            SigningEvent change = await SigningEvent.ReadAsync(git, start, proposed, time, tip: tip, cancellationToken: cancellationToken);
            EventVerdict verdict = Judge.Verdict(change, title);
            var found = EventResult.Of(change, verdict);
            if (result.GetValue(file) is { } place)
            {
                await WrittenFile.WriteAsync(place.FullName, found.ToBytes(), cancellationToken);
            }

            Console.Out.Write(result.GetRequiredValue(output) == "json" ? VerdictJson.Write(verdict) : ReportMarkdown.Write(found, links));
            return verdict.IsVerified ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }
}
