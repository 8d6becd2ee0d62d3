using System.Security.Cryptography;
using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>From a push of a file to a verified download, through the workflows alone.</summary>
[Collection(nameof(CommunityCollection))]
public sealed class WholeWayTests(HealthyCommunity healthy)
{
    [Fact]
    public async Task A_pushed_file_is_judged_signed_merged_published_and_downloaded()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        community.PushFile("sign/first");

        WorkflowRun unsigned = Assert.Single(await hub.PushedAsync());
        Assert.True(unsigned.Story is ["signing-event.yml", "update: success", "judge: failure", "report: success"], unsigned.Log);
        Assert.Contains("`hello.txt`", unsigned.Jobs["judge"].Summary, StringComparison.Ordinal);

        (await stage.SureAsync("bob", "sign", "first")).Succeeded();
        WorkflowRun signed = Assert.Single(await hub.PushedAsync());
        Assert.True(signed.Story is ["signing-event.yml", "update: success", "judge: success", "report: success"], signed.Log);

        await stage.MergeAsync("sign/first");
        WorkflowRun online = Assert.Single(await hub.PushedAsync());
        Assert.True(
            online.Story is
            [
                "online-sign.yml", "sign: success", "publish / build: success", "publish / deploy: success", "publish / test / smoke: success", "publish / test: success", "publish: success",
            ],
            online.Log);

        string root = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(stage.Public, "metadata/1.root.json"), TestContext.Current.CancellationToken)));
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "trust", "add", "community", hub.Pages.BaseUri.ToString(), "--sha256", root)).Succeeded();
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "get", "hello.txt")).Succeeded();
        Assert.Equal("hello\n", await File.ReadAllTextAsync(stage.Sandbox.PathOf("hello.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_new_is_published_again_on_schedule_and_what_is_published_is_tried_out_every_day()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        WorkflowRun first = Assert.Single(await hub.StartAsync("schedule", "online-sign.yml"));
        string main = stage.Sandbox.Forge.Resolve("main");
        Directory.Delete(stage.Public, recursive: true);

        WorkflowRun second = Assert.Single(await hub.StartAsync("schedule", "online-sign.yml"));
        WorkflowRun test = Assert.Single(await hub.StartAsync("schedule", "test.yml"));
        Assert.True(first.Jobs["publish"].Result == "success" && second.Jobs["publish"].Result == "success" && test.Jobs["smoke"].Result == "success", first.Log + second.Log + test.Log);
        Assert.Equal((main, main), (stage.Sandbox.Forge.Resolve("main"), stage.Sandbox.Forge.Resolve("publish")));

        string timestamp = Path.Combine(stage.Public, "metadata/timestamp.json");
        await File.WriteAllTextAsync(timestamp, (await File.ReadAllTextAsync(timestamp, TestContext.Current.CancellationToken)).Replace("\"sig\": \"", "\"sig\": \"00", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        WorkflowRun spoilt = Assert.Single(await hub.StartAsync("schedule", "test.yml"));
        Assert.True(spoilt.Jobs["smoke"].Result == "failure" && spoilt.Log.Contains("PG0301", StringComparison.Ordinal), spoilt.Log);
    }

    [Fact]
    public async Task Without_the_right_key_nothing_is_signed_and_nothing_published()
    {
        await using Community community = healthy.Copy();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        string main = stage.Sandbox.Forge.Resolve("main");
        await stage.MakeKeyAsync("other");
        hub.Environments["online"].Secrets["PLAYGROUND_ONLINE_KEY"] = await File.ReadAllTextAsync(stage.Sandbox.PathOf("keys/other.pem"), TestContext.Current.CancellationToken);

        WorkflowRun run = Assert.Single(await hub.StartAsync("workflow_dispatch", "online-sign.yml"));

        Assert.True(run.Story is ["online-sign.yml", "sign: failure", "publish: skipped"], run.Log);
        Assert.Contains("PG0510", run.Log, StringComparison.Ordinal);
        Assert.Equal(main, stage.Sandbox.Forge.Resolve("main"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(stage.Public));
    }

    [Fact]
    public async Task With_a_token_of_ones_own_what_the_workflows_push_starts_no_circle()
    {
        await using Community community = healthy.Copy();
        GitHubHub hub = community.Hub;
        community.UseOwnToken();

        IReadOnlyList<WorkflowRun> runs = await hub.StartAsync("workflow_dispatch", "online-sign.yml");

        Assert.True(runs is [{ File: "online-sign.yml" }] && runs[0].Jobs["publish"].Result == "success", string.Concat(runs.Select(run => run.Log)));
    }
}
