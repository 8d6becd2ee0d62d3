using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Testing.GitHub;
using Playground.Workflows.Tests.Workflows;

namespace Playground.Workflows.Tests.Hub;

/// <summary>
/// What GitHub does for a repository, on this machine: whoever pushes, proposes or presses a button starts the workflows that GitHub would start,
/// with the tokens, secrets and environments that GitHub would give them. Pages are deployed to a folder that is served on loopback, and the API is answered
/// by <see cref="GitHubStandIn"/>.
/// </summary>
internal sealed class GitHubHub : IAsyncDisposable
{
    /// <summary>Where people look at it. Nothing is there: it is only linked to.</summary>
    internal const string Server = "https://github.example";

    private const string Nothing = "0000000000000000000000000000000000000000";

    private readonly Queue<HubEvent> _waiting = new();
    private readonly bool _isFork;
    private Dictionary<string, string> _known;

    internal GitHubHub(ToolStage stage, GitFolder? forge = null, bool isFork = false)
    {
        (Stage, Forge, _isFork) = (stage, forge ?? stage.Sandbox.Forge, isFork);
        Directory.CreateDirectory(stage.Public);
        Pages = new FaultyHttpServer(stage.Public);
        GitHub = new GitHubStandIn(Name.Split('/')[0], Name.Split('/')[1]) { TipOf = TipOf, ObjectOf = ObjectOf };
        _known = Branches();
        Environments["github-pages"] = new HubEnvironment("main");
    }

    internal ToolStage Stage { get; }

    internal GitFolder Forge { get; }

    internal RunnerPrograms Programs { get; } = new();

    internal FaultyHttpServer Pages { get; }

    /// <summary>The API.</summary>
    internal GitHubStandIn GitHub { get; }

    /// <summary>Repositories of others that proposals come from, by their owners.</summary>
    internal Dictionary<string, GitFolder> Forks { get; } = new(StringComparer.Ordinal);

    /// <summary>Secrets of the repository.</summary>
    internal Dictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Tokens of people: they may push, and their pushes start workflows.</summary>
    internal HashSet<string> PersonalTokens { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, HubEnvironment> Environments { get; } = new(StringComparer.Ordinal);

    /// <summary>Where actions of other repositories lie, by owner, repository and commit.</summary>
    internal Dictionary<string, string> ActionRepositories { get; } = new(StringComparer.Ordinal);

    /// <summary>Every run so far.</summary>
    internal List<WorkflowRun> Runs { get; } = [];

    internal string Name => _isFork ? "mallory/community" : "alice/community";

    /// <summary>Whether the job that runs now pushes with a token of its own.</summary>
    internal bool PushesStartWorkflows { get; set; }

    /// <summary>Starts what the pushes since the last time start, and all that follows from it.</summary>
    /// <returns>The runs that were new.</returns>
    internal Task<IReadOnlyList<WorkflowRun>> PushedAsync()
    {
        NoticePushes(startWorkflows: true);
        return DrainAsync();
    }

    /// <summary>The clock, or a person, starts a workflow on main.</summary>
    internal Task<IReadOnlyList<WorkflowRun>> StartAsync(string name, string workflow, params (string Name, string Value)[] inputs)
    {
        _waiting.Enqueue(ManualEvent(name, workflow, inputs));
        return DrainAsync();
    }

    /// <summary>@mallory proposes a branch of a fork.</summary>
    internal Task<IReadOnlyList<WorkflowRun>> ProposeAsync(int number, GitFolder fork, string branch, string into)
    {
        const string Owner = "mallory";
        Forks[Owner] = fork;
        if (!GitHub.Pulls.Exists(pull => pull.Number == number))
        {
            GitHub.Pulls.Add(new StandInPull { Number = number, Owner = Owner, Branch = branch, Base = into, Title = "Please" });
        }

        string head = fork.Resolve(branch);
        Forge.Git("fetch", "--quiet", fork.Path, $"+refs/heads/{branch}:refs/pull/{number}/head");
        JsonObject payload = Payload();
        payload["number"] = number;
        payload["pull_request"] = new JsonObject { ["head"] = new JsonObject { ["ref"] = branch, ["sha"] = head, ["repo"] = new JsonObject { ["fork"] = true } } };
        _waiting.Enqueue(new HubEvent
        {
            Name = "pull_request",
            Payload = payload,
            Ref = $"refs/pull/{number}/head",
            Sha = head,
            Branch = into,
            WorkflowsFrom = head,
            Changed = Changed(Forge.Git("merge-base", into, head), head),
            IsFromFork = true,
            HeadOwner = Owner,
            HeadRef = branch,
            BaseRef = into,
        });
        return DrainAsync();
    }

    /// <summary>Where the action is that a step uses.</summary>
    internal string FolderOfAction(string name, string workspace)
    {
        if (name.StartsWith("./", StringComparison.Ordinal))
        {
            return Path.GetFullPath(name, workspace);
        }

        string[] parts = name.Split('@');
        string[] place = parts[0].Split('/', 3);
        return parts.Length == 2 && place.Length == 3 && ActionRepositories.TryGetValue($"{place[0]}/{place[1]}@{parts[1]}", out string? folder)
            ? Path.Combine(folder, place[2])
            : throw new NotSupportedException($"The action {name} is not known here.");
    }

    internal WorkflowFile ReadWorkflow(string commit, string file) =>
        WorkflowFile.Parse(file, Forge.ReadFile(commit, WorkflowFile.Folder + file) ?? throw new NotSupportedException($"There is no workflow {file}."));

    /// <summary>After a job: what it pushed starts workflows only if its token is not the default one; what it asked to be started is.</summary>
    internal void JobEnded()
    {
        NoticePushes(PushesStartWorkflows);
        PushesStartWorkflows = false;
        foreach (StandInDispatch asked in GitHub.Dispatches)
        {
            _waiting.Enqueue(asked.Branch == "main"
                ? ManualEvent("workflow_dispatch", asked.File, [.. asked.Inputs.Select(input => (input.Key, input.Value))])
                : throw new NotSupportedException("Only main's workflows are started."));
        }

        GitHub.Dispatches.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await GitHub.DisposeAsync();
        await Pages.DisposeAsync();
        Programs.Dispose();
    }

    private async Task<IReadOnlyList<WorkflowRun>> DrainAsync()
    {
        int before = Runs.Count;
        while (_waiting.TryDequeue(out HubEvent? next))
        {
            foreach (string path in Forge.ListFiles(next.WorkflowsFrom).Where(IsWorkflow))
            {
                WorkflowFile workflow = ReadWorkflow(next.WorkflowsFrom, Path.GetFileName(path));
                if (workflow.On.TryGetValue(next.Name, out Trigger? trigger) && (next.Workflow is null ? trigger.Matches(next.Branch, next.Changed) : next.Workflow == workflow.File))
                {
                    var run = new WorkflowRun(this, workflow, next, GitHub.NextId());
                    GitHub.Runs.Add(new StandInRun(run.Id, WorkflowFile.Folder + workflow.File, next.Name, next.HeadOwner, next.HeadBranch, next.Sha));
                    Runs.Add(run);
                    await run.RunAsync();
                    GitHub.Runs.Single(known => known.Id == run.Id).Conclusion = run.Conclusion;
                    Ended(run);
                }
            }
        }

        // What follows from the end of others is told beside them, in Runs.
        return [.. Runs[before..].Where(run => run.Cause.Name != "workflow_run")];
    }

    /// <summary>Starts what waits for the end of a run: workflows of main, with main's rights, whoever was the cause of the run.</summary>
    private void Ended(WorkflowRun run)
    {
        string main = Forge.Resolve("main");
        foreach (string path in Forge.ListFiles(main).Where(IsWorkflow))
        {
            WorkflowFile workflow = ReadWorkflow(main, Path.GetFileName(path));
            if (!workflow.On.TryGetValue("workflow_run", out Trigger? trigger) || !trigger.Workflows.Contains(run.Name, StringComparer.Ordinal))
            {
                continue;
            }

            JsonObject payload = Payload();
            payload["workflow_run"] = new JsonObject
            {
                ["id"] = run.Id,
                ["name"] = run.Name,
                ["event"] = run.Cause.Name,
                ["conclusion"] = run.Conclusion,
                ["head_branch"] = run.Cause.HeadBranch,
                ["head_sha"] = run.Cause.Sha,
                ["head_repository"] = new JsonObject { ["full_name"] = $"{run.Cause.HeadOwner}/community" },
                ["html_url"] = $"{Server}/{Name}/actions/runs/{run.Id}",
            };
            _waiting.Enqueue(new HubEvent
            {
                Name = "workflow_run",
                Payload = payload,
                Ref = "refs/heads/main",
                Sha = main,
                Branch = "main",
                WorkflowsFrom = main,
                Workflow = workflow.File,
                HeadOwner = Name.Split('/')[0],
            });
        }
    }

    private string? TipOf(string owner, string branch)
    {
        GitFolder? folder = owner == Name.Split('/')[0] ? Forge : Forks.GetValueOrDefault(owner);
        return folder?.Git("for-each-ref", "--format=%(objectname)", $"refs/heads/{branch}") is { Length: > 0 } tip ? tip : null;
    }

    private string? ObjectOf(string expression) => Forge.TryGit("rev-parse", "--quiet", "--verify", "--end-of-options", expression) is { ExitCode: 0 } found ? found.Output.Trim() : null;

    private static bool IsWorkflow(string path) =>
        path.StartsWith(WorkflowFile.Folder, StringComparison.Ordinal) && path.EndsWith(".yml", StringComparison.Ordinal) && path.LastIndexOf('/') == WorkflowFile.Folder.Length - 1;

    private void NoticePushes(bool startWorkflows)
    {
        Dictionary<string, string> now = Branches();
        foreach ((string branch, string tip) in now.Where(branch => startWorkflows && _known.GetValueOrDefault(branch.Key) != branch.Value))
        {
            string before = _known.GetValueOrDefault(branch, Nothing);
            JsonObject payload = Payload();
            (payload["before"], payload["after"], payload["deleted"]) = (before, tip, false);
            _waiting.Enqueue(new HubEvent
            {
                Name = "push",
                Payload = payload,
                Ref = "refs/heads/" + branch,
                Sha = tip,
                Branch = branch,
                WorkflowsFrom = tip,
                Changed = Changed(before, tip),
                HeadOwner = Name.Split('/')[0],
            });
        }

        _known = now;
    }

    private HubEvent ManualEvent(string name, string workflow, params (string Name, string Value)[] inputs)
    {
        string main = Forge.Resolve("main");
        return new HubEvent
        {
            Name = name,
            Payload = Payload(),
            Ref = "refs/heads/main",
            Sha = main,
            Branch = "main",
            WorkflowsFrom = main,
            Workflow = workflow,
            HeadOwner = Name.Split('/')[0],
            Inputs = inputs.ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal),
        };
    }

    private JsonObject Payload() => new() { ["repository"] = new JsonObject { ["fork"] = _isFork, ["default_branch"] = "main" } };

    private string[] Changed(string before, string after) => before == Nothing
        ? Forge.ListFiles(after)
        : Forge.Git("diff", "--name-only", "-z", before, after).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private Dictionary<string, string> Branches() => Forge.Git("for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads/")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
