using System.Security.Cryptography;
using Playground.Testing;
using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>From a push of a file to a verified download, through the workflows alone.</summary>
public sealed class WholeWayTests
{
    [Fact]
    public async Task A_pushed_file_is_judged_signed_merged_published_and_downloaded()
    {
        await using Community community = await Community.BeginAsync();
        (ToolStage stage, GitHubHub hub) = (community.Stage, community.Hub);
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Branch("sign/first", "origin/main");
        alice.Commit("Say hello", ("targets/hello.txt", "hello\n"));
        alice.Push();

        WorkflowRun unsigned = Assert.Single(await hub.PushedAsync());
        Assert.True(unsigned.Story is ["signing-event.yml", "update: success", "judge: failure"], unsigned.Log);
        Assert.Contains("`hello.txt`", unsigned.Jobs["judge"].Summary, StringComparison.Ordinal);

        (await stage.SureAsync("bob", "sign", "first")).Succeeded();
        WorkflowRun signed = Assert.Single(await hub.PushedAsync());
        Assert.True(signed.Story is ["signing-event.yml", "update: success", "judge: success"], signed.Log);

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
}
