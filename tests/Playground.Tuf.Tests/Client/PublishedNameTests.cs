using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Under which names files are published (specification 6.2): with versions and hashes, or plain.</summary>
public sealed class PublishedNameTests
{
    private static readonly byte[] Content = "content"u8.ToArray();

    [Theory]
    [InlineData(true, true, "1.targets.json", "dir/{hash}.file.txt")]
    [InlineData(true, false, "1.targets.json", "dir/file.txt")]
    [InlineData(false, true, "targets.json", "dir/file.txt")]
    [InlineData(false, false, "targets.json", "dir/file.txt")]
    public async Task Names_carry_versions_where_root_says_so_and_hashes_unless_the_client_was_told_otherwise(
        bool consistent, bool prefixed, string metadata, string artifact)
    {
        await using var scenario = new Scenario(consistent);
        scenario.Repository.PrefixesTargetsWithHash = prefixed;
        scenario.Repository.AddArtifact("dir/file.txt", Content);
        scenario.Repository.PublishAs("targets", 1);
        scenario.Repository.Publish("snapshot", "timestamp");
        Updater client = scenario.Client(options => options with { PrefixTargetsWithHash = prefixed });

        FoundTarget? target = await client.FindTargetAsync(TargetPath.Parse("dir/file.txt"), scenario.Cancel);
        await client.DownloadAsync(target!, scenario.Folder["file.txt"], cancellationToken: scenario.Cancel);

        string hash = Hashes.OfSha256(Content).Sha256!;
        Assert.Equal(
            ["/metadata/" + metadata, "/targets/" + artifact.Replace("{hash}", hash, StringComparison.Ordinal)],
            scenario.Server.Requests.Select(request => request.Target).TakeLast(2));
    }

    [Fact]
    public async Task A_target_that_another_client_found_is_asked_for_by_its_published_name()
    {
        await using var scenario = new Scenario();
        scenario.Repository.AddArtifact("file.txt", Content);
        scenario.Repository.PublishThrough("targets");
        FoundTarget? target = await scenario.Client().FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel);

        await scenario.Client().DownloadAsync(target!, scenario.Folder["file.txt"], cancellationToken: scenario.Cancel);
        Assert.Equal(Content, await File.ReadAllBytesAsync(scenario.Folder["file.txt"], scenario.Cancel));
    }

    [Fact]
    public async Task A_repository_may_turn_to_consistent_snapshots_and_back()
    {
        await using var scenario = new Scenario(consistentSnapshot: false);
        foreach (bool consistent in (bool[])[false, true, false])
        {
            scenario.Repository.Root = scenario.Repository.Root with { ConsistentSnapshot = consistent };
            scenario.Repository.AddArtifact("file.txt", [.. Content, consistent ? (byte)'1' : (byte)'0']);
            scenario.Repository.Publish("root");
            scenario.Repository.PublishThrough("targets");

            Updater client = scenario.Client();
            FoundTarget? target = await client.FindTargetAsync(TargetPath.Parse("file.txt"), scenario.Cancel);
            await client.DownloadAsync(target!, scenario.Folder["file.txt"], cancellationToken: scenario.Cancel);
            Assert.Equal(scenario.Repository.FileOf("targets"), scenario.Stored()["targets.json"]);
        }
    }
}
