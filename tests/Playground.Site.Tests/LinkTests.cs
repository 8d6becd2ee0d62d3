using Playground.Testing;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>Every page, one by one: where it leads, what it weighs, what it holds.</summary>
public sealed class LinkTests
{
    private const int MostBeforeRaw = 100_000;

    [Fact]
    public async Task Every_link_of_a_community_leads_somewhere_and_every_page_is_reached()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();

        Crawl(community.Public);
    }

    [Fact]
    public async Task Every_link_of_a_real_repository_leads_somewhere()
    {
        using var folder = new TemporaryFolder();
        await TufDemoTests.WriteAsync(folder.FullPath);

        Crawl(folder.FullPath);
    }

    [Fact]
    public async Task No_page_weighs_much_before_the_raw_JSON_however_much_a_role_lists()
    {
        using var community = new TestCommunity();
        community.Project("many", "new", ["@alice"], ["@alice"]);
        for (int i = 0; i < 900; i++)
        {
            community.Release("many", $"{i / 3}.0.{i % 3}", TestCommunity.About("A description of the usual length, which is told again and again on every page it is on", -i), $"many-{i}-with-a-long-name-that-says-a-platform-linux-x64.tar.gz");
        }

        community.Publish();
        await community.WriteAsync();

        foreach (string page in Pages(community.Public))
        {
            Assert.True(Weight(File.ReadAllText(page)) < MostBeforeRaw, $"{page} weighs {Weight(File.ReadAllText(page))} bytes.");
        }

        Assert.True(File.Exists(Path.Combine(community.Public, "roles", "ma", "many.releases", "files-6.html")));
        Crawl(community.Public);
    }

    [Fact]
    public async Task Only_our_own_script_style_and_icon_are_fetched_and_nothing_runs_inline()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();

        foreach (string page in Pages(community.Public))
        {
            string html = File.ReadAllText(page);
            Assert.Contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';", html, StringComparison.Ordinal);
            Assert.Single(html.Split("<script").Skip(1));
            Assert.DoesNotContain(HtmlText.AttributeNames(html), name => name is "style" || name.StartsWith("on", StringComparison.Ordinal));
            Assert.All(HtmlText.Attributes(html, "src"), source => Assert.DoesNotContain("//", source, StringComparison.Ordinal));
        }
    }

    internal static IEnumerable<string> Pages(string folder) => Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories);

    private static int Weight(string html) => System.Text.Encoding.UTF8.GetByteCount(html.Split("<summary>Raw JSON")[0].Split("<summary>Compare the JSON")[0]);

    /// <summary>Follows every link from the front page.</summary>
    private static void Crawl(string folder)
    {
        var next = new Queue<string>([Path.Combine(folder, "index.html")]);
        var seen = new HashSet<string>(next);
        while (next.TryDequeue(out string? page))
        {
            string html = File.ReadAllText(page);
            foreach (string link in HtmlText.Attributes(html, "href").Concat(HtmlText.Attributes(html, "src")).Concat(HtmlText.Attributes(html, "action")))
            {
                if (link.StartsWith("https://", StringComparison.Ordinal))
                {
                    continue;
                }

                if (link.StartsWith('#'))
                {
                    Assert.Contains($"id=\"{link[1..]}\"", html, StringComparison.Ordinal);
                    continue;
                }

                string file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(link)));
                Assert.True(file.StartsWith(folder, StringComparison.Ordinal), $"{page} leads out of the site: {link}");
                Assert.True(File.Exists(file), $"{page} leads to {link}, which is not there.");
                if (file.EndsWith(".html", StringComparison.Ordinal) && seen.Add(file))
                {
                    next.Enqueue(file);
                }
            }
        }

        Assert.Equal(Pages(folder).Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }
}
