using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>A role that delegates to one that delegates to another.</summary>
public sealed class DelegationsThreeDeep(Begun begun)
{
    [Fact]
    public async Task A_file_at_the_end_of_three_delegations_is_signed_by_its_own_people_and_downloaded()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "nest", "tools", "--signers", "@alice", "--path", "tools/*");
        await story.DoAsync("alice", "delegate", "nest", "tools-linux", "--delegator", "tools", "--signers", "@bob", "--path", "tools/linux-*");
        await story.DoAsync("alice", "delegate", "nest", "tools-linux-arm", "--delegator", "tools-linux", "--signers", "@carol", "--path", "tools/linux-arm-*");
        string begins = await story.WaitsForAsync("sign/nest");
        await story.DoAsync("carol", "sign");
        await story.DoAsync("bob", "sign");
        await story.DoAsync("alice", "sign");
        await story.MergeAsync("sign/nest");

        await story.PushFilesAsync("carol", "sign/arm", ("targets/tools/linux-arm-1", "arm\n"), ("targets/tools/linux-x86-1", "x86\n"));
        string files = await story.WaitsForAsync("sign/arm");
        await story.DoAsync("carol", "sign");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/arm");

        await story.AssertServedAsync("tools/linux-arm-1", "arm\n");
        await story.AssertServedAsync("tools/linux-x86-1", "x86\n");
        ApprovedText.Verify($"nest: {begins}\narm: {files}\n\n{story.Published()}");
    }
}
