using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>What maintainers' and downloaders' tools refuse, each with its code, before anything is pushed or fetched.</summary>
public sealed class Refusals(Begun begun)
{
    [Fact]
    public async Task Maintainers_are_told_by_code_why_their_tool_refuses_and_nothing_is_pushed()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        string branches = Branches(story);
        var transcript = new Transcript(story);

        await transcript.RefusedAsync(2, "PG1203", "alice", "project", "enable");
        await transcript.RefusedAsync(2, "PG1501", "dave", "project", "create", "no__name");
        await transcript.RefusedAsync(2, "PG1216", "dave", "project", "create", "claimed");
        await transcript.RefusedAsync(2, "PG1216", "dave", "project", "create", "hammer");
        await transcript.RefusedAsync(2, "PG1206", "dave", "project", "create", "anvil", "--releasers-threshold", "2");
        foreach (string alike in (string[])["hammers", "harnmer"])
        {
            await transcript.RefusedAsync(4, "PG1134", "dave", "project", "create", alike);
        }

        await transcript.RefusedAsync(2, "PG1206", "erin", "project", "remove", "hammer", "@erin");
        await transcript.RefusedAsync(2, "PG1215", "alice", "project", "claim", "anvil");
        await transcript.RefusedAsync(2, "PG1215", "alice", "project", "unblock", "hammer");

        string file = story.Write("hammer-1.1.0.txt", "another hammer\n");
        await transcript.RefusedAsync(2, "PG1502", "erin", "release", "add", "hammer", "one", file);
        await transcript.RefusedAsync(2, "PG1217", "erin", "release", "add", "hammer", "1.1.0", file);
        await transcript.RefusedAsync(2, "PG1217", "erin", "release", "remove", "hammer", "1.1.0");
        await transcript.RefusedAsync(2, "PG1215", "erin", "release", "yank", "hammer", "9.9.9", "--reason", "It is not there.");

        string package = story.Write("hammer.2.0.0.nupkg", TestPackage.NuGet("Hammer", "2.0.0", """<license type="expression">MIT</license>"""));
        await transcript.RefusedAsync(2, "PG1218", "erin", "release", "add", "hammer", "2.0.1", package);
        await transcript.RefusedAsync(2, "PG1218", "erin", "release", "add", "hammer", "2.0.0", package, "--licence", "GPL-3.0-only");
        await transcript.RefusedAsync(4, "PG1219", "erin", "release", "add", "hammer", "2.0.0", story.Write("hammer-2.0.0.whl", "PK, says it"));
        story.Tools.Environment["PATH"] = PathWithout(story, "git", "sh");
        await transcript.RefusedAsync(3, "PG1220", "erin", "release", "add", "hammer", "2.0.0", story.Write("hammer_2.0.0_all.deb", TestPackage.Deb("Package: hammer\n", ".zst", content => content)));

        Assert.Equal(branches, Branches(story));
        transcript.Verify();
    }

    [Fact]
    public async Task Without_projects_there_is_nothing_to_begin_and_nothing_to_search()
    {
        await using Community story = begun.Copy();
        Workshop.AddKeys(story);
        var transcript = new Transcript(story);

        await transcript.RefusedAsync(2, "PG1214", "dave", "project", "create", "anvil");
        await transcript.PlaygetRefusesAsync(1, "PG1610", "here", "search", "anvil");
        await transcript.PlaygetRefusesAsync(1, "PG1601", "here", "get", "anvil");
        transcript.Verify();
    }

    [Fact]
    public async Task Downloaders_are_told_by_code_why_they_get_nothing_and_no_file_is_left()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("dave", "project", "create", "kettle");
        await new Transcript(story).RefusedAsync(2, "PG1215", "dave", "release", "add", "kettle", "1.0.0", story.Write("README.md", "# Kettle\n"), "--event", "project-kettle");
        await story.MergeAsync("sign/project-kettle");
        await story.DoAsync("dave", "release", "add", "kettle", "1.0.0", story.Write("README.md", "# Kettle\n"), "--event", "more");
        await story.DoAsync("erin", "release", "yank", "hammer", "1.0.0", "--reason", "Too short.", "--event", "more");
        await story.DoAsync("alice", "project", "block", "hammer@1.1.0", "--reason", "Its head flies off.", "--event", "more");
        (await story.PlaygetInAsync("locked", "lock", "hammer@1.1.0")).Succeeded();
        await story.MergeAsync("sign/more");
        var transcript = new Transcript(story);

        await transcript.PlaygetRefusesAsync(1, "PG1601", "here", "get", "screwdriver");
        await transcript.PlaygetRefusesAsync(2, "PG1503", "here", "get", "hammer@^^1");
        await transcript.PlaygetRefusesAsync(1, "PG1602", "here", "get", "hammer@9");
        await transcript.PlaygetRefusesAsync(1, "PG1602", "here", "get", "hammer");
        await transcript.PlaygetRefusesAsync(4, "PG1603", "here", "get", "hammer@1.1.0");
        await transcript.PlaygetRefusesAsync(4, "PG1603", "locked", "get", "--locked");
        await transcript.PlaygetRefusesAsync(1, "PG1604", "here", "get", "projects/hammer/1.1.0/hammer-1.1.0.txt");
        await transcript.PlaygetRefusesAsync(1, "PG1604", "here", "get", "kettle", "--file", "*.whl");
        await transcript.PlaygetRefusesAsync(2, "PG1606", "here", "get", "kettle", "hammer@1.0.0");
        await transcript.PlaygetRefusesAsync(2, "PG1609", "here", "get", "--locked");
        Assert.Empty(Directory.EnumerateFiles(story.Tools.Sandbox.PathOf("here")));

        File.WriteAllText(story.Tools.Sandbox.PathOf("here/README.md"), "# Mine\n");
        await transcript.PlaygetRefusesAsync(3, "PG1605", "here", "get", "kettle");
        (await story.PlaygetInAsync("here", "lock", "kettle")).Succeeded();
        string locked = await File.ReadAllTextAsync(story.Tools.Sandbox.PathOf("here/playget.lock.json"), TestContext.Current.CancellationToken);
        await transcript.PlaygetRefusesAsync(1, "PG1611", "here", "lock", "--remove", "hammer");
        File.WriteAllText(story.Tools.Sandbox.PathOf("here/playget.lock.json"), locked.Replace("\"sha256\": \"", "\"sha256\": \"0", StringComparison.Ordinal));
        await transcript.PlaygetRefusesAsync(4, "PG1607", "here", "get", "--locked");
        File.WriteAllText(story.Tools.Sandbox.PathOf("here/playget.lock.json"), "{");
        await transcript.PlaygetRefusesAsync(3, "PG1608", "here", "lock");
        Assert.Equal("# Mine\n", await File.ReadAllTextAsync(story.Tools.Sandbox.PathOf("here/README.md"), TestContext.Current.CancellationToken));
        transcript.Verify();
    }

    private static string Branches(Community story) => story.Forge.Git("for-each-ref", "--format=%(refname) %(objectname)");

    /// <summary>A folder with a few programs: all that a tool finds then.</summary>
    private static string PathWithout(Community story, params string[] programs)
    {
        string folder = Directory.CreateDirectory(story.Tools.Sandbox.PathOf("few-programs")).FullName;
        foreach (string program in programs)
        {
            string path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(place => Path.Combine(place, program)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(folder, program), path);
        }

        return folder;
    }
}
