using System.Text.RegularExpressions;
using Playground.Workflows.Tests.Expressions;
using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Rules;

/// <summary>What every workflow keeps to, so that whoever proposes something gets at nothing. Each rule answers with what breaks it.</summary>
internal static partial class WorkflowRules
{
    /// <summary>All of them.</summary>
    internal static IEnumerable<string> Broken(WorkflowSource source) =>
        ActionsArePinned(source).Concat(NothingIsGrantedOnTop(source)).Concat(GrantsHaveReasons(source)).Concat(ScriptsAreConstant(source))
            .Concat(ForksRunNothing(source)).Concat(RunsAreInGroups(source)).Concat(GrantsAreNeeded(source)).Concat(SecretsStayAmongTheTrusted(source))
            .Concat(OtherRunsAreNotTrusted(source));

    internal static IEnumerable<string> ActionsArePinned(WorkflowSource source) =>
        from Match uses in UsesLine().Matches(source.Text)
        let name = uses.Groups["name"].Value
        where !name.StartsWith("./", StringComparison.Ordinal) && !Pinned().IsMatch(uses.Value)
        select $"{name} is not pinned to a commit, with its version beside it.";

    /// <summary>What is put into a script as text is run as such; a variable is not.</summary>
    internal static IEnumerable<string> ScriptsAreConstant(WorkflowSource source) =>
        from step in source.Workflow.Jobs.SelectMany(job => job.Steps)
        where step.Run is { } script && Expression.In(script).Any()
        select $"The script of '{step.Title}' has an expression in it.";

    private static IEnumerable<string> NothingIsGrantedOnTop(WorkflowSource source) =>
        source.Workflow.SaysPermissions && !source.Workflow.Permissions.Grants.Any() ? [] : ["It does not begin with permissions: {}."];

    private static IEnumerable<string> GrantsHaveReasons(WorkflowSource source) =>
        from Match grant in GrantLine().Matches(source.Text) where !grant.Groups["reason"].Success select $"'{grant.Value.Trim()}' has no reason beside it.";

    private static IEnumerable<string> RunsAreInGroups(WorkflowSource source) =>
        source.Text.Contains("\nconcurrency:\n  group: ", StringComparison.Ordinal) ? [] : ["It has no concurrency group."];

    private static IEnumerable<string> ForksRunNothing(WorkflowSource source) =>
        from job in source.Workflow.Jobs
        where job.Needs.Count == 0 && job.If?.Contains("!github.event.repository.fork", StringComparison.Ordinal) != true
        select $"{job.Id} would run in forks.";

    private static IEnumerable<string> GrantsAreNeeded(WorkflowSource source)
    {
        foreach (Job job in source.Workflow.Jobs)
        {
            HashSet<string> needed = source.NeedsOf(job);
            HashSet<string> granted = [.. job.Permissions.Grants.Select(grant => $"{grant.Scope}: {grant.Level}")];
            foreach (string grant in granted.Except(needed))
            {
                yield return $"{job.Id} asks for {grant}, which no step needs.";
            }

            foreach (string need in needed.Except(granted))
            {
                yield return $"{job.Id} needs {need}.";
            }
        }
    }

    /// <summary>
    /// Where anybody can be the cause, no job knows a secret; and what writes, checks out main and nothing else. Secrets are an environment's, never the
    /// repository's, so that a workflow altered on a branch does not get them.
    /// </summary>
    private static IEnumerable<string> SecretsStayAmongTheTrusted(WorkflowSource source)
    {
        foreach (Job job in source.Workflow.Jobs)
        {
            bool knows = source.TextOf(job).Any(text => Secret().IsMatch(text)) || job.Environment is not null;
            bool writes = job.Permissions.Grants.Any(grant => grant.Level == "write");
            bool checksOutOther = job.Steps.Any(step => IsCheckout(step) && step.With.GetValueOrDefault("ref") != "main");
            if (source.AnybodyIsTheCause && knows)
            {
                yield return $"{job.Id} is handed a secret, or an environment, for what anybody may have proposed.";
            }

            if (checksOutOther && (knows || writes || job.Steps.Any(step => IsCheckout(step) && step.With.GetValueOrDefault("persist-credentials") != "false")))
            {
                yield return $"{job.Id} checks out something else than main, and holds a secret or a token.";
            }

            if (source.TextOf(job).Any(text => Secret().IsMatch(text)) && job.Environment != "online")
            {
                yield return $"{job.Id} takes a secret from elsewhere than the environment 'online'.";
            }
        }
    }

    /// <summary>
    /// What starts at the end of another run has main's rights, whoever began that run: it checks out main without leaving a token behind, and lets no more of
    /// that run into its steps than the forge itself says of it.
    /// </summary>
    private static IEnumerable<string> OtherRunsAreNotTrusted(WorkflowSource source)
    {
        foreach (Job job in source.Workflow.On.ContainsKey("workflow_run") ? source.Workflow.Jobs : [])
        {
            if (job.Steps.Any(step => IsCheckout(step) && (step.With.GetValueOrDefault("ref") != "main" || step.With.GetValueOrDefault("persist-credentials") != "false")))
            {
                yield return $"{job.Id} checks out something else than main, or leaves a token behind.";
            }

            IEnumerable<string> texts = job.Steps.SelectMany(step => step.With.Values.Concat(step.Env.Values)).Concat(job.Env.Values).Concat(job.With.Values).Concat(source.Workflow.Env.Values);
            foreach (string part in texts.SelectMany(Expression.In).Where(part => part.Contains("github", StringComparison.Ordinal) && !OfRun().IsMatch(part)))
            {
                yield return $"{job.Id} lets '{part.Trim()}' into a step.";
            }
        }
    }

    private static bool IsCheckout(Step step) => step.Uses?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"^ *(?:- )?uses: (?<name>\S+).*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex UsesLine();

    [GeneratedRegex(@"uses: [^@ ]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^ +[a-z-]+: (?:read|write)(?<reason> # \S.+)?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex GrantLine();

    [GeneratedRegex(@"^ *github\.event\.workflow_run\.(id|name|html_url|conclusion) *$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfRun();

    [GeneratedRegex(@"\bsecrets\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Secret();
}
