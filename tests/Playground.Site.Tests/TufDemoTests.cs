using Playground.Site.Reading;
using Playground.Site.Writing;
using Playground.Testing;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>The pages of a real repository that another tool has been signing since 2023.</summary>
public sealed class TufDemoTests : IDisposable
{
    private static readonly DateTimeOffset WhileItWasFresh = new(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    internal static string Data()
    {
        string data = Path.GetFullPath(House.PathOf("..", "shared", "data", "tuf-demo"));
        Assert.SkipUnless(Directory.Exists(data), $"The real data 'tuf-demo' is not there: {data}");
        return data;
    }

    internal static Task<SiteResult> WriteAsync(string folder, DateTimeOffset? time = null)
    {
        string data = Data();
        byte[] root = File.ReadAllBytes(Path.Combine(data, "metadata", "root_history", "1.root.json"));
        return new SiteGenerator(new SiteOptions { Name = "tuf-demo" }).WriteAsync(RepositorySource.OfFolder(data, root, time ?? WhileItWasFresh), folder, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_five_roots_are_shown_with_who_signed_each()
    {
        await WriteAsync(_folder.FullPath);

        // Root 3 was signed by the old key of @jku as root 2 asks, and by the new one as it asks itself.
        Assert.Equal(["@jku ✓", "@rdimitrov ✓"], SignedOn("roles/ro/root/1.html", "root 1"));
        Assert.Equal(["@jku ✓", "@rdimitrov ✓"], SignedOn("roles/ro/root/2.html", "root 2"));
        Assert.Equal(["@jku ✓", "@rdimitrov"], SignedOn("roles/ro/root/3.html", "root 3"));
        Assert.Equal(["@jku ✓", "@rdimitrov"], SignedOn("roles/ro/root/3.html", "root 2"));
        Assert.Equal(["@jku ✓", "@rdimitrov"], SignedOn("roles/ro/root/4.html", "root 3"));
        Assert.Equal(["@jku ✓", "@rdimitrov"], SignedOn("roles/ro/root/index.html", "root 5"));
    }

    [Fact]
    public async Task Thresholds_keys_and_files_are_those_of_the_metadata()
    {
        await WriteAsync(_folder.FullPath);

        string targets = Page("roles/ta/targets/index.html");
        Assert.Contains("It delegates to 3 roles.", targets, StringComparison.Ordinal);
        Assert.Contains("file1.txt", targets, StringComparison.Ordinal);
        string home = Page("index.html");
        Assert.Contains("7 roles, 6 files with 160\u00a0B, signed by 3 people.", HtmlText.Of(home), StringComparison.Ordinal);
        Assert.Contains("dc9971f3f3b0d6ff66b33b6dbee5fa80f033170b42707489d7f577978ebd9dab", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_root_changed_is_told_in_words()
    {
        await WriteAsync(_folder.FullPath);

        string second = HtmlText.Of(Page("roles/ro/root/2.html"));
        Assert.Contains("targets needs 2 signatures, not 1", second, StringComparison.Ordinal);
        string third = HtmlText.Of(Page("roles/ro/root/3.html"));
        Assert.Contains("@jku (key aa61e09f…) may sign root", third, StringComparison.Ordinal);
        Assert.Contains("targets needs 1 signature, not 2", third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_later_it_is_refused_and_no_page_is_written()
    {
        TufException refused = await Assert.ThrowsAsync<TufException>(() => WriteAsync(_folder.FullPath, WhileItWasFresh.AddDays(2)));

        Assert.Equal(ProblemCodes.TimestampExpired, refused.Code);
        Assert.Empty(_folder.Files());
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private string Page(string path) => File.ReadAllText(_folder[path]);

    /// <summary>The people of the table of signatures that a version of root asks for.</summary>
    private List<string> SignedOn(string page, string asking)
    {
        string table = Page(page).Split("<table>").Single(part => part.Contains($">{asking}</a> asks</caption>", StringComparison.Ordinal)).Split("</table>")[0];
        return [.. table.Split("<tr>").Skip(2).Select(row => HtmlText.Of(row.Split("</td>")[0]).Trim() + (row.Contains(">signed<", StringComparison.Ordinal) ? " ✓" : ""))];
    }
}
