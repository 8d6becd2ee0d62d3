using System.Globalization;
using Playground.Testing;

namespace Playground.Workflows.Tests.Hub;

/// <summary>Small local equivalents of the actions of others that workflows use, each at the one commit they are pinned to.</summary>
internal static class PinnedActions
{
    private static readonly IReadOnlyDictionary<string, string> NoOutputs = new Dictionary<string, string>(StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, (string Version, string[] Inputs, Func<JobMachine, IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>> Run)> All { get; } =
        new Dictionary<string, (string, string[], Func<JobMachine, IReadOnlyDictionary<string, string>, IReadOnlyDictionary<string, string>>)>(StringComparer.Ordinal)
        {
            ["actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1"] = ("v7.0.1", ["ref", "fetch-depth", "token", "persist-credentials"], Checkout),
            ["actions/setup-dotnet@a98b56852c35b8e3190ac28c8c2271da59106c68"] = ("v6.0.0", ["global-json-file"], SetupDotnet),
            ["actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a"] = ("v7.0.1", ["name", "path", "if-no-files-found", "overwrite", "retention-days"], UploadArtifact),
            ["actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9"] = ("v5.0.0", ["path"], UploadPages),
            ["actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128"] = ("v5.0.0", [], DeployPages),
        };

    private static IReadOnlyDictionary<string, string> Checkout(JobMachine machine, IReadOnlyDictionary<string, string> with)
    {
        string token = with.GetValueOrDefault("token", machine.Token.Text);
        bool isOwn = machine.Hub.PersonalTokens.Contains(token);
        if (!isOwn)
        {
            machine.Token.Require("contents", "read", "checkout");
        }

        GitHubHub hub = machine.Hub;
        var work = new GitFolder(hub.Stage.Sandbox, machine.Workspace);
        string origin = new Uri(hub.Forge.Path).AbsoluteUri;
        string wanted = with.GetValueOrDefault("ref", machine.Cause.Ref);
        string full = wanted.StartsWith("refs/", StringComparison.Ordinal) ? wanted : "refs/heads/" + wanted;
        string here = full.Replace("refs/heads/", "refs/remotes/origin/", StringComparison.Ordinal).Replace("refs/pull/", "refs/remotes/pull/", StringComparison.Ordinal);
        int depth = int.Parse(with.GetValueOrDefault("fetch-depth", "1"), CultureInfo.InvariantCulture);
        work.Git("init", "--quiet");
        work.Git("remote", "add", "origin", origin);
        work.Git(["fetch", "--quiet", "--no-tags", .. (depth == 0 ? ["origin", "+refs/heads/*:refs/remotes/origin/*"] : (string[])[$"--depth={depth}", "origin"]), $"+{full}:{here}"]);
        _ = full.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? work.Git("checkout", "--quiet", "--force", "-B", full["refs/heads/".Length..], here)
            : work.Git("checkout", "--quiet", "--force", "--detach", here);

        bool persists = with.GetValueOrDefault("persist-credentials", "true") == "true";
        bool writes = persists && (isOwn || machine.Token.Permissions.Allows("contents", "write"));
        hub.PushesStartWorkflows = writes && isOwn;
        work.Git("config", "remote.origin.pushurl", writes ? origin : "file:///this-token-may-not-write");
        return NoOutputs;
    }

    private static IReadOnlyDictionary<string, string> SetupDotnet(JobMachine machine, IReadOnlyDictionary<string, string> with)
    {
        string file = Path.GetFullPath(with["global-json-file"], machine.Workspace);
        if (!File.Exists(file))
        {
            throw new StepFailedException($"There is no {file}.");
        }

        machine.Path.Insert(0, machine.Hub.Programs.Sdk);
        return NoOutputs;
    }

    private static IReadOnlyDictionary<string, string> UploadArtifact(JobMachine machine, IReadOnlyDictionary<string, string> with)
    {
        string file = Path.GetFullPath(with["path"], machine.Workspace);
        if (File.Exists(file))
        {
            machine.Artifacts.Leave(with["name"], file);
        }
        else if (with.GetValueOrDefault("if-no-files-found", "warn") == "error")
        {
            throw new StepFailedException($"There is no {file}.");
        }

        return NoOutputs;
    }

    private static IReadOnlyDictionary<string, string> UploadPages(JobMachine machine, IReadOnlyDictionary<string, string> with)
    {
        machine.Artifacts.Upload("github-pages", Path.GetFullPath(with["path"], machine.Workspace));
        return NoOutputs;
    }

    private static Dictionary<string, string> DeployPages(JobMachine machine, IReadOnlyDictionary<string, string> with)
    {
        machine.Token.Require("pages", "write", "deploy-pages");
        machine.Token.Require("id-token", "write", "deploy-pages");
        machine.Artifacts.Deploy("github-pages", machine.Hub.Stage.Public);
        return new Dictionary<string, string>(StringComparer.Ordinal) { ["page_url"] = machine.Hub.Pages.BaseUri.ToString() };
    }
}
