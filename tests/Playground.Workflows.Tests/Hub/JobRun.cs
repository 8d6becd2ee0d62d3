using System.Globalization;
using System.Text.Json.Nodes;
using Playground.Testing.GitHub;
using Playground.Workflows.Tests.Expressions;
using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Hub;

/// <summary>One job of a run: whether it is wanted, what it gets to see, how it went.</summary>
internal sealed class JobRun
{
    private readonly GitHubHub _hub;
    private readonly WorkflowFile _workflow;
    private readonly Job _job;
    private readonly HubEvent _cause;
    private readonly RunArtifacts _artifacts;
    private readonly IReadOnlyDictionary<string, JobResult> _before;
    private readonly bool _isCalled;
    private readonly JobToken _token;
    private readonly ExpressionScope _scope = new();

    internal JobRun(
        GitHubHub hub, WorkflowFile workflow, Job job, HubEvent cause, RunArtifacts artifacts, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, JobResult> before, bool isCalled)
    {
        (_hub, _workflow, _job, _cause, _artifacts, _before, _isCalled) = (hub, workflow, job, cause, artifacts, before, isCalled);
        _token = new JobToken($"default-token-{Guid.NewGuid():N}", cause.IsFromFork ? job.Permissions.ReadOnly() : job.Permissions);
        hub.GitHub.Tokens[_token.Text] = new StandInToken("github-actions[bot]", _token.Permissions.Grants.Where(grant => grant.Level != "none").Select(grant => $"{grant.Scope}: {grant.Level}").ToHashSet(StringComparer.Ordinal));
        _scope.Contexts["github"] = ExpressionScope.TextContext(
        [
            new("event_name", cause.Name), new("ref", cause.Ref), new("ref_name", cause.Ref.Replace("refs/heads/", "", StringComparison.Ordinal)),
            new("sha", cause.Sha), new("head_ref", cause.HeadRef), new("base_ref", cause.BaseRef), new("repository", hub.Name), new("token", _token.Text),
            new("run_id", artifacts.Run.ToString(CultureInfo.InvariantCulture)), new("workflow", workflow.Name),
        ]);
        _scope.Contexts["github"]["event"] = cause.Payload.DeepClone();
        _scope.Contexts["vars"] = ExpressionScope.TextContext(hub.Variables);
        _scope.Contexts["inputs"] = ExpressionScope.TextContext(inputs);
        _scope.Contexts["needs"] = ExpressionScope.NewContext(job.Needs.Select(need => KeyValuePair.Create<string, JsonNode?>(
            need, new JsonObject { ["result"] = before[need].Result, ["outputs"] = ExpressionScope.TextContext(before[need].Outputs) })));
        _scope.HasFailed = job.Needs.Any(need => before[need].Result == "failure");
    }

    /// <summary>Whether its condition holds; without one, whether everything it needs went well.</summary>
    internal bool IsWanted() => (_job.If is { } condition && Functions.AsksForStatus(condition.Replace("${{", "", StringComparison.Ordinal).Replace("}}", "", StringComparison.Ordinal)))
        || _job.Needs.All(need => _before[need].Result == "success")
            ? Expression.Holds(_job.If, _scope)
            : false;

    /// <summary>What it gives to a workflow that it calls. Secrets are not among it.</summary>
    internal IReadOnlyDictionary<string, string> FillWith() => _job.With.ToDictionary(entry => entry.Key, entry => Expression.Fill(entry.Value, _scope), StringComparer.Ordinal);

    internal async Task<JobResult> RunAsync(string name)
    {
        // How those went that it needs is asked by its condition; among its steps, only steps count.
        _scope.HasFailed = false;
        using var machine = new JobMachine(_hub, _token, _cause, _artifacts);
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> secrets = [.. AddSecrets(machine)];
        if (!_scope.HasFailed)
        {
            _scope.Contexts["runner"] = ExpressionScope.TextContext([new("temp", machine.Temp), new("os", "Linux")]);
            Dictionary<string, string> environment = _workflow.Env.Concat(_job.Env).ToDictionary(entry => entry.Key, entry => Expression.Fill(entry.Value, _scope), StringComparer.Ordinal);
            await new StepList(machine, _scope, environment, null).RunAsync(_job.Steps);
            foreach ((string output, string value) in _job.Outputs)
            {
                outputs[output] = Expression.Fill(value, _scope);
            }
        }

        // GitHub would hide them; here nobody prints them to begin with.
        if (secrets.Any(secret => machine.Log.Contains(secret, StringComparison.Ordinal) || machine.Summary.ToString().Contains(secret, StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"{name} printed a secret.");
        }

        return new JobResult(name, _scope.HasFailed ? "failure" : "success", outputs, machine.Log, machine.Summary.ToString());
    }

    /// <summary>Secrets of the repository and of the job's environment: none for what comes from forks, and the environment's only on its branches.</summary>
    private IEnumerable<string> AddSecrets(JobMachine machine)
    {
        JsonObject known = _scope.Contexts["secrets"] = ExpressionScope.NewContext();
        IEnumerable<KeyValuePair<string, string>> given = _cause.IsFromFork || _isCalled ? [] : _hub.Secrets;
        if (_job.Environment is { } name)
        {
            HubEnvironment environment = _hub.Environments.TryGetValue(name, out HubEnvironment? found) ? found : throw new NotSupportedException($"There is no environment '{name}'.");
            if (_cause.IsFromFork || !environment.Admits(_cause.Ref))
            {
                machine.Say($"'{_cause.Ref}' is not allowed to deploy to '{name}' due to environment protection rules.");
                _scope.HasFailed = true;
                return [];
            }

            given = given.Concat(environment.Secrets);
        }

        foreach ((string secret, string value) in given)
        {
            known[secret] = value;
        }

        return known.Select(secret => Value.Text(secret.Value).Trim());
    }
}
