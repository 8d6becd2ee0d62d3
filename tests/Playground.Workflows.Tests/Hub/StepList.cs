using System.Text.Json.Nodes;
using Playground.Workflows.Tests.Expressions;
using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Hub;

/// <summary>Runs the steps of a job or of a composite action, one after the other.</summary>
internal sealed class StepList
{
    private readonly JobMachine _machine;
    private readonly ExpressionScope _scope;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string? _actionPath;

    internal StepList(JobMachine machine, ExpressionScope scope, IReadOnlyDictionary<string, string> environment, string? actionPath) =>
        (_machine, _scope, _environment, _actionPath) = (machine, scope, environment, actionPath);

    /// <summary>Runs all of them; the scope says afterwards whether one failed.</summary>
    internal async Task RunAsync(IReadOnlyList<Step> steps)
    {
        JsonObject known = _scope.Contexts["steps"] = ExpressionScope.NewContext();
        foreach (string id in steps.Select(step => step.Id).OfType<string>())
        {
            known[id] = new JsonObject { ["outputs"] = new JsonObject(), ["outcome"] = "" };
        }

        foreach (Step step in steps)
        {
            await RunAsync(step, known);
        }
    }

    private async Task RunAsync(Step step, JsonObject known)
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal);
        _scope.Contexts["env"] = ExpressionScope.TextContext(_machine.Exported.Concat(environment));
        if (!Expression.Holds(step.If, _scope))
        {
            return;
        }

        foreach ((string name, string value) in step.Env)
        {
            environment[name] = Expression.Fill(value, _scope);
        }

        _scope.Contexts["env"] = ExpressionScope.TextContext(_machine.Exported.Concat(environment).DistinctBy(entry => entry.Key));
        _machine.Say($"== {step.Title}");
        string outcome = "success";
        IReadOnlyDictionary<string, string> outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            outputs = step.Run is { } script
                ? await _machine.RunAsync(Expression.Fill(script, _scope), step.Shell, environment, _actionPath)
                : await UseAsync(step.Uses!, step.With.ToDictionary(entry => entry.Key, entry => Expression.Fill(entry.Value, _scope), StringComparer.Ordinal), environment);
        }
        catch (StepFailedException e)
        {
            _machine.Say($"Failed: {e.Message}");
            _scope.HasFailed = true;
            outcome = "failure";
        }

        if (step.Id is { } id)
        {
            known[id] = new JsonObject { ["outputs"] = ExpressionScope.TextContext(outputs), ["outcome"] = outcome };
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> UseAsync(string name, Dictionary<string, string> with, Dictionary<string, string> environment)
    {
        if (PinnedActions.All.TryGetValue(name, out var pinned))
        {
            return with.Keys.Except(pinned.Inputs).FirstOrDefault() is { } unknown
                ? throw new NotSupportedException($"{name} is given '{unknown}', which is not known here.")
                : pinned.Run(_machine, with);
        }

        string folder = _machine.Hub.FolderOfAction(name, _machine.Workspace);
        ActionFile action = ActionFile.Load(folder);
        ExpressionScope scope = new();
        foreach (string context in (string[])["runner", "env"])
        {
            scope.Contexts[context] = _scope.Contexts[context];
        }

        JsonObject github = scope.Contexts["github"] = ExpressionScope.NewContext(_scope.Contexts["github"].Select(entry => KeyValuePair.Create(entry.Key, entry.Value?.DeepClone())));
        github["action_path"] = folder;
        scope.Contexts["inputs"] = ExpressionScope.TextContext(GiveInputs.To(name, action.Inputs, with, text => Expression.Fill(text, scope)));
        await new StepList(_machine, scope, environment, folder).RunAsync(action.Steps);
        return scope.HasFailed
            ? throw new StepFailedException($"{name} failed.")
            : action.Outputs.ToDictionary(output => output.Key, output => Expression.Fill(output.Value, scope), StringComparer.Ordinal);
    }
}
