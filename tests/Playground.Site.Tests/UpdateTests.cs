using Playground.Site.Writing;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>Writing pages over those of an earlier state.</summary>
public sealed class UpdateTests
{
    private const int Assets = 3;

    [Fact]
    public async Task The_same_repository_gives_the_same_bytes()
    {
        using var community = TestCommunity.Lively();

        SiteResult first = await community.WriteAsync(community.Folder["one"]);
        SiteResult second = await community.WriteAsync(community.Folder["other"]);

        Assert.Equal(first, second);
        Assert.Equal(Contents(community.Folder["one"]), Contents(community.Folder["other"]));
    }

    [Fact]
    public async Task Nothing_is_written_again_when_nothing_changed()
    {
        using var community = TestCommunity.Lively();
        SiteResult first = await community.WriteAsync();

        SiteResult again = await community.WriteAsync();

        Assert.Equal(new SiteResult(first.Pages, Made: Assets, Written: 0, Removed: 0), again);
    }

    [Fact]
    public async Task What_lacks_signatures_or_is_refused_does_not_make_all_pages_again()
    {
        using var community = TestCommunity.Lively();
        community.Repository.SignersOf("greeter").RemoveAt(1);
        community.Touch("greeter");
        community.Publish();
        community.Repository.Snapshot = community.Repository.Snapshot with { Meta = community.Repository.Snapshot.Meta.Without(Tuf.Model.RoleName.Parse("quiet.releases")) };
        community.Repository.Publish("snapshot", "timestamp");
        community.Repository.WriteTo(community.Public);
        SiteResult first = await community.WriteAsync();

        SiteResult again = await community.WriteAsync();

        Assert.Contains("not signed", community.Page("roles/gr/greeter/index.html"), StringComparison.Ordinal);
        Assert.Contains("PG0310", community.Page("roles/qu/quiet.releases/index.html"), StringComparison.Ordinal);
        Assert.Equal(new SiteResult(first.Pages, Made: Assets, Written: 0, Removed: 0), again);
    }

    [Fact]
    public async Task After_a_release_only_pages_that_tell_of_it_are_written_and_all_are_as_if_made_anew()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();
        IReadOnlyDictionary<string, string> before = Contents(community.Public);

        community.Release("hammer", "1.0.0", TestCommunity.About("Drives nails, and pulls them", -1), "hammer-1.0.0.tar.gz").Publish();
        SiteResult update = await community.WriteAsync();
        await community.WriteAsync(community.Folder["anew"]);

        IReadOnlyDictionary<string, string> after = Contents(community.Public);
        Assert.Equal(Contents(community.Folder["anew"]), after);
        List<string> changed = [.. after.Where(page => before.GetValueOrDefault(page.Key) != page.Value).Select(page => page.Key)];
        Assert.Equal(changed.Count, update.Written);
        Assert.InRange(update.Made, update.Written, update.Pages * 2 / 3);
        Assert.Contains("projects/ha/hammer/1.0.0.html", changed);
        Assert.Contains("roles/ha/hammer.releases/2.html", changed);
        Assert.Contains("index.html", changed);
        Assert.DoesNotContain(changed, page => page.Contains("greeter", StringComparison.Ordinal) || page.Contains("json-parser", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_what_is_gone_are_removed_and_files_of_others_stay()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();
        await File.WriteAllTextAsync(Path.Combine(community.Public, "CNAME"), "community.example", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(community.Public, "projects", "gr", "greeter", "mine.html"), "mine", TestContext.Current.CancellationToken);
        int metadata = Directory.GetFiles(Path.Combine(community.Public, "metadata")).Length;

        community.Repository["greeter.releases"] = community.Repository["greeter.releases"] with
        {
            Files = Tuf.Model.TargetFiles.From(community.Repository["greeter.releases"].Files.Where(file => !file.Key.Value.Contains("/1.1.0/", StringComparison.Ordinal))),
        };
        community.Touch("greeter.releases");
        community.Publish();
        SiteResult update = await community.WriteAsync();

        Assert.Equal(1, update.Removed);
        Assert.False(File.Exists(Path.Combine(community.Public, "projects", "gr", "greeter", "1.1.0.html")));
        Assert.True(File.Exists(Path.Combine(community.Public, "projects", "gr", "greeter", "mine.html")));
        Assert.True(File.Exists(Path.Combine(community.Public, "CNAME")));
        Assert.True(Directory.GetFiles(Path.Combine(community.Public, "metadata")).Length > metadata);
    }

    [Fact]
    public async Task Two_processes_do_not_write_one_folder_at_once()
    {
        using var community = TestCommunity.Lively();
        using var other = SiteFolder.Open(community.Public, "other");

        IOException busy = await Assert.ThrowsAsync<IOException>(() => community.WriteAsync());

        Assert.Contains("Another process is writing pages", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_somebody_deleted_is_written_again()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();
        File.Delete(Path.Combine(community.Public, "projects", "gr", "greeter", "2.0.0.html"));

        SiteResult again = await community.WriteAsync();

        Assert.Equal(1, again.Written);
        Assert.True(File.Exists(Path.Combine(community.Public, "projects", "gr", "greeter", "2.0.0.html")));
    }

    [Fact]
    public async Task Memory_that_was_tampered_with_removes_nothing_outside_of_the_pages()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();
        string state = Path.Combine(community.Public, ".playground-site.json");
        string outside = community.Folder["outside.txt"];
        await File.WriteAllTextAsync(outside, "mine", TestContext.Current.CancellationToken);
        string text = await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            state, text.Replace("\"units\":{", "\"units\":{\"x\":{\"fingerprint\":\"x\",\"pages\":[\"../outside.txt\",\"metadata/timestamp.json\",\"/etc/hostname\"]},", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await community.WriteAsync();

        Assert.True(File.Exists(outside));
        Assert.True(File.Exists(Path.Combine(community.Public, "metadata", "timestamp.json")));
    }

    [Fact]
    public async Task A_role_that_expires_meanwhile_is_shown_as_refused_and_what_it_lists_is_gone()
    {
        using var community = TestCommunity.Lively();
        community.Repository.SetExpiry("hammer.releases", TestCommunity.Now.AddDays(2));
        community.Touch("hammer.releases");
        community.Publish();
        await community.WriteAsync();

        await community.WriteAsync(time: TestCommunity.Now.AddDays(3));
        await community.WriteAsync(community.Folder["anew"], TestCommunity.Now.AddDays(3));

        Assert.Contains("PG0312", community.Page("roles/ha/hammer.releases/index.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("hammer-0.9.0.tar.gz", community.Page("projects/ha/hammer/index.html"), StringComparison.Ordinal);
        Assert.Equal(Contents(community.Folder["anew"]), Contents(community.Public));
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(folder, file), File: file))
        .Where(file => !file.Path.StartsWith("metadata/", StringComparison.Ordinal) && !file.Path.StartsWith("targets/", StringComparison.Ordinal) && !file.Path.StartsWith('.'))
        .ToDictionary(file => file.Path, file => File.ReadAllText(file.File), StringComparer.Ordinal);
}
