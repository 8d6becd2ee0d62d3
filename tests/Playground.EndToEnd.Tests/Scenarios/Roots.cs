using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Who may change who signs: the old people and the new ones, each in sufficient number.</summary>
public sealed class Roots(Begun begun)
{
    [Fact]
    public async Task A_root_is_rotated_when_the_old_and_the_new_threshold_are_met()
    {
        await using Community story = begun.Copy();
        await story.AssertServedAsync("none.txt", null);
        await story.DoAsync("alice", "delegate", "rotate", "root", "--signers", "@alice", "@carol", "--threshold", "2");
        string begins = await story.WaitsForAsync("sign/rotate");
        await story.DoAsync("carol", "sign");
        await story.DoAsync("alice", "sign");
        string newOnly = await story.WaitsForAsync("sign/rotate");
        ToolRun early = await story.Tools.CiAsync("status", "--head", "origin/sign/rotate");
        Assert.Equal(1, early.ExitCode);
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/rotate");

        Assert.Equal(2, (int)(await story.TufJs.RefreshAsync()).Value!["root"]!);
        await story.AssertServedAsync("none.txt", null);
        ApprovedText.Verify($"begins: {begins}\nsigned by the new ones: {newOnly}\n\n{story.Published()}");
    }

    [Fact]
    public async Task A_threshold_is_raised_and_from_then_on_one_signature_is_too_few()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "raise", "targets", "--threshold", "2");
        string begins = await story.WaitsForAsync("sign/raise");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/raise");

        await story.PushFilesAsync("alice", "sign/file", ("targets/both.txt", "both\n"));
        await story.DoAsync("alice", "sign");
        string one = await story.WaitsForAsync("sign/file");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/file");

        await story.AssertServedAsync("both.txt", "both\n");
        ApprovedText.Verify($"begins: {begins}\none signature: {one}\n\n{story.Published()}");
    }
}
