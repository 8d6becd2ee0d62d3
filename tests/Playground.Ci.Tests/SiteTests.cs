using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>Pages for people: beside what is published, of any repository, of a clone.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class SiteTests(Healthy healthy)
{
    [Fact]
    public async Task Publishing_writes_pages_beside_metadata_and_targets_with_the_events_that_are_open()
    {
        using ToolStage stage = healthy.Copy();
        (await stage.SureAsync("alice", "delegate", "tools", "tools", "--signers", "@carol", "--path", "tools/*")).Succeeded();
        stage["ci"].Fetch();

        await stage.PublishAsync();

        Assert.True(File.Exists(Path.Combine(stage.Public, "metadata", "timestamp.json")));
        string overview = await ReadAsync(stage, "index.html");
        Assert.Contains("@alice", overview, StringComparison.Ordinal);
        Assert.Contains("<title>Repository · alice</title>", overview, StringComparison.Ordinal);
        string events = await ReadAsync(stage, "events.html");
        Assert.Contains("sign/tools", events, StringComparison.Ordinal);
        Assert.Contains("@carol", events, StringComparison.Ordinal);
        Assert.Contains("href=\"../../../metadata/1.root.json\"", await ReadAsync(stage, "roles/ro/root/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_again_makes_no_page_again_and_without_pages_none_at_all()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();

        ToolRun again = (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public)).Succeeded();
        ToolRun bare = (await stage.CiAsync("publish", "--revision", "origin/publish", "--out", stage.Public + "-bare", "--no-pages")).Succeeded();

        Assert.Contains(" pages; 0 written, 0 removed.", again.Talk, StringComparison.Ordinal);
        Assert.DoesNotContain("pages", bare.Talk, StringComparison.Ordinal);
        Assert.Equal(["metadata"], Directory.EnumerateFileSystemEntries(stage.Public + "-bare").Select(Path.GetFileName).Where(name => name != "targets"));
    }

    [Fact]
    public async Task Any_repository_is_written_as_pages_from_a_folder_a_work_tree_and_a_URL()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        stage["ci"].Git("switch", "--quiet", "--detach", "origin/publish");
        string root = Path.Combine(stage["ci"].Path, "metadata", "root_history", "1.root.json");
        await using var server = new FaultyHttpServer(stage.Public);

        foreach ((string name, string place) in ((string, string)[])[("folder", stage.Public), ("tree", stage["ci"].Path), ("url", new Uri(server.BaseUri, "metadata").AbsoluteUri)])
        {
            ToolRun run = (await stage.CiAsync("site", "--metadata", place, "--root", root, "--name", "Ours", "--out", stage.Sandbox.PathOf(name))).Succeeded();
            Assert.Equal("", run.Answer);
            Assert.Contains("@bob", await File.ReadAllTextAsync(stage.Sandbox.PathOf($"{name}/roles/ro/root/index.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_root_that_does_not_lead_to_the_repository_is_refused_and_nothing_is_written()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        string other = stage.Sandbox.PathOf("other.json");
        await File.WriteAllBytesAsync(other, new TestRepository(name: "other").RootFile(), TestContext.Current.CancellationToken);

        ToolRun refused = await stage.CiAsync("site", "--metadata", stage.Public, "--root", other, "--out", stage.Sandbox.PathOf("pages"), "--at", "2030-01-01T00:00:00Z");
        ToolRun nowhere = await stage.CiAsync("site", "--metadata", stage.Sandbox.PathOf("nowhere"), "--root", other, "--out", stage.Sandbox.PathOf("pages"));

        Assert.Equal((4, "PG0301"), (refused.ExitCode, refused.Talk[..6]));
        Assert.Equal(2, nowhere.ExitCode);
        Assert.False(Directory.Exists(stage.Sandbox.PathOf("pages")));
    }

    [Fact]
    public async Task A_maintainer_sees_the_state_of_the_clone_and_the_events_that_wait()
    {
        using ToolStage stage = healthy.Copy();
        await stage.PublishAsync();
        (await stage.SureAsync("alice", "delegate", "tools", "tools", "--signers", "@carol", "--path", "tools/*")).Succeeded();

        ToolRun run = (await stage.PlaygroundAsync("bob", "site", "--user", "@bob", "--yes")).Succeeded();

        string home = run.Answer.TrimEnd();
        Assert.StartsWith(Path.Combine(stage["bob"].Path, ".git"), home, StringComparison.Ordinal);
        string events = await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(home)!, "events.html"), TestContext.Current.CancellationToken);
        Assert.Contains("waits for signatures", events, StringComparison.Ordinal);
        Assert.Contains("@carol", events, StringComparison.Ordinal);
    }

    private static Task<string> ReadAsync(ToolStage stage, string page) => File.ReadAllTextAsync(Path.Combine(stage.Public, page), TestContext.Current.CancellationToken);
}
