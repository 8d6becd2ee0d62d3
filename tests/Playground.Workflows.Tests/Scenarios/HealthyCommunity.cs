using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>One healthy repository with its workflows on main, made once: root needs @alice and @bob, targets either of them. Each test works on a copy.</summary>
public sealed class HealthyCommunity : IAsyncLifetime
{
    private readonly ToolStage _stage = new();

    /// <summary>A copy to work on.</summary>
    internal Community Copy() => new(_stage.Copy());

    /// <summary>Made like this very repository: workflows, actions and tools on one main.</summary>
    public async ValueTask InitializeAsync()
    {
        IEnumerable<string> files =
        [
            "global.json", "src/Playground.Ci/Playground.Ci.csproj", "src/Playground.Downloader/Playground.Downloader.csproj", ".github/actions/install/install.sh",
            .. OwnWorkflows.OfCommunities.Select(file => $".github/workflows/{file}"), .. OwnWorkflows.Actions().Select(folder => Path.GetRelativePath(House.Folder, Path.Combine(folder, "action.yml"))),
        ];
        _stage["alice"].Commit("Begin", [.. files.Select(file => (file, (byte[]?)File.ReadAllBytes(House.PathOf(file))))]);
        _stage["alice"].Push("main");
        await _stage.BeginAsync();
    }

    public ValueTask DisposeAsync()
    {
        _stage.Dispose();
        return ValueTask.CompletedTask;
    }
}
