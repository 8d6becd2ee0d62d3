using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Whoever can push files with git can propose artifacts; nobody writes metadata by hand.</summary>
public sealed class Artifacts(Begun begun)
{
    [Fact]
    public async Task A_file_is_added_changed_and_removed_by_plain_git_push()
    {
        await using Community story = begun.Copy();
        await story.PushFilesAsync("alice", "sign/add", ("targets/tool.txt", "one\n"), ("targets/docs/read me.txt", "read\n"));
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/add");
        await story.AssertServedAsync("tool.txt", "one\n");

        await story.PushFilesAsync("bob", "sign/change", ("targets/tool.txt", "two\n"));
        string changed = await story.WaitsForAsync("sign/change");
        await story.DoAsync("alice", "sign");
        await story.MergeAsync("sign/change");
        await story.AssertServedAsync("tool.txt", "two\n");

        await story.PushFilesAsync("alice", "sign/remove", ("targets/tool.txt", null));
        string removed = await story.WaitsForAsync("sign/remove");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/remove");
        await story.AssertServedAsync("tool.txt", null);
        await story.AssertServedAsync("docs/read me.txt", "read\n");

        ApprovedText.Verify($"change: {changed}\nremove: {removed}\n\n{story.Published()}");
    }
}
