using Playground.Testing;
using Playground.Workflows.Tests.Hub;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>A repository with the workflows on main and the settings that the administrator's manual asks for, healthy and signed by @alice and @bob.</summary>
internal sealed class Community : IAsyncDisposable
{
    private Community(ToolStage stage, GitHubHub hub) => (Stage, Hub) = (stage, hub);

    internal ToolStage Stage { get; }

    internal GitHubHub Hub { get; }

    /// <summary>Made like this very repository: workflows, actions and tools on one main.</summary>
    internal static async Task<Community> BeginAsync()
    {
        var stage = new ToolStage();
        GitClone alice = stage["alice"];
        string[] own = ["signing-event.yml", "online-sign.yml", "publish.yml", "create-events.yml", "test.yml"];
        IEnumerable<string> files =
        [
            "global.json", "src/Playground.Ci/Playground.Ci.csproj", "src/Playground.Downloader/Playground.Downloader.csproj", ".github/actions/install/install.sh",
            .. own.Select(file => $".github/workflows/{file}"), .. House.Actions().Select(folder => Path.GetRelativePath(House.Folder, Path.Combine(folder, "action.yml"))),
        ];
        alice.Commit("Begin", [.. files.Select(file => (file, (byte[]?)File.ReadAllBytes(House.PathOf(file))))]);
        alice.Push("main");
        await stage.BeginAsync();
        var hub = new GitHubHub(stage);
        var online = new HubEnvironment("main");
        online.Secrets["PLAYGROUND_ONLINE_KEY"] = await File.ReadAllTextAsync(stage.Sandbox.PathOf("keys/online.pem"));
        hub.Environments["online"] = online;
        return new Community(stage, hub);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Stage.Dispose();
    }
}
