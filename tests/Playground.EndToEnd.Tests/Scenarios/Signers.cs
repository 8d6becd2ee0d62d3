using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>People come and go.</summary>
public sealed class Signers(Begun begun)
{
    [Fact]
    public async Task Somebody_is_invited_brings_a_key_and_signs()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "add-carol", "targets", "--signers", "@alice", "@bob", "@carol", "--threshold", "1");
        string invited = await story.WaitsForAsync("sign/add-carol");
        await story.DoAsync("carol", "sign");
        string accepted = await story.WaitsForAsync("sign/add-carol");
        await story.DoAsync("bob", "sign");
        await story.DoAsync("alice", "sign");
        await story.MergeAsync("sign/add-carol");

        await story.PushFilesAsync("carol", "sign/file", ("targets/carol.txt", "mine\n"));
        await story.DoAsync("carol", "sign");
        await story.MergeAsync("sign/file");

        await story.AssertServedAsync("carol.txt", "mine\n");
        ApprovedText.Verify($"invited: {invited}\naccepted: {accepted}\n\n{story.Published()}");
    }

    [Fact]
    public async Task Somebody_is_removed_and_what_only_they_had_signed_is_signed_anew()
    {
        await using Community story = begun.Copy();
        await story.PushFilesAsync("bob", "sign/file", ("targets/bob.txt", "from bob\n"));
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/file");

        await story.DoAsync("alice", "delegate", "bob-leaves", "targets", "--signers", "@alice");
        string proposed = await story.WaitsForAsync("sign/bob-leaves");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/bob-leaves");

        await story.PushFilesAsync("bob", "sign/more", ("targets/more.txt", "more\n"));
        string more = await story.WaitsForAsync("sign/more");
        ToolRun bob = await story.DoAsync("bob", "sign", "more");
        Assert.Contains("Nothing in 'sign/more' waits for @bob", bob.Talk, StringComparison.Ordinal);
        await story.AssertServedAsync("bob.txt", "from bob\n");
        ApprovedText.Verify($"proposed: {proposed}\nwhat @bob pushes then: {more}\n\n{story.Published()}");
    }
}
