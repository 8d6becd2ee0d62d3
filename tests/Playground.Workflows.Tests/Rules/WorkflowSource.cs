using Playground.Testing;
using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Rules;

/// <summary>A workflow to look at, and where the actions and workflows are that it uses.</summary>
/// <param name="Text">The file as it stands.</param>
/// <param name="Workflow">The same, read.</param>
internal sealed record WorkflowSource(string Text, WorkflowFile Workflow)
{
    /// <summary>What commands of the tool do, by words that stand in them.</summary>
    private static readonly (string[] Words, string[] Needs)[] Commands =
    [
        (["playground-ci update-targets"], ["contents: write"]),
        (["playground-ci online-sign"], ["contents: write"]),
        (["playground-ci create-events"], ["contents: write"]),
        (["playground-ci create-events", "--start"], ["actions: write"]),
        (["playground-ci create-events", "--pull-requests"], ["pull-requests: write"]),
        (["playground-ci report --run"], ["actions: read", "checks: write", "contents: write", "pull-requests: write"]),
        (["playground-ci report --fork-run"], ["actions: read", "checks: write", "contents: read", "pull-requests: write"]),
        (["playground-ci health --issue"], ["issues: write"]),
        (["playground-ci failure"], ["issues: write"]),
    ];

    /// <summary>Whether somebody who may not push to main can be the cause of a run.</summary>
    internal bool AnybodyIsTheCause => Workflow.On.Any(on => on.Key is "pull_request" or "workflow_run" || (on.Key == "push" && on.Value.Matches("sign/x", ["metadata/x.json"])));

    internal static WorkflowSource Parse(string file, string text) => new(text, WorkflowFile.Parse(file, text));

    /// <summary>What the steps of a job need, as permissions.</summary>
    internal HashSet<string> NeedsOf(Job job)
    {
        var needs = new HashSet<string>(StringComparer.Ordinal);
        if (job.Uses is { } called)
        {
            WorkflowSource inner = Parse(Path.GetFileName(called), File.ReadAllText(House.PathOf(called)));
            needs.UnionWith(inner.Workflow.Jobs.SelectMany(inner.NeedsOf));
        }

        foreach (Step step in job.Steps.SelectMany(WithItsOwn))
        {
            switch (step.Uses?.Split('@')[0])
            {
                case "actions/checkout":
                    needs.Add("contents: read");
                    break;
                case "actions/deploy-pages":
                    needs.UnionWith(["pages: write", "id-token: write"]);
                    break;
            }

            needs.UnionWith(Commands.Where(command => command.Words.All(word => step.Run?.Contains(word, StringComparison.Ordinal) == true)).SelectMany(command => command.Needs));
        }

        needs.RemoveWhere(need => need.EndsWith(": read", StringComparison.Ordinal) && needs.Contains(need[..^"read".Length] + "write"));
        return needs;
    }

    /// <summary>All values of a job.</summary>
    internal IEnumerable<string> TextOf(Job job) => job.With.Values.Concat(job.Env.Values).Concat(Workflow.Env.Values).Append(job.If ?? "")
        .Concat(job.Steps.SelectMany(step => step.With.Values.Concat(step.Env.Values).Append(step.Run ?? "").Append(step.If ?? "")));

    private static IEnumerable<Step> WithItsOwn(Step step) => step.Uses?.StartsWith("./", StringComparison.Ordinal) == true
        ? ActionFile.Load(House.PathOf(step.Uses)).Steps.SelectMany(WithItsOwn).Prepend(step)
        : [step];
}
