using Playground.Testing;
using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Rules;

/// <summary>A workflow to look at, and where the actions and workflows are that it uses.</summary>
/// <param name="Text">The file as it stands.</param>
/// <param name="Workflow">The same, read.</param>
internal sealed record WorkflowSource(string Text, WorkflowFile Workflow)
{
    private static readonly string[] Pushing = ["playground-ci update-targets", "playground-ci online-sign", "playground-ci create-events"];

    /// <summary>Whether somebody who may not push to main can be the cause of a run.</summary>
    internal bool AnybodyIsTheCause => Workflow.On.Any(on => on.Key == "pull_request" || (on.Key == "push" && on.Value.Matches("sign/x", ["metadata/x.json"])));

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

            if (step.Run is { } script && Pushing.Any(command => script.Contains(command, StringComparison.Ordinal)))
            {
                needs.Add("contents: write");
            }

            if (step.Run?.Contains("gh workflow run", StringComparison.Ordinal) == true)
            {
                needs.Add("actions: write");
            }
        }

        if (needs.Contains("contents: write"))
        {
            needs.Remove("contents: read");
        }

        return needs;
    }

    /// <summary>All values of a job.</summary>
    internal IEnumerable<string> TextOf(Job job) => job.With.Values.Concat(job.Env.Values).Concat(Workflow.Env.Values).Append(job.If ?? "")
        .Concat(job.Steps.SelectMany(step => step.With.Values.Concat(step.Env.Values).Append(step.Run ?? "").Append(step.If ?? "")));

    private static IEnumerable<Step> WithItsOwn(Step step) => step.Uses?.StartsWith("./", StringComparison.Ordinal) == true
        ? ActionFile.Load(House.PathOf(step.Uses)).Steps.SelectMany(WithItsOwn).Prepend(step)
        : [step];
}
