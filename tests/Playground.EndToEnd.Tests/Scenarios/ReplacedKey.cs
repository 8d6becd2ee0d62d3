using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Somebody has a new key.</summary>
public sealed class ReplacedKey(Begun begun)
{
    [Fact]
    public async Task A_key_is_replaced_by_its_owner_and_the_old_one_signs_nothing_any_more()
    {
        await using Community story = begun.Copy();
        await story.AssertServedAsync("none.txt", null);
        await story.DoAsync("bob", "key", "replace", story.AddKey("bob-new"), "--event", "new-key");
        string begins = await story.WaitsForAsync("sign/new-key");
        await story.DoAsync("alice", "sign");
        await story.MergeAsync("sign/new-key");

        await story.PushFilesAsync("bob", "sign/file", ("targets/new.txt", "new\n"));
        ToolRun old = await story.Tools.SureAsync("bob", "sign");
        story.Tools.Keys["bob"] = story.Tools.Keys["bob-new"];
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/file");

        Assert.Equal(2, old.ExitCode);
        await story.AssertServedAsync("new.txt", "new\n");
        ApprovedText.Verify($"begins: {begins}\nwith the old key: {old.Talk.TrimEnd().Replace(story.Tools.Sandbox.Folder, "…", StringComparison.Ordinal)}\n\n{story.Published()}");
    }

    [Fact]
    public async Task A_key_that_is_lost_is_replaced_where_others_can_vouch()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "carol-too", "root", "--signers", "@alice", "@bob", "@carol", "--threshold", "2");
        await story.DoAsync("carol", "sign");
        await story.DoAsync("bob", "sign");
        await story.DoAsync("alice", "sign");
        await story.MergeAsync("sign/carol-too");

        story.Tools.Keys["bob"] = story.AddKey("bob-new");
        await story.DoAsync("bob", "key", "replace", story.Tools.Keys["bob"], "--event", "lost", "--lost");
        string begins = await story.WaitsForAsync("sign/lost");
        await story.DoAsync("alice", "sign");
        string one = await story.WaitsForAsync("sign/lost");
        await story.DoAsync("carol", "sign");
        await story.MergeAsync("sign/lost");

        await story.AssertServedAsync("none.txt", null);
        ApprovedText.Verify($"begins: {begins}\nwith @alice: {one}\n\n{story.Published()}");
    }
}
