using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Two people begin a repository, and anybody can use it.</summary>
public sealed class FirstEvent
{
    [Fact]
    public async Task Two_people_begin_a_repository_and_a_file_is_downloaded()
    {
        await using Community story = Community.New();
        await story.Tools.MakeKeyAsync("online");

        await story.DoAsync(
            "alice", "init", "--name", "Story", "--root-signers", "@alice", "@bob", "--root-threshold", "2", "--targets-threshold", "1", "--online-key", story.Tools.KeyOf("online"));
        string invited = await story.WaitsForAsync("sign/init");
        await story.DoAsync("bob", "sign");
        string accepted = await story.WaitsForAsync("sign/init");
        await story.DoAsync("alice", "sign");
        await story.MergeAsync("sign/init");

        await story.PushFilesAsync("alice", "sign/hello", ("targets/hello.txt", "hello\n"));
        string pushed = await story.WaitsForAsync("sign/hello");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/hello");

        await story.AssertServedAsync("hello.txt", "hello\n");
        (await story.Tools.CiAsync("smoke-test", "--url", story.Url.AbsoluteUri)).Succeeded();
        ApprovedText.Verify($"init: {invited}\ninit, when @bob has signed: {accepted}\nhello: {pushed}\n\n{story.Published()}");
    }
}
