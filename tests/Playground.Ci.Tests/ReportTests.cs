using System.IO.Compression;
using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary><c>report</c>, <c>failure</c> and <c>create-events --pull-requests</c> against a stand-in for GitHub that checks every request.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class ReportTests(Healthy healthy) : IAsyncLifetime
{
    private const string Token = "ghs_a-token-nobody-may-see";
    private const string Name = "sign/hello";

    private readonly ToolStage _stage = healthy.Copy();
    private GitHubStandIn _github = null!;

    public async ValueTask InitializeAsync()
    {
        _github = await GitHubStandIn.OpenAsync();
        Assert.SkipUnless(_github.IsChecked, GitHubDescription.Absence);
        _github.Tokens[Token] = new StandInToken("github-actions[bot]");
        _github.TipOf = (_, branch) => _stage.Sandbox.Forge.Git("for-each-ref", "--format=%(objectname)", $"refs/heads/{branch}") is { Length: 40 } tip ? tip : null;
        _github.ObjectOf = expression => expression.StartsWith("refs/heads/main:", StringComparison.Ordinal) ? "1" : expression.StartsWith("bad", StringComparison.Ordinal) ? "2" : "1";
        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[
            ("GITHUB_TOKEN", Token), ("GITHUB_REPOSITORY", "alice/community"), ("GITHUB_API_URL", _github.Api.ToString()), ("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_RUN_ID", "7")])
        {
            _stage.Environment[name] = value;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stage.Dispose();
        if (_github is not null)
        {
            await _github.DisposeAsync();
        }
    }

    [Fact]
    public async Task An_event_gets_a_draft_that_tells_who_signs_and_leaves_it_when_all_have()
    {
        await ProposeAsync();
        ToolRun first = (await ReportAsync("--result", "result.json", "--event", Name)).Succeeded();

        StandInPull pull = Assert.Single(_github.Pulls);
        Assert.Equal(($"{pull.Number}\n", true, "signatures missing"), (first.Answer, pull.IsDraft, Assert.Single(pull.Labels)));
        StandInComment comment = Assert.Single(_github.Comments);
        Assert.Contains("@bob", comment.Text, StringComparison.Ordinal);
        Assert.Contains("`hello.txt`", comment.Text, StringComparison.Ordinal);
        Assert.Equal(("verdict", "action_required", Head), (Assert.Single(_github.Checks).Name, _github.Checks[0].Conclusion, _github.Checks[0].Commit));

        (await _stage.SureAsync("bob", "sign", "hello")).Succeeded();
        await JudgeAsync();
        (await ReportAsync("--result", "result.json", "--event", Name)).Succeeded();

        Assert.Equal((false, "ready to merge", "success"), (pull.IsDraft, Assert.Single(pull.Labels), _github.Checks[^1].Conclusion));
        Assert.Contains("verified", Assert.Single(_github.Comments).Text, StringComparison.Ordinal);
        Assert.All(_github.Log, line => Assert.DoesNotContain(Token, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_costs_few_requests_and_what_is_the_same_is_left_alone()
    {
        await ProposeAsync();
        Leave(7, "alice", Name, "push");
        (await ReportAsync("--run", "7", "--event", Name)).Succeeded();
        Assert.InRange(ApiRequests(), 1, 15);
        string said = Assert.Single(_github.Comments).Text;

        for (int again = 0; again < 2; again++)
        {
            _github.ClearLog();
            await JudgeAsync(TimeProvider.System.GetUtcNow().AddHours(5 + again).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
            Leave(7, "alice", Name, "push");
            (await ReportAsync("--run", "7", "--event", Name)).Succeeded();
            Assert.InRange(ApiRequests(), 1, 6);
        }

        Assert.Equal((said, 0, 1), (_github.Comments[0].Text, _github.Comments[0].Edits, _github.Checks.Count));
    }

    [Fact]
    public async Task People_are_called_once_and_not_at_every_push()
    {
        await ProposeAsync();
        (await ReportAsync("--result", "result.json", "--event", Name)).Succeeded();
        Assert.Equal(1, Calls("bob"));

        GitClone alice = _stage["alice"];
        alice.Commit("More", ("targets/more.txt", "more\n"));
        alice.Push();
        (await _stage.CiAsync("update-targets", "--event", Name)).Succeeded();
        await JudgeAsync();
        (await ReportAsync("--result", "result.json", "--event", Name)).Succeeded();

        Assert.Equal((0, 1), (Calls("bob"), Assert.Single(_github.Comments).Edits));
        Assert.Contains("`@bob`", _github.Comments[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fork_is_reported_from_its_run_for_the_exact_commit()
    {
        await ProposeAsync();
        _github.Pulls.Add(new StandInPull { Number = 5, Owner = "mallory", Branch = Name, Base = "main", Title = "t", IsDraft = true });
        Leave(8, "mallory", Name, "pull_request");

        (await ReportAsync("--fork-run", "8")).Succeeded();

        Assert.Equal((5L, "github-actions[bot]"), (Assert.Single(_github.Comments).Number, _github.Comments[0].Author));
        Assert.True(_github.Pulls[0].IsDraft);
        Assert.Equal(Head, Assert.Single(_github.Checks).Commit);
        Assert.InRange(ApiRequests(), 1, 15);
    }

    [Fact]
    public async Task A_result_about_another_commit_or_event_is_refused()
    {
        await ProposeAsync();
        Leave(8, "mallory", Name, "pull_request", new string('c', 40));
        ToolRun commit = await ReportAsync("--fork-run", "8");
        ToolRun name = await ReportAsync("--result", "result.json", "--event", "sign/other");
        Leave(9, "mallory", Name, "push");
        ToolRun workflow = await ReportAsync("--fork-run", "9");

        Assert.All([commit, name, workflow], run => Assert.True(run.ExitCode == 4 && run.Talk.Contains("PG1711", StringComparison.Ordinal), run.Talk));
        Assert.Empty(_github.Comments);
        Assert.Empty(_github.Checks);
    }

    [Fact]
    public async Task A_fork_with_workflows_of_its_own_cannot_say_that_it_is_verified()
    {
        await ProposeAsync();
        string head = Head;
        _github.Pulls.Add(new StandInPull { Number = 5, Owner = "mallory", Branch = Name, Base = "main", Title = "t" });
        _github.ObjectOf = expression => expression.StartsWith(head, StringComparison.Ordinal) ? "2" : "1";
        Leave(8, "mallory", Name, "pull_request");

        (await ReportAsync("--fork-run", "8")).Succeeded();

        Assert.Equal("failure", Assert.Single(_github.Checks).Conclusion);
        Assert.Contains("PG1712", Assert.Single(_github.Comments).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_github.Log, line => line.Contains("/artifacts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_yes_of_a_job_that_failed_does_not_count()
    {
        await ProposeAsync();
        (await _stage.SureAsync("bob", "sign", "hello")).Succeeded();
        await JudgeAsync();

        (await ReportAsync("--result", "result.json", "--event", Name, "--job", "failure")).Succeeded();

        Assert.Equal((true, "failure"), (Assert.Single(_github.Pulls).IsDraft, Assert.Single(_github.Checks).Conclusion));
        Assert.StartsWith("**The job that judged this failed", Assert.Single(_github.Comments).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_was_tampered_with_is_refused_whole()
    {
        await ProposeAsync();
        JsonObject result = JsonNode.Parse(await File.ReadAllBytesAsync(ResultFile, TestContext.Current.CancellationToken))!.AsObject();
        result["verified"] = true;
        await File.WriteAllTextAsync(ResultFile, result.ToJsonString(), TestContext.Current.CancellationToken);

        ToolRun run = await ReportAsync("--result", "result.json", "--event", Name);

        Assert.Contains("PG1801", run.Talk, StringComparison.Ordinal);
        Assert.Empty(_github.Log);
    }

    [Fact]
    public async Task A_run_that_left_nothing_is_told_and_not_taken_for_a_verdict()
    {
        await ProposeAsync();
        _github.Runs.Add(new StandInRun(7, ".github/workflows/signing-event.yml", "push", "alice", Name, Head));

        ToolRun run = await ReportAsync("--run", "7", "--event", Name);

        Assert.True(run.ExitCode == 3 && run.Talk.Contains("PG1710", StringComparison.Ordinal), run.Talk);
        Assert.Empty(_github.Checks);
    }

    [Fact]
    public async Task A_failing_workflow_has_one_issue_until_it_works()
    {
        string[] about = ["failure", "--workflow", "online-sign", "--run"];
        ToolRun first = (await _stage.CiAsync([.. about, "https://github.com/alice/community/actions/runs/1"])).Succeeded();
        ToolRun second = (await _stage.CiAsync([.. about, "https://github.com/alice/community/actions/runs/2"])).Succeeded();
        ToolRun closed = (await _stage.CiAsync("failure", "--workflow", "online-sign", "--resolved")).Succeeded();
        ToolRun nothing = (await _stage.CiAsync("failure", "--workflow", "online-sign", "--resolved")).Succeeded();

        Assert.Equal(("1\n", "1\n", "1\n", ""), (first.Answer, second.Answer, closed.Answer, nothing.Answer));
        Assert.False(Assert.Single(_github.Issues).IsOpen);
        Assert.Contains("actions/runs/7", _github.Comments[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", "", 2, "GITHUB_TOKEN")]
    [InlineData("GITHUB_TOKEN", "two words", 2, "not a token")]
    [InlineData("GITHUB_REPOSITORY", "alice", 2, "GITHUB_REPOSITORY")]
    [InlineData("GITHUB_API_URL", "http://example.com", 2, "https")]
    [InlineData("GITHUB_TOKEN", "ghs_unknown", 3, "PG1701")]
    public async Task What_the_surroundings_lack_is_said(string variable, string value, int exitCode, string said)
    {
        _stage.Environment[variable] = value;

        ToolRun run = await _stage.CiAsync("failure", "--workflow", "test");

        Assert.True(run.ExitCode == exitCode && run.Talk.Contains(said, StringComparison.Ordinal), $"{run.ExitCode}: {run.Talk}");
        Assert.DoesNotContain("ghs_", run.Talk + run.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_expiry_get_pull_requests_and_are_judged()
    {
        Assert.SkipUnless(FakeTime.IsInstalled, "faketime is not installed.");
        foreach ((string name, string? value) in FakeTime.At(TimeProvider.System.GetUtcNow().AddDays(320)))
        {
            _stage.Environment[name] = value;
        }

        string[] command = ["create-events", "--pull-requests", "--start", "signing-event.yml"];
        (await _stage.CiAsync(command)).Succeeded();
        (await _stage.CiAsync(command)).Succeeded();

        Assert.Equal(["sign/root-v2", "sign/targets-v2"], _github.Pulls.Select(pull => pull.Branch).Order(StringComparer.Ordinal));
        Assert.Equal(["sign/root-v2", "sign/targets-v2"], _github.Dispatches.Select(started => started.Inputs["event"]).Order(StringComparer.Ordinal));
        Assert.All(_github.Pulls, pull => Assert.True(pull.IsDraft));
    }

    private string Head => _stage.Sandbox.Forge.Resolve(Name);

    private string ResultFile => Path.Combine(_stage["ci"].Path, "result.json");

    private int ApiRequests() => _github.Log.Count(line => !line.Contains("/storage/", StringComparison.Ordinal));

    private int Calls(string person) => _github.Comments[0].Text.Split("@" + person).SkipLast(1).Count(before => !before.EndsWith('`'));

    private async Task ProposeAsync()
    {
        GitClone alice = _stage["alice"];
        alice.Fetch();
        alice.Branch(Name, "origin/main");
        alice.Commit("Say hello", ("targets/hello.txt", "hello\n"));
        alice.Push();
        (await _stage.CiAsync("update-targets", "--event", Name)).Succeeded();
        await JudgeAsync();
        alice.Pull();
    }

    private async Task JudgeAsync(string? at = null)
    {
        _stage["ci"].Fetch();
        await _stage.CiAsync(["status", "--event", Name, "--head", $"origin/{Name}", "--result", "result.json", .. at is null ? [] : (string[])["--at", at]]);
        Assert.True(File.Exists(ResultFile));
    }

    private Task<ToolRun> ReportAsync(params string[] arguments) => _stage.CiAsync(["report", .. arguments]);

    private void Leave(long run, string owner, string branch, string cause, string? commit = null)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("event-result.json").Open();
            entry.Write(File.ReadAllBytes(ResultFile));
        }

        _github.Artifacts.Add(new StandInArtifact(_github.NextId(), run, "event-result", zip.ToArray()));
        _github.Runs.Add(new StandInRun(run, ".github/workflows/signing-event.yml", cause, owner, branch, commit ?? Head) { Conclusion = "success" });
    }
}
