using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>A person's key is replaced by another: with the old one at hand, without it, and by somebody who signs nothing.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class ReplaceKeyTests(Healthy healthy)
{
    [Fact]
    public async Task A_new_key_stands_for_the_old_one_in_every_role_and_root_is_signed_with_both()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "tools", "tools", "--signers", "@alice", "--path", "tools/*")).Succeeded();
        await stage.MergeAsync("sign/tools");
        string next = await stage.MakeKeyAsync("alice-new");

        ToolRun replace = (await stage.SureAsync("alice", "key", "replace", next, "--event", "new-key")).Succeeded();

        Assert.Contains("@alice signs 'root' with the new key", replace.Talk, StringComparison.Ordinal);
        Assert.Contains("@alice signs 'root' with the old key", replace.Talk, StringComparison.Ordinal);
        Assert.Contains("@alice signs 'tools' with the new key", replace.Talk, StringComparison.Ordinal);
        Assert.Equal(next, stage["alice"].Git("config", "playground.key"));
        stage["ci"].Fetch();
        Assert.Equal(1, (await stage.CiAsync("status", "--head", "origin/sign/new-key", "--event", "sign/new-key")).ExitCode);
        (await stage.SureAsync("bob", "sign", "new-key")).Succeeded();
        await stage.MergeAsync("sign/new-key");

        (await stage.PlaygroundAsync("alice", "delegate", "longer", "tools", "--expiry-days", "400", "--yes")).Succeeded();
        await stage.MergeAsync("sign/longer");
        ToolRun old = await stage.PlaygroundAsync("alice", "delegate", "longest", "tools", "--expiry-days", "500", "--yes", "--key", stage.KeyOf("alice"));
        Assert.Equal((2, "PG1409"), (old.ExitCode, old.Talk[..6]));
    }

    [Fact]
    public async Task Without_the_old_key_the_others_make_up_for_it_or_the_event_waits()
    {
        using ToolStage stage = healthy.Copy();
        string next = await stage.MakeKeyAsync("alice-new");

        (await stage.PlaygroundAsync("alice", "key", "replace", next, "--lost", "--user", "@alice", "--yes", "--event", "lost")).Succeeded();
        (await stage.SureAsync("bob", "sign", "lost")).Succeeded();
        stage["ci"].Fetch();
        ToolRun status = await stage.CiAsync("status", "--head", "origin/sign/lost", "--event", "sign/lost");

        // Root needed both of them, and the root before knows @alice by her old key only.
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("`root`", status.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_proposed_where_there_is_nothing_to_replace()
    {
        using ToolStage stage = healthy.Copy();
        stage["bob"].Git("config", "--unset", "playground.key");
        string[] before = stage.Sandbox.Forge.Git("branch", "--list").Split('\n');

        ToolRun stranger = await stage.SureAsync("dora", "key", "replace", await stage.MakeKeyAsync("dora-new"));
        ToolRun same = await stage.SureAsync("alice", "key", "replace", stage.KeyOf("alice"));
        ToolRun others = await stage.SureAsync("alice", "key", "replace", stage.KeyOf("bob"));
        ToolRun none = await stage.PlaygroundAsync("bob", "key", "replace", await stage.MakeKeyAsync("bob-new"), "--user", "@bob", "--yes");

        Assert.Equal((2, "PG1210"), (stranger.ExitCode, LastLineOf(stranger)[..6]));
        Assert.Equal((0, ""), (same.ExitCode, same.Answer));
        Assert.Equal((2, "PG1209"), (others.ExitCode, LastLineOf(others)[..6]));
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("--lost", none.Talk, StringComparison.Ordinal);
        Assert.Equal(before, stage.Sandbox.Forge.Git("branch", "--list").Split('\n'));
    }

    private static string LastLineOf(ToolRun run) => run.Talk.TrimEnd().Split('\n')[^1];
}
