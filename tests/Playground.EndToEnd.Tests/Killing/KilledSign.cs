using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Killing;

/// <summary><c>playground sign</c>, killed at every step that changes something, is finished by the same command.</summary>
public sealed class KilledSign(Begun begun)
{
    [Fact]
    public async Task Signing_that_is_killed_at_any_change_is_finished_by_signing_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What kills is a shell script.");
        Strace.SkipUnlessInstalled();
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "longer", "root", "--expiry-days", "400");
        GitClone bob = story["bob"];
        bob.Git("config", "--remove-section", "playground");
        Assert.False(Directory.Exists(bob.PathOf(".git/playground")), "Nothing is trusted yet: that is one of the things to be done.");
        IReadOnlyList<GitCommand> changes = await RecordAsync(story);

        // Before each other one is after the one before it.
        foreach ((GitCommand change, bool after) in changes.Select(change => (change, true)).Prepend((changes[0], false)))
        {
            await KillAsync(story, copy => new GitWatch(copy, change.Number, after), $"{(after ? "after" : "before")} git {change.Words}");
        }

        await KillAsync(story, copy => new Strace(copy, "mkdir", 1, copy["bob"].PathOf(".git/playground")), "before it keeps the trusted root");
        TestContext.Current.TestOutputHelper?.WriteLine($"Killed before the first and after each: {string.Join(", ", changes.Select(change => change.Words))}");
        Assert.Contains(changes, change => change.Words.StartsWith("push ", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<GitCommand>> RecordAsync(Community story)
    {
        await using Community copy = story.Copy();
        using var watch = new GitWatch(copy.Tools);
        await copy.DoAsync("bob", "sign", "longer");
        return [.. watch.Commands.Where(command => command.Changes)];
    }

    private static async Task KillAsync(Community story, Func<ToolStage, IDisposable> killer, string where)
    {
        await using Community copy = story.Copy();
        using (killer(copy.Tools))
        {
            ToolRun killed = await copy.Tools.SureAsync("bob", "sign", "longer");
            Assert.True(killed.ExitCode == 137, $"Not killed {where}, but ended with {killed.ExitCode}: {killed.Talk}");
        }

        ToolRun again = await copy.Tools.SureAsync("bob", "sign", "longer");
        Assert.True(again.ExitCode == 0, $"Killed {where}, and then: {again.Talk}");
        Assert.Equal("verified", await copy.WaitsForAsync("sign/longer"));
        Assert.Equal("@bob signs 'root'", Assert.Single(copy.Forge.Log("main..sign/longer"), subject => subject.StartsWith("@bob", StringComparison.Ordinal)));
        copy.Forge.Fsck();
    }
}
