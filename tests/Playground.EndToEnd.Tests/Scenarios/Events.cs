using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Events that are not alone, come from elsewhere, or come to nothing.</summary>
public sealed class Events(Begun begun)
{
    [Fact]
    public async Task Two_events_in_parallel_that_change_the_same_role_are_merged_one_after_the_other()
    {
        await using Community story = begun.Copy();
        await story.PushFilesAsync("alice", "sign/one", ("targets/one.txt", "one\n"));
        await story.PushFilesAsync("bob", "sign/two", ("targets/two.txt", "two\n"));
        await story.DoAsync("bob", "sign", "one");
        await story.DoAsync("alice", "sign", "two");
        await story.MergeAsync("sign/one");

        ToolRun stale = await story.Tools.SureAsync("bob", "sign", "two");
        await story.DoAsync("bob", "update", "two");
        string merged = await story.WaitsForAsync("sign/two");
        await story.MergeAsync("sign/two");

        Assert.Equal(4, stale.ExitCode);
        await story.AssertServedAsync("one.txt", "one\n");
        await story.AssertServedAsync("two.txt", "two\n");
        ApprovedText.Verify($"two, when one is merged: {stale.Talk.TrimEnd()}\ntwo, with main in it: {merged}\n\n{story.Published()}");
    }

    [Fact]
    public async Task Who_may_not_push_signs_in_a_fork_and_a_maintainer_takes_the_signature_over()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "longer", "root", "--expiry-days", "400");
        GitFolder fork = story.Tools.Sandbox.NewBare("fork.git");
        story["bob"].Git("remote", "add", "fork", fork.Path);
        await story.DoAsync("bob", "sign", "longer", "--pull-remote", "origin", "--push-remote", "fork");
        string before = await story.WaitsForAsync("sign/longer");

        story["alice"].Fetch();
        story["alice"].Git("switch", "--quiet", "--create", "sign/longer", "origin/sign/longer");
        story["alice"].Git("pull", "--quiet", "--ff-only", fork.Path, "sign/longer");
        story["alice"].Push();
        string after = await story.WaitsForAsync("sign/longer");
        await story.MergeAsync("sign/longer");

        await story.AssertServedAsync("none.txt", null);
        ApprovedText.Verify($"signed in the fork: {before}\ntaken over: {after}\n\n{story.Published()}");
    }

    [Fact]
    public async Task An_event_that_is_abandoned_leaves_nothing_behind_and_its_name_can_be_used_again()
    {
        await using Community story = begun.Copy();
        string main = story.Forge.Resolve("main");
        await story.DoAsync("alice", "delegate", "idea", "targets", "--signers", "@alice", "@bob", "@carol");
        await story.DoAsync("carol", "sign");
        story.Forge.Git("branch", "--delete", "--force", "sign/idea");

        ToolRun events = await story.Tools.PlaygroundAsync("alice", "events");
        ToolRun sign = await story.Tools.SureAsync("bob", "sign");
        await story.Tools.PublishAsync();
        Assert.Equal((0, "", main), (events.ExitCode, events.Answer, story.Forge.Resolve("main")));
        Assert.Contains("No signing event waits for @bob", sign.Talk, StringComparison.Ordinal);

        await story.DoAsync("alice", "delegate", "idea", "targets", "--threshold", "2");
        string again = await story.WaitsForAsync("sign/idea");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/idea");
        ApprovedText.Verify($"begun again: {again}\n\n{story.Published()}");
    }
}
