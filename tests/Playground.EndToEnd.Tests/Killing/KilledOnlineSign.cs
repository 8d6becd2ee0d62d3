using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Killing;

/// <summary><c>playground-ci online-sign</c>, killed at every step that changes something, is finished by the same command.</summary>
public sealed class KilledOnlineSign(Begun begun)
{
    [Fact]
    public async Task Online_signing_that_is_killed_at_any_change_is_finished_by_running_it_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What kills is a shell script.");
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "team", "team", "--signers", "@alice");
        await story.DoAsync("bob", "sign");
        await story.Tools.MergeAsync("sign/team");
        IReadOnlyList<GitCommand> changes;
        await using (Community copy = story.Copy())
        {
            using var watch = new GitWatch(copy.Tools);
            (await copy.Tools.CiAsync("online-sign")).Succeeded();
            changes = [.. watch.Commands.Where(command => command.Changes)];
        }

        // Before each other one is after the one before it.
        foreach ((GitCommand change, bool after) in changes.Select(change => (change, true)).Prepend((changes[0], false)))
        {
            await KillAsync(story, change, after);
        }

        Assert.Equal(2, changes.Count(change => change.Words.StartsWith("push ", StringComparison.Ordinal)));
    }

    private static async Task KillAsync(Community story, GitCommand change, bool after)
    {
        await using Community copy = story.Copy();
        using (new GitWatch(copy.Tools, change.Number, after))
        {
            Assert.Equal(137, (await copy.Tools.CiAsync("online-sign")).ExitCode);
        }

        ToolRun again = await copy.Tools.CiAsync("online-sign");
        Assert.True(again.ExitCode == 0, $"Killed {(after ? "after" : "before")} git {change.Words}, and then: {again.Talk}");
        Assert.Equal(copy.Forge.Resolve("main"), copy.Forge.Resolve("publish"));
        Assert.Equal("Sign snapshot and timestamp", Assert.Single(copy.Forge.Log("main").TakeWhile(subject => subject != "Merge sign/team")));
        copy["ci"].Fetch();
        (await copy.Tools.CiAsync("publish", "--revision", "origin/publish", "--out", copy.Tools.Public)).Succeeded();
        copy.Forge.Fsck();
    }
}
