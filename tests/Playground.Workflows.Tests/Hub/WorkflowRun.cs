using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Hub;

/// <summary>One run of a workflow, with the workflows that its jobs call.</summary>
internal sealed class WorkflowRun(GitHubHub hub, WorkflowFile workflow, HubEvent cause, long id)
{
    /// <summary>The file of the workflow.</summary>
    internal string File => workflow.File;

    /// <summary>Its number.</summary>
    internal long Id => id;

    /// <summary>The name of the workflow.</summary>
    internal string Name => workflow.Name;

    /// <summary>How it came out.</summary>
    internal string Conclusion => Jobs.Values.Any(job => job.Result == "failure") ? "failure" : Jobs.Values.All(job => job.Result == "skipped") ? "skipped" : "success";

    /// <summary>What started it.</summary>
    internal HubEvent Cause => cause;

    /// <summary>Its jobs by name; those of called workflows are named after the job that calls and their own.</summary>
    internal Dictionary<string, JobResult> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>The file, and each job with how it went: for messages and comparisons.</summary>
    internal string[] Story => [File, .. Jobs.Values.Select(job => $"{job.Name}: {job.Result}")];

    /// <summary>All that was printed.</summary>
    internal string Log => string.Concat(Jobs.Values.Select(job => $"[{File} {job.Name}: {job.Result}]\n{job.Log}\n"));

    internal async Task RunAsync()
    {
        using var artifacts = new RunArtifacts(hub.GitHub, id);
        await RunAsync(workflow, "", cause.Inputs, null, artifacts);
    }

    private async Task RunAsync(WorkflowFile file, string prefix, IReadOnlyDictionary<string, string> given, Job? caller, RunArtifacts artifacts)
    {
        string trigger = caller is null ? cause.Name : "workflow_call";
        IReadOnlyList<InputDefinition> declared = file.On[trigger].Inputs;
        Dictionary<string, string> inputs = file.On.Values.SelectMany(on => on.Inputs).Select(input => input.Name).Distinct().ToDictionary(name => name, _ => "", StringComparer.Ordinal);
        foreach ((string name, string value) in GiveInputs.To(file.File, declared, given, text => text))
        {
            inputs[name] = value;
        }

        var results = new Dictionary<string, JobResult>(StringComparer.Ordinal);
        foreach (Job job in file.Jobs)
        {
            if (caller is not null && job.Permissions.Grants.FirstOrDefault(grant => !caller.Permissions.Allows(grant.Scope, grant.Level)) is { Scope: not null } more)
            {
                throw new NotSupportedException($"{caller.Id} calls {file.File}, whose {job.Id} wants {more.Scope}: {more.Level}, which {caller.Id} does not have.");
            }

            var run = new JobRun(hub, file, job, cause, artifacts, inputs, results, isCalled: caller is not null);
            JobResult result;
            if (!run.IsWanted())
            {
                result = JobResult.Skipped(prefix + job.Id);
            }
            else if (job.Uses is { } uses)
            {
                string called = uses.StartsWith("./" + WorkflowFile.Folder, StringComparison.Ordinal) ? Path.GetFileName(uses) : throw new NotSupportedException($"Only workflows of the repository are called, not {uses}.");
                await RunAsync(hub.ReadWorkflow(cause.WorkflowsFrom, called), $"{prefix}{job.Id} / ", run.FillWith(), job, artifacts);
                bool failed = Jobs.Values.Any(inner => inner.Name.StartsWith($"{prefix}{job.Id} / ", StringComparison.Ordinal) && inner.Result == "failure");
                result = new JobResult(prefix + job.Id, failed ? "failure" : "success", new Dictionary<string, string>(StringComparer.Ordinal));
            }
            else
            {
                result = await run.RunAsync(prefix + job.Id);
                hub.JobEnded();
            }

            results[job.Id] = result;
            Jobs.Add(result.Name, result);
        }
    }
}
