using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>What forks and proposals get at: a verdict, and nothing else.</summary>
[Collection(nameof(CommunityCollection))]
public sealed class StrangersTests(HealthyCommunity healthy)
{
    [Fact]
    public async Task In_a_fork_nothing_runs_whatever_is_pushed_or_scheduled_there()
    {
        await using Community community = healthy.Copy();
        GitFolder forge = Fork(community);
        await using var fork = new GitHubHub(community.Stage, forge, isFork: true);
        fork.Environments["online"] = community.Hub.Environments["online"];
        GitClone mallory = community.Stage.Sandbox.Clone("mallory", forge);
        mallory.Branch("sign/mine");
        mallory.Commit("Mine", ("targets/mine.txt", "mine\n"), ("metadata/targets.json", "{}\n"));
        mallory.Push();
        mallory.Push("main");

        List<WorkflowRun> runs = [.. await fork.PushedAsync()];
        foreach (string file in (string[])["online-sign.yml", "publish.yml", "create-events.yml", "test.yml"])
        {
            runs.AddRange(await fork.StartAsync("workflow_dispatch", file));
        }

        Assert.Equal(6, runs.Count);
        Assert.All(runs.SelectMany(run => run.Jobs.Values), job => Assert.Equal("skipped", job.Result));
        Assert.Equal(mallory.Head, forge.Resolve("main"));
    }

    [Fact]
    public async Task A_signature_given_through_a_fork_is_judged_there_with_nothing_in_hand()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        GitFolder fork = Fork(community);
        community.PushFile("sign/first");
        await hub.PushedAsync();
        string tip = stage.Sandbox.Forge.Resolve("sign/first");
        stage["bob"].Git("remote", "add", "fork", fork.Path);
        (await stage.SureAsync("bob", "sign", "first", "--pull-remote", "origin", "--push-remote", "fork")).Succeeded();

        WorkflowRun run = Assert.Single(await hub.ProposeAsync(1, fork, "sign/first", "sign/first"));

        Assert.True(run.Story is ["signing-event.yml", "update: skipped", "judge: success", "report: skipped"], run.Log);
        Assert.Equal(tip, stage.Sandbox.Forge.Resolve("sign/first"));
    }

    [Fact]
    public async Task A_workflow_altered_in_a_fork_runs_without_secrets_and_cannot_push()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        community.UseOwnToken();
        string main = stage.Sandbox.Forge.Resolve("main");
        GitFolder fork = Fork(community);
        GitClone mallory = stage.Sandbox.Clone("mallory", fork);
        mallory.Branch("grab");
        mallory.Commit("Grab", ("metadata/targets.json", "{}\n"), (".github/workflows/signing-event.yml", """
            on: pull_request
            jobs:
              grab:
                runs-on: ubuntu-24.04
                permissions:
                  contents: write
                steps:
                  - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
                    with:
                      ref: main
                  - name: Grab
                    run: |
                      test -z "$TOKEN$KEY" || echo GOT A SECRET
                      git push origin HEAD:refs/heads/main HEAD:refs/heads/mallory
                    env:
                      TOKEN: ${{ secrets.PLAYGROUND_TOKEN }}
                      KEY: ${{ secrets.PLAYGROUND_ONLINE_KEY }}

            """));
        mallory.Push();

        WorkflowRun run = Assert.Single(await hub.ProposeAsync(1, fork, "grab", "main"));

        Assert.True(run.Story is ["signing-event.yml", "grab: failure"], run.Log);
        Assert.Contains("this-token-may-not-write", run.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("GOT A SECRET", run.Log, StringComparison.Ordinal);
        Assert.Equal(main, stage.Sandbox.Forge.Resolve("main"));
    }

    [Fact]
    public async Task A_workflow_altered_on_a_branch_does_not_get_the_online_key_and_the_event_is_refused()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        GitClone alice = community.PushFile("sign/odd");
        await hub.PushedAsync();
        alice.Pull();
        alice.Commit("Grab", (".github/workflows/grab.yml", """
            on: push
            jobs:
              grab:
                runs-on: ubuntu-24.04
                environment: online
                steps:
                  - name: Grab
                    run: echo "GOT ${KEY:+THE KEY}"
                    env:
                      KEY: ${{ secrets.PLAYGROUND_ONLINE_KEY }}

            """));
        alice.Push();

        IReadOnlyList<WorkflowRun> runs = await hub.PushedAsync();

        WorkflowRun grab = Assert.Single(runs, run => run.File == "grab.yml");
        Assert.True(grab.Jobs["grab"] is { Result: "failure" } && grab.Log.Contains("environment protection rules", StringComparison.Ordinal), grab.Log);
        Assert.DoesNotContain("GOT", grab.Log, StringComparison.Ordinal);
        WorkflowRun judged = Assert.Single(runs, run => run.File == "signing-event.yml");
        Assert.Equal("failure", judged.Jobs["judge"].Result);
        Assert.Contains("PG1101", judged.Jobs["judge"].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_actions_in_a_proposal_are_not_run()
    {
        await using Community community = healthy.Copy();
        GitClone alice = community.Stage["alice"];
        alice.Fetch();
        alice.Branch("sign/odd", "origin/main");
        alice.Commit("Odd", ("targets/a.txt", "a\n"), (".github/actions/install/install.sh", "echo RAN; exit 0\n"), (".github/actions/judge/action.yml", "RAN"), ("global.json", "RAN"));
        alice.Push();

        WorkflowRun run = Assert.Single(await community.Hub.PushedAsync());

        Assert.True(run.Story is ["signing-event.yml", "update: success", "judge: failure", "report: success"], run.Log);
        Assert.DoesNotContain("RAN", run.Log, StringComparison.Ordinal);
        Assert.Contains("PG1101", run.Jobs["judge"].Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("signing-event.yml", "contents: write", "contents: read", "update")]
    [InlineData("signing-event.yml", "      actions: read # to read the result", "      actions: none # to read the result", "report")]
    [InlineData("signing-event.yml", "      checks: write # to say", "      checks: read # to say", "report")]
    [InlineData("online-sign.yml", "contents: write", "contents: read", "sign")]
    [InlineData("publish.yml", "      pages: write # to deploy\n", "", "deploy")]
    [InlineData("publish.yml", "      id-token: write", "      id-token: read", "deploy")]
    [InlineData("publish.yml", "contents: read # to read what", "contents: none # to read what", "build")]
    public async Task Without_one_of_its_grants_a_job_fails(string file, string right, string wrong, string job)
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        (await stage.CiAsync("online-sign")).Succeeded();
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Git("switch", "--quiet", "--create", "less", "origin/main");
        string text = alice.ReadFile("HEAD", ".github/workflows/" + file)!;
        Assert.Contains(right, text, StringComparison.Ordinal);
        alice.Commit("Grant less", (".github/workflows/" + file, text.Replace(right, wrong, StringComparison.Ordinal) + "\n"));
        alice.Push("main");
        await hub.PushedAsync();

        if (file == "signing-event.yml")
        {
            community.PushFile("sign/first");
        }

        WorkflowRun run = Assert.Single(file == "signing-event.yml" ? await hub.PushedAsync() : await hub.StartAsync("workflow_dispatch", file, []));

        Assert.True(run.Jobs[job].Result == "failure", run.Log);
    }

    private static GitFolder Fork(Community community)
    {
        GitFolder fork = community.Stage.Sandbox.NewBare("fork.git");
        community.Stage.Sandbox.Forge.Git("push", "--quiet", "--all", fork.Path);
        return fork;
    }
}
