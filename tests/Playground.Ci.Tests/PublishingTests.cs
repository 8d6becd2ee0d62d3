using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>Signing online and publishing, again and again.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class PublishingTests(Healthy healthy)
{
    [Fact]
    public async Task Signing_and_publishing_twice_changes_nothing_the_second_time()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        string main = stage.Sandbox.Forge.Resolve("main");

        ToolRun sign = (await stage.CiAsync("online-sign")).Succeeded();
        ToolRun publish = (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public)).Succeeded();

        Assert.Equal(main + "\n", sign.Answer);
        Assert.Contains("Nothing had to be signed.", sign.Talk, StringComparison.Ordinal);
        Assert.Equal((main, main), (stage.Sandbox.Forge.Resolve("main"), stage.Sandbox.Forge.Resolve("publish")));
        Assert.StartsWith("0 files written", publish.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_that_arrives_while_signing_is_signed_over_and_not_lost()
    {
        using ToolStage stage = healthy.Copy();
        string before = stage.Sandbox.Forge.Resolve("main");
        GitClone ci = stage["ci"];
        ci.Fetch();
        ci.Git("switch", "--quiet", "--create", "other", "origin/main");
        string quicker = ci.Commit("A page", ("README.md", "Hello\n"));
        ci.Push("held");
        stage.Sandbox.Script("forge.git/hooks/update", $"[ \"$1\" = refs/heads/main ] && [ \"$2\" = {before} ] && git update-ref refs/heads/main {quicker}\nexit 0");

        (await stage.CiAsync("online-sign")).Succeeded();

        Assert.Equal(quicker, stage.Sandbox.Forge.Resolve("main^"));
        Assert.Equal(stage.Sandbox.Forge.Resolve("main"), stage.Sandbox.Forge.Resolve("publish"));
    }

    [Fact]
    public async Task An_older_commit_is_not_published_over_a_newer_one()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        (await stage.CiAsync("online-sign", "--force")).Succeeded();
        stage["ci"].Fetch();
        (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public)).Succeeded();

        ToolRun back = await stage.CiAsync("publish", "--revision", "origin/publish^", "--out", stage.Public);

        Assert.Equal((4, "PG1302"), (back.ExitCode, back.Talk[..6]));
    }

    [Fact]
    public async Task Without_its_key_nothing_is_signed_and_the_key_is_named()
    {
        using ToolStage stage = healthy.Copy();
        string main = stage.Sandbox.Forge.Resolve("main");
        stage.Environment["PLAYGROUND_ONLINE_KEY"] = null;

        ToolRun run = await stage.CiAsync("online-sign");

        Assert.Equal((3, "PG0503"), (run.ExitCode, run.Talk[..6]));
        Assert.Contains("PLAYGROUND_ONLINE_KEY", run.Talk, StringComparison.Ordinal);
        Assert.Equal(main, stage.Sandbox.Forge.Resolve("main"));
    }
}
