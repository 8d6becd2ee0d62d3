using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Playground.Workflows.Tests.Workflows;
using Xunit;

namespace Playground.Workflows.Tests.Rules;

/// <summary>The workflows and actions of this repository keep the rules, and the rules find what breaks them.</summary>
public sealed class WorkflowRulesTests
{
    private static readonly string Good = File.ReadAllText(House.PathOf(".github/workflows/online-sign.yml"));

    private static readonly string Open = File.ReadAllText(House.PathOf(".github/workflows/signing-event.yml"));

    [Fact]
    public void The_workflows_are_those_that_the_design_names() => Assert.Equal(
        ["ci.yml", "conformance.yml", "create-events.yml", "health.yml", "notice.yml", "online-sign.yml", "publish.yml", "report-fork.yml", "signing-event.yml", "test.yml"],
        OwnWorkflows.All().Select(workflow => workflow.File));

    [Fact]
    public void Every_workflow_keeps_the_rules()
    {
        foreach ((string file, string text) in OwnWorkflows.All())
        {
            Assert.True(WorkflowRules.Broken(WorkflowSource.Parse(file, text)).ToList() is [], $"{file}: {string.Join(' ', WorkflowRules.Broken(WorkflowSource.Parse(file, text)))}");
        }
    }

    [Fact]
    public void Actions_are_pinned_have_constant_scripts_and_use_no_other_of_their_own()
    {
        Assert.NotEmpty(OwnWorkflows.Actions());
        foreach (string folder in OwnWorkflows.Actions())
        {
            string text = File.ReadAllText(Path.Combine(folder, "action.yml"));
            ActionFile action = ActionFile.Load(folder);
            Assert.DoesNotContain("uses: ./", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secrets", text, StringComparison.Ordinal);
            Assert.All(action.Steps, step => Assert.DoesNotContain("${{", step.Run ?? "", StringComparison.Ordinal));
            Assert.All(action.Steps.Where(step => step.Uses is not null), step => Assert.True(PinnedActions.All.ContainsKey(step.Uses!), step.Uses));
            Assert.All(
                PinnedActions.All.Where(known => text.Contains(known.Key, StringComparison.Ordinal)),
                known => Assert.Contains($"{known.Key} # {known.Value.Version}\n", text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "actions/checkout@v7", "actions/checkout@v7 is not pinned")]
    [InlineData("ba90b1 # v7.0.1", "ba90b1", "is not pinned to a commit, with its version")]
    [InlineData("permissions: {}\n", "permissions:\n  contents: read # everywhere\n", "does not begin with permissions: {}")]
    [InlineData("contents: write # to push snapshot, timestamp and the branch publish", "contents: write", "has no reason beside it")]
    [InlineData("      contents: write # to push", "      issues: write # to boast\n      contents: write # to push", "sign asks for issues: write, which no step needs.")]
    [InlineData("      pages: write # to deploy\n", "", "publish needs pages: write.")]
    [InlineData("!github.event.repository.fork && ", "", "sign would run in forks.")]
    [InlineData("concurrency:\n  group: online-sign", "concurrency:", "It has no concurrency group.")]
    [InlineData("    environment: online # holds the key, and gives it to main only\n", "", "takes a secret from elsewhere")]
    [InlineData("          ref: main\n", "", "sign checks out something else than main")]
    [InlineData("branches: [main]", "branches: [main, \"sign/**\"]", "sign is handed a secret, or an environment")]
    [InlineData("      - uses: ./.github/actions/online-sign", "      - run: echo ${{ github.ref }}\n      - uses: ./.github/actions/online-sign", "has an expression in it")]
    public void What_breaks_a_rule_is_found(string right, string wrong, string complaint)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        IEnumerable<string> broken = WorkflowRules.Broken(WorkflowSource.Parse("online-sign.yml", Good.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(broken, found => found.Contains(complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("          persist-credentials: false\n", "          token: ${{ secrets.PLAYGROUND_TOKEN }}\n", "judge is handed a secret")]
    [InlineData("          event: ${{ inputs.event || github.head_ref || github.ref_name }}", "          event: ${{ toJSON(secrets) }}", "judge is handed a secret")]
    [InlineData("          ref: main\n", "          ref: ${{ github.ref }}\n", "update checks out something else than main, and holds a secret or a token")]
    [InlineData("    needs: update\n", "    needs: update\n    environment: online\n", "judge is handed a secret, or an environment")]
    public void A_secret_or_a_token_that_writes_near_a_proposal_is_found(string right, string wrong, string complaint)
    {
        Assert.Contains(right, Open, StringComparison.Ordinal);

        IEnumerable<string> broken = WorkflowRules.Broken(WorkflowSource.Parse("signing-event.yml", Open.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(broken, found => found.Contains(complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("          persist-credentials: false\n", "", "report checks out something else than main, or leaves a token behind")]
    [InlineData("          ref: main\n", "          ref: ${{ github.event.workflow_run.head_sha }}\n", "report checks out something else than main")]
    [InlineData("run: ${{ github.event.workflow_run.id }}", "run: ${{ github.event.workflow_run.head_branch }}", "lets 'github.event.workflow_run.head_branch' into a step")]
    [InlineData("run: ${{ github.event.workflow_run.id }}", "run: ${{ github.event.workflow_run.id }}\n          token: ${{ secrets.PLAYGROUND_TOKEN }}", "report is handed a secret")]
    [InlineData("      actions: read # to read the run and the result that it left\n", "", "report needs actions: read.")]
    [InlineData("      contents: read # to compare", "      contents: write # to compare", "report asks for contents: write, which no step needs.")]
    public void What_starts_at_the_end_of_a_strangers_run_and_trusts_it_is_found(string right, string wrong, string complaint)
    {
        string text = File.ReadAllText(House.PathOf(".github/workflows/report-fork.yml"));
        Assert.Contains(right, text, StringComparison.Ordinal);

        IEnumerable<string> broken = WorkflowRules.Broken(WorkflowSource.Parse("report-fork.yml", text.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(broken, found => found.Contains(complaint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pull_request_target")]
    [InlineData("issue_comment")]
    public void Events_that_run_with_secrets_on_behalf_of_strangers_are_not_even_read(string trigger) =>
        Assert.Throws<NotSupportedException>(() => WorkflowSource.Parse("x.yml", Good.Replace("workflow_dispatch:", trigger + ":", StringComparison.Ordinal)));

    [Fact]
    public async Task What_playground_writes_for_a_repository_of_ones_own_are_these_workflows_with_the_actions_of_one_commit()
    {
        const string Commit = "0123456789abcdef0123456789abcdef01234567";
        using var stage = new ToolStage();
        ToolRun run = (await stage.PlaygroundAsync("alice", "workflows", $"example/playground@{Commit}")).Succeeded();
        ToolRun again = (await stage.PlaygroundAsync("alice", "workflows", $"example/playground@{Commit}")).Succeeded();
        ToolRun tag = await stage.PlaygroundAsync("alice", "workflows", "example/playground@v1");

        Assert.Equal(OwnWorkflows.OfCommunities.Select(file => WorkflowFile.Folder + file), run.Answer.TrimEnd().Split('\n'));
        Assert.Equal((run.Answer, 2), (again.Answer, tag.ExitCode));
        foreach (string file in OwnWorkflows.OfCommunities)
        {
            string written = await File.ReadAllTextAsync(stage["alice"].PathOf(WorkflowFile.Folder + file), TestContext.Current.CancellationToken);
            string own = await File.ReadAllTextAsync(House.PathOf(WorkflowFile.Folder + file), TestContext.Current.CancellationToken);
            Assert.DoesNotContain("./.github/actions", written, StringComparison.Ordinal);
            Assert.Equal(own, written.Replace("uses: example/playground/", "uses: ./", StringComparison.Ordinal).Replace("@" + Commit, "", StringComparison.Ordinal));
        }
    }
}
