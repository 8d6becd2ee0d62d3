using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>What becomes of releases: their files stay as they are, what is said of them changes.</summary>
public sealed class Standing(Begun begun)
{
    [Fact]
    public async Task A_release_is_yanked_and_given_only_to_who_asks_for_it_until_that_is_taken_back()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("erin", "release", "yank", "hammer", "1.1.0", "--reason", "The handle breaks.");
        await story.MergeAsync("sign/hammer-yank-1.1.0");

        Assert.Equal("./README.md\n./hammer-1.0.0.txt\n", (await story.PlaygetInAsync("newest", "get", "hammer")).Succeeded().Answer);
        ToolRun exact = (await story.PlaygetInAsync("exact", "get", "hammer@1.1.0")).Succeeded();
        Assert.Equal(("./README.md\n./hammer-1.1.0.txt\n", "Warning: hammer 1.1.0 was yanked: The handle breaks.\n"), (exact.Answer, exact.Talk));
        Assert.Equal("hammer 1.1.0\n", await story.TufJsAsync("projects/hammer/1.1.0/hammer-1.1.0.txt"));
        Assert.Contains("  1.1.0  yanked: The handle breaks.\n", await story.LookAsync("erin", "project", "show", "hammer"), StringComparison.Ordinal);

        await story.DoAsync("erin", "release", "unyank", "hammer", "1.1.0", "--event", "back");
        await story.DoAsync("erin", "release", "deprecate", "hammer", "1.0.0", "--use", "hammer 1.1", "--event", "back");
        await story.MergeAsync("sign/back");
        ToolRun newest = (await story.PlaygetInAsync("again", "get", "hammer")).Succeeded();
        ToolRun old = (await story.PlaygetInAsync("old", "get", "hammer@~1.0")).Succeeded();
        Assert.Equal(("./README.md\n./hammer-1.1.0.txt\n", ""), (newest.Answer, newest.Talk));
        Assert.Equal(("./README.md\n./hammer-1.0.0.txt\n", "Warning: hammer 1.0.0 is deprecated. Use instead: hammer 1.1\n"), (old.Answer, old.Talk));

        await story.DoAsync("erin", "release", "deprecate", "hammer", "1.0.0", "--undo", "--event", "end");
        await story.DoAsync("erin", "project", "archive", "hammer", "--reason", "Nails are out of use.", "--use", "screwdriver", "--event", "end");
        await story.MergeAsync("sign/end");
        Assert.Equal(
            "Warning: hammer 1.1.0 is deprecated: Nails are out of use. Use instead: screwdriver\n", (await story.PlaygetInAsync("end", "get", "hammer")).Succeeded().Talk);
    }

    [Fact]
    public async Task A_release_that_is_not_merged_is_taken_out_of_its_event_and_may_come_again()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("erin", "release", "add", "hammer", "1.2.0", story.Write("hammer-1.2.0.txt", "too soon\n"));
        await story.DoAsync("erin", "release", "remove", "hammer", "1.2.0");
        Assert.DoesNotContain(story.Forge.ListFiles("sign/hammer-1.2.0"), file => file.Contains("1.2.0", StringComparison.Ordinal));
        await story.DoAsync("erin", "release", "add", "hammer", "1.2.0", story.Write("hammer-1.2.0.txt", "in time\n"));
        await story.MergeAsync("sign/hammer-1.2.0");

        await story.AssertServedAsync("projects/hammer/1.2.0/hammer-1.2.0.txt", "in time\n");
    }

    [Fact]
    public async Task Administrators_take_a_release_away_for_good_without_its_releasers()
    {
        const string File = "projects/hammer/1.1.0/hammer-1.1.0.txt";
        await using Community story = await begun.CopyWithWorkshopAsync();
        (await story.PlaygetInAsync("here", "lock", "hammer@^1.0")).Succeeded();
        await story.AssertServedAsync(File, "hammer 1.1.0\n");
        Assert.NotEmpty(FilesOf(story, "1.1.0"));

        ToolRun dave = await story.DoAsync("dave", "release", "remove", "hammer", "1.1.0", "--reason", "I do not like it.", "--event", "dave");
        string waits = await story.WaitsForAsync("sign/dave");
        Assert.Contains("'targets' needs 1 more of @alice, @bob", dave.Talk, StringComparison.Ordinal);
        ToolRun removed = await story.DoAsync("alice", "release", "remove", "hammer", "1.1.0", "--reason", "A court says so.");
        Assert.Contains("  + removal of projects/hammer/1.1.0/*, for good: A court says so.\n", removed.Answer, StringComparison.Ordinal);
        await story.MergeAsync("sign/remove-hammer-1.1.0");

        Assert.Empty(FilesOf(story, "1.1.0"));
        Assert.DoesNotContain(story.Forge.ListFiles("main"), file => file.Contains("1.1.0", StringComparison.Ordinal));
        Assert.Null(await story.TufJsAsync(File));
        Assert.Equal(4, (await story.PlaygetInAsync("here", "get", "--locked")).ExitCode);
        ToolRun relock = (await story.PlaygetInAsync("here", "lock")).Succeeded();
        Assert.Equal("hammer 1.1.0, which is locked, was blocked by the repository's administrators.\nhammer 1.1.0 -> 1.0.0\n", relock.Talk);
        Assert.Equal("./README.md\n./hammer-1.0.0.txt\n", (await story.PlaygetInAsync("here", "get", "--locked")).Succeeded().Answer);

        await story.DoAsync("erin", "release", "remove", "hammer", "1.1.0", "--event", "let-go");
        await story.MergeAsync("sign/let-go");
        await story.DoAsync("erin", "release", "add", "hammer", "1.2.0", story.Write("hammer-1.2.0.txt", "hammer 1.2.0\n"));
        await story.MergeAsync("sign/hammer-1.2.0");
        await story.AssertServedAsync("projects/hammer/1.2.0/hammer-1.2.0.txt", "hammer 1.2.0\n");

        var transcript = new Transcript(story);
        await transcript.RefusedAsync(2, "PG1221", "erin", "release", "add", "hammer", "1.1.0", story.Write("hammer-1.1.0.txt", "another\n"));
        await transcript.RefusedAsync(2, "PG1221", "alice", "project", "unblock", "hammer@1.1.0");
        Assert.Contains("waits for @alice @bob", waits, StringComparison.Ordinal);
    }

    private static string[] FilesOf(Community story, string version) => Directory.Exists(Path.Combine(story.Tools.Public, "targets/projects/hammer", version))
        ? Directory.GetFiles(Path.Combine(story.Tools.Public, "targets/projects/hammer", version)) : [];
}
