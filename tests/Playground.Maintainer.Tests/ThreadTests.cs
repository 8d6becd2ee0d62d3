using System.Security.Cryptography;
using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>The main job from the first key to a verified download.</summary>
public sealed class ThreadTests
{
    [Fact]
    public async Task From_the_first_key_to_a_verified_download()
    {
        using var stage = new ToolStage();
        await stage.MakeKeyAsync("online");

        ToolRun init = await stage.SureAsync(
            "alice", "init", "--root-signers", "@alice", "@bob", "--root-threshold", "2", "--targets-threshold", "1", "--online-key", stage.KeyOf("online"), "--name", "Thread");
        Assert.Equal((0, ""), (init.ExitCode, init.ExitCode == 0 ? "" : init.Talk));
        stage["ci"].Fetch();
        ToolRun early = await stage.CiAsync("status", "--head", "origin/sign/init", "--event", "sign/init");
        Assert.Equal(1, early.ExitCode);
        Assert.Contains("`@bob` is invited", early.Answer, StringComparison.Ordinal);

        (await stage.SureAsync("bob", "sign")).Succeeded();
        (await stage.SureAsync("alice", "sign", "init")).Succeeded();
        await stage.MergeAsync("sign/init");

        stage["alice"].Fetch();
        stage["alice"].Branch("sign/hello", "origin/main");
        stage["alice"].Commit("Say hello", ("targets/hello.txt", "hello\n"));
        stage["alice"].Push();
        stage["ci"].Fetch();
        (await stage.CiAsync("update-targets", "--event", "sign/hello")).Succeeded();
        (await stage.SureAsync("bob", "sign")).Succeeded();
        await stage.MergeAsync("sign/hello");
        await stage.PublishAsync();

        await using var server = new FaultyHttpServer(stage.Public);
        string root = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(stage.Public, "metadata/1.root.json"), TestContext.Current.CancellationToken)));
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "trust", "add", "thread", server.BaseUri.ToString(), "--sha256", root)).Succeeded();
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "get", "hello.txt")).Succeeded();
        Assert.Equal("hello\n", await File.ReadAllTextAsync(stage.Sandbox.PathOf("hello.txt"), TestContext.Current.CancellationToken));
        (await stage.CiAsync("smoke-test", "--url", server.BaseUri.ToString())).Succeeded();
    }
}
