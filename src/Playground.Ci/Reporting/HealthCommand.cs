using System.CommandLine;
using System.Text.Json;
using Playground.Ci.Publishing;
using Playground.CommandLine;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Repository.Health;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Ci.Reporting;

/// <summary><c>playground-ci health</c>: what expires, what waits, what is not published; before anybody notices.</summary>
internal static class HealthCommand
{
    private const string Marker = "<!-- playground health -->";

    internal static Command Create()
    {
        var usual = new HealthOptions();
        var url = new Option<string>("--url") { Description = "Where the repository is published; without it, the publication is not looked at." };
        var keys = new Option<bool>("--keys") { Description = "Try the online keys too: where they are at hand." };
        var expiry = Days("--expiry-days", "How many days before a role of people expires somebody must do something.", usual.ExpiryDays);
        var waiting = Days("--event-days", "How many days an event may wait for the next step.", usual.EventDays);
        var published = new Option<string>("--publish-branch") { Description = "The branch of what is published.", DefaultValueFactory = _ => "publish" };
        var at = new Option<string>("--at") { Description = "Look from this time, such as 2030-01-31T12:00:00Z; by default now." };
        var issue = new Option<bool>("--issue") { Description = "Tell it on the forge too, as one issue that is closed when nothing is due." };
        var output = new Option<string>("--output") { Description = "markdown or json.", DefaultValueFactory = _ => "markdown" };
        output.AcceptOnlyFromAmong("markdown", "json");
        var command = new Command("health", "Say what expires, which events wait, whether what is in git is published. Exit code 0 when nothing is due, 1 when something is.")
        {
            url, keys, expiry, waiting, published, at, issue, output, Workplace.Folder, Workplace.Remote, Workplace.Main,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            DateTimeOffset now = Workplace.ParseTime(result.GetValue(at));
            Uri? address = result.GetValue(url) is { } text ? Workplace.ParseUrl(text) : null;
            HealthOptions options = usual with { ExpiryDays = result.GetValue(expiry), EventDays = result.GetValue(waiting) };
            await using GitRepository git = await Workplace.OpenAsync(result, cancellationToken);
            RemoteName remote = Workplace.RemoteOf(result);
            BranchName main = Workplace.MainOf(result);
            await git.FetchAsync(remote, prune: true, cancellationToken: cancellationToken);
            CommitId tip = await git.ReadRefAsync(RefName.Tracking(remote, main), cancellationToken) ?? throw ToolException.Usage($"'{remote}' has no branch '{main}'.");
            RepositoryView view = await RepositoryView.ReadAsync(git, tip, cancellationToken: cancellationToken);
            List<HealthItem> items = [.. RoleHealth.Of(view, now, options)];
            items.AddRange(await EventHealth.OfAsync(git, tip, await git.ListTrackingBranchesAsync(remote, cancellationToken), now, options, cancellationToken));
            items.AddRange(await ProjectHealth.OfAsync(git, view, cancellationToken));
            if (address is not null)
            {
                items.Add(await PublicationAsync(git, remote, BranchName.Parse(result.GetRequiredValue(published)), address, now, options, cancellationToken));
            }

            if (result.GetValue(keys))
            {
                using var opened = new OnlineKeys();
                items.AddRange(await OnlineKeyHealth.OfAsync(view, opened.OpenAsync, cancellationToken));
            }

            Write(items, now, result.GetRequiredValue(output));
            bool isDue = items.Any(item => item.State == HealthState.Due);
            if (result.GetValue(issue))
            {
                await ForgeWorkplace.UseAsync(async forge =>
                {
                    long? number = await forge.PutIssueAsync(Marker, "Something is due", isDue ? HealthMarkdown.Write(items) : null, cancellationToken);
                    Tool.Say(number is null ? "No issue is open about it." : $"Issue {number} tells what is due.");
                    return ExitCode.Done;
                });
            }

            return isDue ? ExitCode.No : ExitCode.Done;
        });
        return command;
    }

    private static Option<int> Days(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.GetValue(option) < 0)
            {
                given.AddError($"{name} is a number of days, 0 at least.");
            }
        });
        return option;
    }

    private static async Task<HealthItem> PublicationAsync(
        GitRepository git, RemoteName remote, BranchName branch, Uri address, DateTimeOffset now, HealthOptions options, CancellationToken cancellationToken)
    {
        CommitId tip = await git.ReadRefAsync(RefName.Tracking(remote, branch), cancellationToken)
            ?? throw ToolException.Usage($"'{remote}' has no branch '{branch}': nothing was signed online yet. Sign with: playground-ci online-sign");
        RepositoryView view = await RepositoryView.ReadAsync(git, tip, cancellationToken: cancellationToken);
        Timestamp timestamp = view.Find<Timestamp>(RoleName.Timestamp) ?? throw ToolException.Usage($"'{branch}' has no timestamp. Sign with: playground-ci online-sign");
        DateTimeOffset committed = (await git.ReadCommitAsync(tip, cancellationToken))!.Time;
        using var fetcher = new SchemeFetcher(() => new HttpFetcher());
        return await PublicationHealth.OfAsync(timestamp, committed, address, fetcher, now, options, cancellationToken);
    }

    private static void Write(List<HealthItem> items, DateTimeOffset now, string output)
    {
        if (output != "json")
        {
            Console.Out.Write(HealthMarkdown.Write(items));
            return;
        }

        JsonAnswer.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("checked", Time(now));
            writer.WriteBoolean("healthy", items.All(item => item.State != HealthState.Due));
            writer.WriteStartArray("items");
            foreach (HealthItem item in items)
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter writer, HealthItem item)
    {
        writer.WriteStartObject();
        writer.WriteString("subject", HealthMarkdown.Word(item.Subject));
        writer.WriteString("name", item.Name);
        writer.WriteString("state", item.State.ToString().ToLowerInvariant());
        writer.WriteString("time", item.Time is { } time ? Time(time) : null);
        if (item.Days is { } days)
        {
            writer.WriteNumber("days", days);
        }
        else
        {
            writer.WriteNull("days");
        }

        writer.WriteString("message", item.Message);
        writer.WriteString("fix", item.Fix);
        writer.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
