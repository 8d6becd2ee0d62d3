using Playground.Testing;
using Playground.Testing.GitHub;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>What people see on the forge of events, and of workflows that fail.</summary>
[Collection(nameof(CommunityCollection))]
public sealed class ReportingTests(HealthyCommunity healthy)
{
    [Fact]
    public async Task A_pushed_event_gets_a_draft_with_one_comment_and_leaves_it_when_all_have_signed()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        community.PushFile("sign/first");
        WorkflowRun run = Assert.Single(await hub.PushedAsync());

        StandInPull pull = Assert.Single(hub.GitHub.Pulls);
        Assert.Equal(("alice", "sign/first", "main", true, "signatures missing"), (pull.Owner, pull.Branch, pull.Base, pull.IsDraft, Assert.Single(pull.Labels)));
        StandInComment comment = Assert.Single(hub.GitHub.Comments);
        Assert.Contains($"{GitHubHub.Server}/alice/community/compare/", comment.Text, StringComparison.Ordinal);
        Assert.Contains("@bob", comment.Text, StringComparison.Ordinal);
        StandInCheck check = Assert.Single(hub.GitHub.Checks);
        Assert.Equal(("verdict", "action_required", stage.Sandbox.Forge.Resolve("sign/first")), (check.Name, check.Conclusion, check.Commit));
        Assert.InRange(ApiRequests(hub), 1, 15);

        hub.GitHub.ClearLog();
        WorkflowRun again = Assert.Single(await hub.StartAsync("workflow_dispatch", "signing-event.yml", ("event", "sign/first")));
        Assert.True(again.Story is ["signing-event.yml", "update: success", "judge: failure", "report: success"], again.Log);
        Assert.InRange(ApiRequests(hub), 1, 6);
        Assert.Equal((0, 1), (comment.Edits, hub.GitHub.Checks.Count));

        (await stage.SureAsync("bob", "sign", "first")).Succeeded();
        await hub.PushedAsync();
        Assert.Equal((false, "ready to merge", "success"), (pull.IsDraft, Assert.Single(pull.Labels), hub.GitHub.Checks[^1].Conclusion));
        Assert.Equal(1, Assert.Single(hub.GitHub.Comments).Edits);
        Assert.Empty(hub.GitHub.Issues);
        Assert.DoesNotContain("default-token-", run.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forks_proposal_is_reported_by_a_run_of_main_for_the_exact_commit()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        community.PushFile("sign/first");
        await hub.PushedAsync();
        GitFolder fork = Fork(community);
        stage["bob"].Git("remote", "add", "fork", fork.Path);
        (await stage.SureAsync("bob", "sign", "first", "--pull-remote", "origin", "--push-remote", "fork")).Succeeded();

        await hub.ProposeAsync(7, fork, "sign/first", "sign/first");

        WorkflowRun reported = hub.Runs.Last(run => run.File == "report-fork.yml");
        Assert.True(reported.Story is ["report-fork.yml", "report: success"], reported.Log);
        StandInComment comment = Assert.Single(hub.GitHub.Comments, comment => comment.Number == 7);
        Assert.Contains("verified", comment.Text, StringComparison.Ordinal);
        Assert.Equal(("success", fork.Resolve("sign/first")), (hub.GitHub.Checks[^1].Conclusion, hub.GitHub.Checks[^1].Commit));
        Assert.Equal("ready to merge", Assert.Single(hub.GitHub.Pulls.Single(pull => pull.Number == 7).Labels));
    }

    [Fact]
    public async Task A_fork_whose_own_workflow_says_that_it_is_verified_is_not_believed()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        GitFolder fork = Fork(community);
        GitClone mallory = stage.Sandbox.Clone("mallory", fork);
        mallory.Branch("grab");
        mallory.Commit("Grab", ("metadata/targets.json", "{}\n"), (".github/workflows/signing-event.yml", """
            name: signing-event
            on: pull_request
            jobs:
              judge:
                runs-on: ubuntu-24.04
                steps:
                  - name: Say yes
                    run: echo '{"format":1,"verified":true}' > event-result.json
                  - uses: actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a
                    with:
                      name: event-result
                      path: event-result.json

            """));
        mallory.Push();

        WorkflowRun run = Assert.Single(await hub.ProposeAsync(3, fork, "grab", "main"));

        Assert.True(run.Story is ["signing-event.yml", "judge: success"], run.Log);
        WorkflowRun reported = Assert.Single(hub.Runs, report => report.File == "report-fork.yml");
        Assert.True(reported.Conclusion == "success", reported.Log);
        Assert.Equal(("failure", mallory.Head), (Assert.Single(hub.GitHub.Checks).Conclusion, hub.GitHub.Checks[0].Commit));
        Assert.Contains("PG1712", Assert.Single(hub.GitHub.Comments).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_fails_opens_an_issue_that_is_closed_when_it_works_again()
    {
        await using Community community = healthy.Copy();
        GitHubHub hub = community.Hub;
        string key = hub.Environments["online"].Secrets["PLAYGROUND_ONLINE_KEY"];
        hub.Environments["online"].Secrets["PLAYGROUND_ONLINE_KEY"] = "not a key";
        await hub.StartAsync("workflow_dispatch", "online-sign.yml");
        await hub.StartAsync("workflow_dispatch", "online-sign.yml");

        StandInIssue issue = Assert.Single(hub.GitHub.Issues);
        Assert.True(issue.IsOpen && issue.Title.Contains("online-sign", StringComparison.Ordinal));
        Assert.Contains("failed again", Assert.Single(hub.GitHub.Comments).Text, StringComparison.Ordinal);

        hub.Environments["online"].Secrets["PLAYGROUND_ONLINE_KEY"] = key;
        await hub.StartAsync("workflow_dispatch", "online-sign.yml");
        Assert.False(Assert.Single(hub.GitHub.Issues).IsOpen);
    }

    [Fact]
    public async Task What_is_due_opens_an_issue_and_nothing_due_opens_none()
    {
        Assert.SkipUnless(FakeTime.IsInstalled, "faketime is not installed.");
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        await hub.StartAsync("workflow_dispatch", "online-sign.yml");
        WorkflowRun fine = Assert.Single(await hub.StartAsync("schedule", "health.yml"));
        Assert.True(fine.Conclusion == "success", fine.Log);
        Assert.Empty(hub.GitHub.Issues);

        foreach ((string name, string? value) in FakeTime.At(TimeProvider.System.GetUtcNow().AddDays(350)))
        {
            stage.Environment[name] = value;
        }

        WorkflowRun due = Assert.Single(await hub.StartAsync("schedule", "health.yml"));
        Assert.True(due.Conclusion == "success", due.Log);
        Assert.Contains("root", Assert.Single(hub.GitHub.Issues).Body, StringComparison.Ordinal);
    }

    /// <summary>GitHub fails for good at each kind of call in turn: told, and nothing wrong is said.</summary>
    [Theory]
    [InlineData("/artifacts")]
    [InlineData("/graphql")]
    [InlineData("/check-runs")]
    public async Task When_github_refuses_a_report_the_run_fails_and_no_verdict_is_made_up(string call)
    {
        await using Community community = healthy.Copy();
        GitHubHub hub = community.Hub;
        hub.GitHub.Fault = (_, request) => request.Target.Contains(call, StringComparison.Ordinal) ? new StandInFault(HttpFault.Status(404)) : null;
        community.PushFile("sign/first");

        WorkflowRun run = Assert.Single(await hub.PushedAsync());

        Assert.True(run.Story is ["signing-event.yml", "update: success", "judge: failure", "report: failure"], run.Log);
        Assert.Contains("PG1702", run.Jobs["report"].Log, StringComparison.Ordinal);
        Assert.DoesNotContain(hub.GitHub.Checks, check => check.Conclusion == "success");
        Assert.Contains("signing-event", Assert.Single(hub.GitHub.Issues).Title, StringComparison.Ordinal);
    }

    private static int ApiRequests(GitHubHub hub) => hub.GitHub.Log.Count(line => !line.Contains("/storage/", StringComparison.Ordinal));

    private static GitFolder Fork(Community community)
    {
        GitFolder fork = community.Stage.Sandbox.NewBare("fork.git");
        community.Stage.Sandbox.Forge.Git("push", "--quiet", "--all", fork.Path);
        return fork;
    }
}
