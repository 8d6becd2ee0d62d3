using System.Text.Json;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>The people of a project, who need no administrator.</summary>
public sealed class People(Begun begun)
{
    [Fact]
    public async Task A_project_is_begun_found_and_downloaded_without_any_administrator()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();

        Assert.Equal("hammer\tnew\t1.1.0\n", await story.LookAsync("dave", "project", "list"));
        string show = (await story.LookAsync("dave", "project", "show", "Hammer"));
        Assert.StartsWith("hammer, vouched for by new\nowners:    1 of @erin\nreleasers: 1 of @erin\n  1.1.0\n    README.md  9 bytes  sha256 ", show, StringComparison.Ordinal);
        JsonElement release = JsonElement.Parse(await story.LookAsync("dave", "release", "show", "hammer", "1.0", "--output", "json"));
        Assert.Equal(("1.0.0", "MIT"), (release.GetProperty("version").GetString(), release.GetProperty("licence").GetString()));
        Assert.Equal(["projects/hammer/1.0.0/README.md", "projects/hammer/1.0.0/hammer-1.0.0.txt"], release.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()));
        Assert.Contains("\ndescription: Drives nails in.\nlicence:     MIT\ntags:        nails\n", await story.LookAsync("dave", "release", "show", "hammer", "1.0"), StringComparison.Ordinal);

        Assert.Equal("hammer\t1.1.0\tDrives nails in.\n", (await story.PlaygetInAsync("here", "search", "nails")).Succeeded().Answer);
        Assert.Equal("1.1.0\t2030-01-01\n1.0.0\t2030-01-01\n".Replace("2030-01-01", story.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), (await story.PlaygetInAsync("here", "list", "hammer")).Succeeded().Answer);
        Assert.Contains("vouched for: nobody has vouched for its owners yet\nowners: @erin (signed), 1 needed\n", (await story.PlaygetInAsync("here", "info", "hammer")).Succeeded().Answer, StringComparison.Ordinal);
        Assert.Equal("./README.md\n./hammer-1.0.0.txt\n", (await story.PlaygetInAsync("here", "get", "hammer@~1.0")).Succeeded().Answer);
        Assert.Equal("projects/hammer/1.0.0/hammer-1.0.0.txt\tsigned by hammer.releases\n", (await story.PlaygetInAsync("here", "verify", "hammer-1.0.0.txt")).Succeeded().Answer);
        Assert.Equal("hammer 1.1.0\n", await story.TufJsAsync("projects/hammer/1.1.0/hammer-1.1.0.txt"));
    }

    [Fact]
    public async Task A_release_waits_for_the_second_releaser_who_sees_what_it_has_otherwise_than_the_one_before()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("erin", "project", "invite", "hammer", "@dave", "--event", "team");
        ToolRun threshold = await story.DoAsync("erin", "project", "threshold", "hammer", "2", "--event", "team");
        string invited = await story.WaitsForAsync("sign/team");
        await story.DoAsync("dave", "sign", "team");
        await story.DoAsync("erin", "sign", "team");
        await story.MergeAsync("sign/team");

        ToolRun added = await story.DoAsync(
            "erin", "release", "add", "hammer", "1.2.0", story.Write("hammer-1.2.0.txt", "hammer 1.2.0, now with a longer handle\n"), story.Write("licence.txt", "Yours.\n"), "--licence", "0BSD");
        string waits = await story.WaitsForAsync("sign/hammer-1.2.0");
        Assert.StartsWith("* sign/hammer-1.2.0  ", await story.LookAsync("dave", "events"), StringComparison.Ordinal);
        Assert.StartsWith("  sign/hammer-1.2.0  ", await story.LookAsync("alice", "events"), StringComparison.Ordinal);
        string signed = (await story.DoAsync("dave", "sign")).Answer;
        await story.MergeAsync("sign/hammer-1.2.0");

        Assert.Equal("./hammer-1.2.0.txt\n./licence.txt\n", (await story.PlaygetInAsync("here", "get", "hammer")).Succeeded().Answer);
        Assert.Equal("hammer 1.2.0, now with a longer handle\n", await story.TufJsAsync("projects/hammer/1.2.0/hammer-1.2.0.txt"));
        ApprovedText.Verify($"""
            the team: {invited}
            {Next(threshold)}
            the release: {waits}
            {Next(added)}
            what @dave signs:
            {string.Join('\n', signed.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && !line.Contains("expires", StringComparison.Ordinal) && !line.Contains("released", StringComparison.Ordinal)))}
            """);
    }

    [Fact]
    public async Task A_project_passes_to_another_by_those_who_own_it_and_the_old_owner_leaves()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("erin", "project", "transfer", "hammer", "@dave");
        string begins = (await story.WaitsForAsync("sign/hammer-transfer")).Split("; new ")[0];
        await story.DoAsync("dave", "sign", "hammer-transfer");
        await story.DoAsync("erin", "sign", "hammer-transfer");
        await story.MergeAsync("sign/hammer-transfer");
        await story.DoAsync("dave", "project", "remove", "hammer", "@erin");
        await story.MergeAsync("sign/hammer-remove-erin");

        Assert.Contains("owners:    1 of @dave\nreleasers: 1 of @dave\n", await story.LookAsync("dave", "project", "show", "hammer"), StringComparison.Ordinal);
        await story.DoAsync("erin", "release", "add", "hammer", "2.0.0", story.Write("hammer-2.0.0.txt", "from @erin\n"), "--event", "too-late");
        string late = await story.WaitsForAsync("sign/too-late");
        Assert.Equal(1, (await story.Tools.CiAsync("status", "--head", "origin/sign/too-late")).ExitCode);
        await story.DoAsync("dave", "release", "add", "hammer", "2.0.0", story.Write("hammer-2.0.0.txt", "from @dave\n"));
        await story.MergeAsync("sign/hammer-2.0.0");

        await story.AssertServedAsync("projects/hammer/2.0.0/hammer-2.0.0.txt", "from @dave\n");
        ApprovedText.Verify($"transfer: {begins}\nwhat @erin releases then: {late}");
    }

    private static string Next(ToolRun run) => run.Talk[run.Talk.IndexOf("Next:", StringComparison.Ordinal)..].TrimEnd();
}
