using Playground.Testing;
using Xunit;

namespace Playground.Maintainer.Tests;

/// <summary>Who signs: invited, admitted, removed; thresholds.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class PeopleTests(Healthy healthy)
{
    [Fact]
    public async Task Carol_is_invited_brings_a_key_and_signs_for_a_role_of_her_own()
    {
        using ToolStage stage = healthy.Copy();
        ToolRun alice = (await stage.SureAsync("alice", "delegate", "add-carol", "tools", "--signers", "@carol", "--path", "tools/*")).Succeeded();
        Assert.Contains("@carol accepts: playground sign sign/add-carol", alice.Talk, StringComparison.Ordinal);
        Assert.DoesNotContain("more of :", alice.Talk, StringComparison.Ordinal);

        ToolRun waiting = await stage.PlaygroundAsync("carol", "events", "--user", "@carol", "--yes");
        Assert.StartsWith("* sign/add-carol  @carol to accept", waiting.Answer, StringComparison.Ordinal);

        ToolRun carol = (await stage.SureAsync("carol", "sign", "sign/add-carol")).Succeeded();
        Assert.Contains("delegation to 'tools' for tools/*", carol.Answer, StringComparison.Ordinal);
        Assert.Contains("@carol accepts 'tools', signs 'tools'", carol.Talk, StringComparison.Ordinal);

        (await stage.SureAsync("bob", "sign")).Succeeded();
        await stage.MergeAsync("sign/add-carol");
        Assert.Equal("", stage["carol"].Git("status", "--porcelain"));
    }

    [Fact]
    public async Task Somebody_leaves_root_and_the_threshold_falls_only_with_both_signatures()
    {
        using ToolStage stage = healthy.Copy();
        ToolRun alice = (await stage.SureAsync("alice", "delegate", "bob-leaves", "root", "--signers", "@alice", "--threshold", "1")).Succeeded();
        Assert.Contains("'root' needs 2 -> 1 signatures", alice.Answer, StringComparison.Ordinal);
        Assert.Contains("'root' is no longer signed with @bob's key", alice.Answer, StringComparison.Ordinal);

        stage["ci"].Fetch();
        ToolRun early = await stage.CiAsync("status", "--head", "origin/sign/bob-leaves", "--event", "sign/bob-leaves");
        Assert.Equal(1, early.ExitCode);
        (await stage.SureAsync("bob", "sign", "bob-leaves")).Succeeded();
        await stage.MergeAsync("sign/bob-leaves");
    }
}
