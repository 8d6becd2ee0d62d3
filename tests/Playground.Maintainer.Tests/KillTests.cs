using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>A tool that is killed leaves a repository on which the same command, run again, succeeds. The killer sits where the tool looks for git.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class KillTests(Healthy healthy)
{
    [Theory]
    [InlineData("config", "before")]
    [InlineData("fetch", "after")]
    [InlineData("fast-import", "before")]
    [InlineData("fast-import", "after")]
    [InlineData("push", "before")]
    [InlineData("push", "after")]
    public async Task Signing_is_finished_by_signing_again(string step, string when)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The killer is a shell script.");
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "longer", "root", "--expiry-days", "400")).Succeeded();
        await stage.MakeKeyAsync("bob");

        using (var killer = new Killer(stage, step, when))
        {
            ToolRun killed = await stage.SureAsync("bob", "sign", "longer");
            Assert.Equal((137, true), (killed.ExitCode, killer.Struck));
        }

        (await stage.SureAsync("bob", "sign", "longer")).Succeeded();
        await stage.MergeAsync("sign/longer");
        stage.Sandbox.Forge.Fsck();
    }

    [Theory]
    [InlineData("push", "before", 1)]
    [InlineData("push", "after", 1)]
    [InlineData("push", "before", 2)]
    [InlineData("push", "after", 2)]
    public async Task Online_signing_and_publishing_are_finished_by_running_them_again(string step, string when, int time)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The killer is a shell script.");
        using ToolStage stage = healthy.Copy();

        using (var killer = new Killer(stage, step, when, time))
        {
            ToolRun killed = await stage.CiAsync("online-sign");
            Assert.Equal((137, true), (killed.ExitCode, killer.Struck));
        }

        await stage.PublishAsync();
        ToolRun smoke = await stage.CiAsync("smoke-test", "--url", new Uri(stage.Public).AbsoluteUri);
        Assert.Equal((0, ""), (smoke.ExitCode, smoke.Talk));
    }

    [Fact]
    public async Task Publishing_that_was_killed_half_way_is_finished_by_publishing_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The killer is a shell script.");
        using ToolStage stage = healthy.Copy();
        (await stage.CiAsync("online-sign")).Succeeded();
        stage["ci"].Fetch();

        using (var killer = new Killer(stage, "cat-file", "once there is", file: Path.Combine(stage.Public, "metadata", "1.targets.json")))
        {
            ToolRun killed = await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public);
            Assert.True(killed.ExitCode is 137 or 0, killed.Talk);
            Assert.True(killer.Struck);
        }

        await stage.PublishAsync();
        ToolRun smoke = await stage.CiAsync("smoke-test", "--url", new Uri(stage.Public).AbsoluteUri);
        Assert.Equal((0, ""), (smoke.ExitCode, smoke.Talk));
    }
}
