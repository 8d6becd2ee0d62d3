using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Without a network: answers from what is stored while it is good, and refusals that say what is missing.</summary>
public sealed class OfflineTests
{
    [Fact]
    public async Task What_is_stored_and_good_is_enough_and_nothing_is_asked_for()
    {
        await using Scenario scenario = await StoredAsync();
        int before = scenario.Server.Requests.Count;
        Updater offline = Offline(scenario);

        FoundTarget? found = await offline.FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel);
        await offline.DownloadAsync(found!, scenario.Folder["file.txt"], cancellationToken: scenario.Cancel);

        Assert.Equal("packages", found!.Role.Value);
        Assert.Null(await offline.FindTargetAsync(TargetPath.Parse("pkg/missing"), scenario.Cancel));
        Assert.Equal(before, scenario.Server.Requests.Count);
    }

    [Theory]
    [InlineData("root", ProblemCodes.RootExpired)]
    [InlineData("timestamp", ProblemCodes.TimestampExpired)]
    [InlineData("snapshot", ProblemCodes.OfflineIncomplete)]
    [InlineData("targets", ProblemCodes.OfflineIncomplete)]
    [InlineData("packages", ProblemCodes.OfflineIncomplete)]
    public async Task What_has_expired_is_not_used(string role, string code)
    {
        await using Scenario scenario = await StoredAsync(role);
        scenario.Clock.Now = scenario.Clock.Now.AddDays(8);

        TufException refused = await Assert.ThrowsAsync<TufException>(
            () => Offline(scenario).FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
        Assert.Equal(code, refused.Code);
    }

    [Theory]
    [InlineData("root", ProblemCodes.NotInitialized)]
    [InlineData("timestamp", ProblemCodes.OfflineIncomplete)]
    [InlineData("snapshot", ProblemCodes.OfflineIncomplete)]
    [InlineData("targets", ProblemCodes.OfflineIncomplete)]
    [InlineData("packages", ProblemCodes.OfflineIncomplete)]
    public async Task What_is_not_stored_is_missed(string role, string code)
    {
        await using Scenario scenario = await StoredAsync();
        File.Delete(Path.Combine(scenario.Metadata, role + ".json"));
        if (role == "root")
        {
            Directory.Delete(Path.Combine(scenario.Metadata, "root_history"), recursive: true);
        }

        TufException refused = await Assert.ThrowsAsync<TufException>(
            () => Offline(scenario).FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
        Assert.Equal(code, refused.Code);
        Assert.Empty(Directory.EnumerateFiles(scenario.Metadata, "*.part"));
    }

    [Fact]
    public async Task An_artifact_that_is_not_there_is_missed()
    {
        await using Scenario scenario = await StoredAsync();
        File.Delete(scenario.Folder["file.txt"]);
        Updater offline = Offline(scenario);
        FoundTarget? found = await offline.FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel);

        TufException refused = await Assert.ThrowsAsync<TufException>(
            () => offline.DownloadAsync(found!, scenario.Folder["file.txt"], cancellationToken: scenario.Cancel));
        Assert.Equal(ProblemCodes.OfflineIncomplete, refused.Code);
    }

    [Fact]
    public async Task A_stored_role_that_snapshot_has_outrun_is_not_used()
    {
        await using Scenario scenario = await StoredAsync();
        scenario.Repository.PublishThrough("packages");
        await scenario.Client().RefreshAsync(scenario.Cancel);

        TufException refused = await Assert.ThrowsAsync<TufException>(
            () => Offline(scenario).FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
        Assert.Equal(ProblemCodes.OfflineIncomplete, refused.Code);
    }

    private static Updater Offline(Scenario scenario) => scenario.Client(options => options with { Offline = true });

    /// <summary>A client that has stored everything and downloaded the artifact; one role is good for a week, the others longer.</summary>
    private static async Task<Scenario> StoredAsync(string? soonExpired = null)
    {
        var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        scenario.Repository.AddArtifact("pkg/file.txt", "content"u8.ToArray(), "packages");
        if (soonExpired is not null)
        {
            scenario.Repository.SetExpiry(soonExpired, scenario.Clock.Now.AddDays(7));
        }

        scenario.Repository.Publish("root");
        scenario.Repository.PublishThrough("packages", "targets");
        Updater client = scenario.Client();
        FoundTarget? target = await client.FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel);
        await client.DownloadAsync(target!, scenario.Folder["file.txt"], cancellationToken: scenario.Cancel);
        return scenario;
    }
}
