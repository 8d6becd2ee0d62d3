using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>The key that CI holds is replaced.</summary>
public sealed class OnlineKey(Begun begun)
{
    [Fact]
    public async Task The_online_key_is_replaced_and_clients_follow()
    {
        await using Community story = begun.Copy();
        await story.AssertServedAsync("none.txt", null);
        await story.Tools.MakeKeyAsync("new-online");
        await story.DoAsync("alice", "delegate", "new-online", "timestamp", "--online-key", story.Tools.KeyOf("new-online"));
        await story.DoAsync("bob", "sign");
        await story.Tools.MergeAsync("sign/new-online");

        ToolRun old = await story.Tools.CiAsync("online-sign");
        File.Copy(story.Tools.Sandbox.PathOf("keys/new-online.pem"), story.Tools.Sandbox.PathOf("keys/online.pem"), overwrite: true);
        await story.Tools.PublishAsync();

        Assert.Equal((3, ""), (old.ExitCode, old.Answer));
        await story.AssertServedAsync("none.txt", null);
        Assert.Equal(2, (int)(await story.TufJs.RefreshAsync()).Value!["timestamp"]!);
        ApprovedText.Verify(story.Published());
    }
}
