using System.Text;
using Playground.Catalog.Releases;
using Playground.Site.Projects;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>Text of strangers does nothing but be read.</summary>
public sealed class HostileContentTests
{
    internal const string Script = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\"'>";

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](JaVaScRiPt:alert(1))")]
    [InlineData("[click](java\nscript:alert(1))")]
    [InlineData("[click](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[click](//elsewhere.example/x)")]
    [InlineData("[click](../../../metadata/timestamp.json)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![picture](https://tracker.example/pixel.png)")]
    [InlineData("![picture](javascript:alert(1))")]
    [InlineData("[reference]\n\n[reference]: javascript:alert(1)")]
    [InlineData("<a href=\"javascript:alert(1)\">click</a>")]
    [InlineData("[x](https://ok.example \"\\\" onmouseover=alert(1) x=\\\"\")")]
    [InlineData("<svg><style>*{display:none}</style></svg>")]
    [InlineData("| a | b |\n|---|---|\n| <iframe src=\"https://elsewhere.example\"></iframe> | x |")]
    public void Markdown_of_strangers_is_inert(string markdown)
    {
        string html = Readme.ToHtml(Encoding.UTF8.GetBytes(markdown));

        Assert.DoesNotMatch("(?i)<(script|img|iframe|svg|style|object|form|input|link|meta|base)\\b", html);
        Assert.DoesNotContain(HtmlText.AttributeNames(html), name => name is "style" or "src" or "srcset" || name.StartsWith("on", StringComparison.Ordinal));
        Assert.All(HtmlText.Attributes(html, "href"), link => Assert.Matches("^https?://", link));
    }

    [Fact]
    public void A_link_to_the_web_stays_one()
    {
        Assert.Equal(["https://docs.example.org/x?y=1&z=2"], HtmlText.Attributes(Readme.ToHtml("[manual](https://docs.example.org/x?y=1&z=2)"u8), "href"));
    }

    [Fact]
    public void Markdown_that_is_nested_or_long_beyond_reason_ends_quickly_and_short()
    {
        foreach (string markdown in (string[])[new string('>', 50_000), new string('[', 50_000), string.Concat(Enumerable.Repeat("* ", 20_000)), string.Concat(Enumerable.Repeat("|a|b|\n|-|-|\n|c|d|\n\n", 10_000))])
        {
            Assert.True(Readme.ToHtml(Encoding.UTF8.GetBytes(markdown)).Length < 90_000);
        }
    }

    [Fact]
    public void Text_that_runs_backwards_is_made_visible()
    {
        string html = Readme.ToHtml("user \u202e txt.exe \u2066 x"u8);

        Assert.DoesNotContain('\u202e', html);
        Assert.Contains("\\u202e", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_reasons_and_descriptions_that_try_scripts_are_shown_as_text()
    {
        using TestCommunity community = Hostile();
        await community.WriteAsync();

        foreach (string page in LinkTests.Pages(community.Public))
        {
            string html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
            Assert.Single(html.Split("<script").Skip(1));
            Assert.DoesNotContain(HtmlText.AttributeNames(html), name => name is "style" || name.StartsWith("on", StringComparison.Ordinal));
            Assert.DoesNotContain(HtmlText.Attributes(html, "href"), link => link.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || link.StartsWith("data:", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotMatch("[\u202a-\u202e\u2066-\u2069]", html);
        }

        Assert.Contains("&lt;script&gt;", community.Page("projects/ev/evil/index.html"), StringComparison.Ordinal);
    }

    /// <summary>A community in which one project tries everything.</summary>
    internal static TestCommunity Hostile()
    {
        var community = TestCommunity.Lively();
        community.Options = community.Options with
        {
            Name = $"Community {Script}",
            Events = [new OpenEvent($"sign/{Script}", false, [new OpenEventRole(Script, 2, 1, [Script], ["@\u202eecila"], [Script])], [Script], [Script])],
        };
        community.Project("evil", "new", [$"@mallory{Script}"], ["@\u202eecila"]);
        community.Release(
            "evil",
            "1.0.0",
            TestCommunity.About($"{Script} \u202e gnihtemos", -1) with
            {
                Tags = [Script, "\u2066tag"],
                Licence = Script,
                Repository = "javascript:alert(1)",
                Kind = Script,
                Platform = Script,
                Yanked = new Yank(Script, TestCommunity.Now),
                Deprecated = new Deprecation(Script, Script, TestCommunity.Now),
            },
            "evil'\"&<b>.sh").Readme("evil", "1.0.0", $"# {Script}\n\n[x](javascript:alert(1)) ![y](https://tracker.example/z.png)");
        community.Repository["evil.releases"] = community.Repository["evil.releases"] with
        {
            UnknownFields = community.Repository["evil.releases"].UnknownFields.With($"x-{Script}", Script),
        };
        community.Repository.Delegate("evil.releases", $"../{Script}\u202e", terminating: false, $"projects/evil/{Script}/*");
        community.Touch($"../{Script}\u202e");
        return community.Publish();
    }
}
