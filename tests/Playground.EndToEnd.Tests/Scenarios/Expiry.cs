using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>Time passes.</summary>
public sealed class Expiry(Begun begun)
{
    [Fact]
    public async Task A_timestamp_that_nears_its_expiry_is_signed_anew_and_nothing_else()
    {
        await using Community story = begun.Copy();
        await story.AssertServedAsync("none.txt", null);
        story.PassDays(1);
        string main = story.Forge.Resolve("main");
        await story.Tools.PublishAsync();
        Assert.Equal(main, story.Forge.Resolve("main"));

        story.PassDays(2);
        await story.Tools.PublishAsync();
        await story.AssertServedAsync("none.txt", null);

        story.PassDays(5);
        ToolRun late = await story.RunPlaygetAsync("get", "none.txt");
        Assert.Equal(4, late.ExitCode);
        await story.Tools.PublishAsync();
        Assert.Equal(1, (await story.RunPlaygetAsync("get", "none.txt")).ExitCode);
        ApprovedText.Verify($"playget, when nobody signs for five days: {late.Talk.TrimEnd()}\n\n{story.Published()}");
    }

    [Fact]
    public async Task Roles_of_people_that_near_their_expiry_get_events_and_live_on()
    {
        await using Community story = begun.Copy();
        story.PassDays(320);
        ToolRun events = (await story.Tools.CiAsync("create-events")).Succeeded();
        await story.DoAsync("alice", "sign", "root-v2");
        await story.DoAsync("bob", "sign", "root-v2");
        await story.DoAsync("bob", "sign", "targets-v2");
        await story.MergeAsync("sign/root-v2");
        await story.MergeAsync("sign/targets-v2");
        ToolRun again = (await story.Tools.CiAsync("create-events")).Succeeded();

        story.PassDays(100);
        await story.Tools.PublishAsync();
        await story.AssertServedAsync("none.txt", null);
        ApprovedText.Verify($"events:\n{events.Answer}events when they are over: {again.Answer}\n\n{story.Published()}");
    }
}
