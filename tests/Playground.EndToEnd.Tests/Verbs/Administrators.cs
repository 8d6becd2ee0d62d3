using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Verbs;

/// <summary>Administrators vouch for projects, and stop what does harm.</summary>
public sealed class Administrators(Begun begun)
{
    private const string File = "projects/hammer/1.1.0/hammer-1.1.0.txt";

    [Fact]
    public async Task A_claimed_project_releases_as_before_and_changes_its_owners_only_with_an_administrator()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("bob", "project", "claim");
        await story.MergeAsync("sign/claim");
        Assert.Equal("hammer\tclaimed\t1.1.0\n", await story.LookAsync("erin", "project", "list"));
        Assert.Contains("vouched for: its owners are known to the repository's administrators\n", (await story.PlaygetInAsync("here", "info", "hammer")).Succeeded().Answer, StringComparison.Ordinal);

        await story.DoAsync("erin", "release", "add", "hammer", "1.2.0", story.Write("hammer-1.2.0.txt", "hammer 1.2.0\n"));
        await story.MergeAsync("sign/hammer-1.2.0");
        await story.AssertServedAsync("projects/hammer/1.2.0/hammer-1.2.0.txt", "hammer 1.2.0\n");

        await story.DoAsync("erin", "project", "invite", "hammer", "@dave", "--as", "owners");
        await story.DoAsync("dave", "sign", "hammer-invite-dave");
        string owners = await story.WaitsForAsync("sign/hammer-invite-dave");
        await story.DoAsync("erin", "sign", "hammer-invite-dave");
        string administrators = await story.WaitsForAsync("sign/hammer-invite-dave");
        await story.DoAsync("alice", "sign", "hammer-invite-dave");
        await story.MergeAsync("sign/hammer-invite-dave");
        Assert.Contains("owners:    1 of @dave, @erin\n", await story.LookAsync("erin", "project", "show", "hammer"), StringComparison.Ordinal);
        await story.AssertServedAsync(File, "hammer 1.1.0\n");
        ApprovedText.Verify($"accepted: {owners}\nsigned by its owner: {administrators}");
    }

    [Fact]
    public async Task What_is_blocked_no_client_gets_until_the_block_is_lifted()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        (await story.PlaygetInAsync("here", "lock", "hammer@1.1.0")).Succeeded();
        Assert.Equal("hammer 1.1.0\n", await story.TufJsAsync(File));
        await story.DoAsync("bob", "project", "block", "hammer@1.1.0", "--reason", "Its head flies off.");
        await story.MergeAsync("sign/block-hammer");

        Assert.Equal((4, 4), ((await story.PlaygetInAsync("here", "get", "hammer@1.1.0")).ExitCode, (await story.PlaygetInAsync("here", "get", "--locked")).ExitCode));
        Assert.Null(await story.TufJsAsync(File));
        Assert.Equal("./README.md\n./hammer-1.0.0.txt\n", (await story.PlaygetInAsync("here", "get", "hammer")).Succeeded().Answer);
        Assert.Contains("1.1.0\t-\tblocked\n", (await story.PlaygetInAsync("here", "list", "hammer", "--all")).Succeeded().Answer, StringComparison.Ordinal);
        Assert.StartsWith("hammer 1.1.0  BLOCKED: Its head flies off.\n", await story.LookAsync("erin", "release", "show", "hammer", "1.1.0"), StringComparison.Ordinal);

        await story.DoAsync("alice", "project", "block", "hammer", "--reason", "All of it.", "--event", "all");
        await story.MergeAsync("sign/all");
        Assert.Equal(4, (await story.PlaygetInAsync("here", "get", "hammer")).ExitCode);
        Assert.Equal(1, (await story.PlaygetInAsync("here", "search", "nails")).ExitCode);
        Assert.Null(await story.TufJsAsync("projects/hammer/1.0.0/hammer-1.0.0.txt"));
        Assert.Equal(["projects/hammer/*/*", "projects/hammer/1.1.0/*"], (await story.LookAsync("alice", "project", "block", "--list")).TrimEnd().Split('\n').Select(line => line.Split('\t')[0]));

        await story.DoAsync("alice", "project", "unblock", "hammer", "--event", "lift");
        await story.DoAsync("alice", "project", "unblock", "hammer@1.1.0", "--event", "lift");
        await story.MergeAsync("sign/lift");
        Assert.Equal("hammer 1.1.0\n", await story.TufJsAsync(File));
        Assert.Equal("./README.md\n./hammer-1.1.0.txt\n", (await story.PlaygetInAsync("there", "get", "hammer")).Succeeded().Answer);
    }

    [Fact]
    public async Task Projects_are_divided_by_their_first_letters_and_clients_find_all_of_them()
    {
        await using Community story = await begun.CopyWithWorkshopAsync();
        await story.DoAsync("dave", "project", "create", "anvil", "--claimed", "--event", "begin");
        await story.DoAsync("dave", "project", "create", "kettle", "--event", "begin");
        await story.DoAsync("alice", "sign", "begin");
        await story.MergeAsync("sign/begin");
        foreach (string project in (string[])["anvil", "kettle"])
        {
            await story.DoAsync("dave", "release", "add", project, "1.0.0", story.Write($"{project}.txt", $"{project}\n"), "--event", "first");
        }

        await story.DoAsync("alice", "project", "divide", "--most", "1");
        await story.MergeAsync("sign/divide");
        await story.MergeAsync("sign/first");

        await story.AssertServedAsync("projects/anvil/1.0.0/anvil.txt", "anvil\n");
        await story.AssertServedAsync("projects/kettle/1.0.0/kettle.txt", "kettle\n");
        Assert.Equal("./anvil.txt\n./kettle.txt\n", (await story.PlaygetInAsync("here", "get", "anvil", "kettle")).Succeeded().Answer);
        await story.DoAsync("bob", "project", "claim", "kettle");
        await story.MergeAsync("sign/claim");
        await story.AssertServedAsync("projects/kettle/1.0.0/kettle.txt", "kettle\n");
        Assert.Equal(
            ["anvil\tclaimed\t1.0.0", "hammer\tnew~h\t1.1.0", "kettle\tclaimed~k\t1.0.0"],
            (await story.LookAsync("erin", "project", "list")).TrimEnd().Split('\n'));
    }
}
