using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>What an update does when nothing goes wrong.</summary>
public sealed class UpdateTests
{
    [Fact]
    public async Task A_new_client_fetches_everything_once_and_stores_the_very_bytes()
    {
        await using var scenario = new Scenario();
        await scenario.Client().RefreshAsync(scenario.Cancel);

        Assert.Equal(
            ["/metadata/2.root.json", "/metadata/timestamp.json", "/metadata/1.snapshot.json", "/metadata/1.targets.json"],
            scenario.Server.Requests.Select(request => request.Target));
        IReadOnlyDictionary<string, byte[]> stored = scenario.Stored();
        Assert.Equal(["root.json", "root_history/1.root.json", "snapshot.json", "targets.json", "timestamp.json"], stored.Keys.Order());
        Assert.All(["root", "timestamp", "snapshot", "targets"], role => Assert.Equal(scenario.Repository.FileOf(role), stored[role + ".json"]));
    }

    [Fact]
    public async Task An_artifact_of_a_delegated_role_is_found_and_downloaded()
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        scenario.Repository.AddArtifact("pkg/tool.zip", "content"u8.ToArray(), "packages");
        scenario.Repository.PublishThrough("packages", "targets");

        Updater client = scenario.Client();
        FoundTarget? found = await client.FindTargetAsync(TargetPath.Parse("pkg/tool.zip"), scenario.Cancel);
        Assert.NotNull(found);
        Assert.Equal("packages", found.Role.Value);
        await client.DownloadAsync(found, scenario.Folder["tool.zip"], cancellationToken: scenario.Cancel);
        Assert.Equal("content", await File.ReadAllTextAsync(scenario.Folder["tool.zip"], scenario.Cancel));
    }
}
