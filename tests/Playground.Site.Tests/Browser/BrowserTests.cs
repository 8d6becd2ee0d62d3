using System.Text.Json;
using Microsoft.Playwright;
using Playground.Testing;
using Xunit;

namespace Playground.Site.Tests.Browser;

/// <summary>Pages in a real browser.</summary>
public sealed class BrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Pages { get; } =
    [
        "index.html", "projects.html", "projects/gr/greeter/index.html", "projects/gr/greeter/1.0.0.html", "projects/ha/hammers/index.html", "projects/ev/evil/index.html", "projects/ev/evil/1.0.0.html",
        "projects/qu/quiet/index.html", "repository.html", "roles.html", "people.html", "people/bob.html", "roles/ro/root/index.html", "roles/ta/targets/index.html", "roles/gr/greeter.releases/2.html", "events.html",
    ];

    [Fact]
    public async Task Search_finds_a_project_while_it_is_typed_and_leads_there()
    {
        await using Tab tab = await chromium.OpenAsync("index.html");

        await tab.Page.Locator("#q").FillAsync("json par");
        await tab.Page.Locator("#results a").First.WaitForAsync();

        Assert.Equal("1 project", await tab.Page.Locator("#results > p").TextContentAsync());
        await tab.Page.Locator("#results a").First.ClickAsync();
        Assert.EndsWith("/projects/js/json-parser/index.html", tab.Page.Url, StringComparison.Ordinal);
        tab.RequireQuiet();
    }

    [Fact]
    public async Task Search_finds_by_description_and_says_so_where_there_is_nothing()
    {
        await using Tab tab = await chromium.OpenAsync("projects.html?q=nails");
        await tab.Page.Locator("#results a").First.WaitForAsync();
        Assert.Equal("hammer", await tab.Page.Locator("#results a").First.TextContentAsync());

        await tab.Page.Locator("#q").FillAsync("zzzz");
        await tab.Page.GetByText("No project has all of these words.").WaitForAsync();
        tab.RequireQuiet();
    }

    [Fact]
    public async Task Search_finds_by_a_single_letter()
    {
        await using Tab tab = await chromium.OpenAsync("projects.html?q=j");
        await tab.Page.Locator("#results a").First.WaitForAsync();

        Assert.Equal("json-parser", await tab.Page.Locator("#results a").First.TextContentAsync());
        tab.RequireQuiet();
    }

    [Fact]
    public async Task Search_shows_what_strangers_wrote_as_text()
    {
        await using Tab tab = await chromium.OpenAsync("index.html");

        await tab.Page.Locator("#q").FillAsync("evil");
        await tab.Page.Locator("#results a").First.WaitForAsync();

        Assert.Equal(0, await tab.Page.Locator("#results script, #results img").CountAsync());
        Assert.NotEqual("owned", await tab.Page.TitleAsync());
        tab.RequireQuiet();
    }

    [Fact]
    public async Task A_table_sorts_by_numbers_both_ways_from_the_keyboard()
    {
        await using Tab tab = await chromium.OpenAsync("projects/gr/greeter/index.html");
        ILocator size = tab.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Size" });
        ILocator first = tab.Page.Locator("table[data-sort] tbody tr:first-child th");

        await size.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("2.0.0", await first.TextContentAsync());
        Assert.Equal("descending", await tab.Page.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        tab.RequireQuiet();
    }

    [Fact]
    public async Task A_comparison_opens_and_shows_what_came_and_went()
    {
        await using Tab tab = await chromium.OpenAsync("roles/gr/greeter.releases/index.html");
        ILocator lines = tab.Page.Locator("pre.lines .add").First;
        Assert.False(await lines.IsVisibleAsync());

        await tab.Page.GetByText("Compare the JSON").ClickAsync();

        Assert.True(await lines.IsVisibleAsync());
        Assert.Contains("file projects/greeter/2.0.0/greeter-2.0.0.sh", await tab.Page.Locator("ul.diff .add").AllTextContentsAsync() is { } all ? string.Join('\n', all) : "", StringComparison.Ordinal);
        tab.RequireQuiet();
    }

    [Fact]
    public async Task Dark_is_dark_and_light_is_light()
    {
        await using Tab light = await chromium.OpenAsync("index.html", new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        await using Tab dark = await chromium.OpenAsync("index.html", new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });

        Assert.True(await BrightnessAsync(light.Page) > 700);
        Assert.True(await BrightnessAsync(dark.Page) < 100);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task On_a_phone_nothing_is_wider_than_the_screen(string page)
    {
        await using Tab tab = await chromium.OpenAsync(page, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });

        Assert.Equal(360, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        tab.RequireQuiet();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_no_serious_fault_in_light_and_dark(string page)
    {
        string axe = House.PathOf("tests", "Playground.Site.Tests", "axe", "node_modules", "axe-core", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), $"axe-core is not there; get it with: npm ci --prefix {Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(axe)))}");
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            // The pages forbid any script but their own; the auditor is let in.
            await using Tab tab = await chromium.OpenAsync(page, new BrowserNewContextOptions { ColorScheme = scheme, BypassCSP = true });
            await tab.Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = axe });
            JsonElement found = await tab.Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => ({ id: v.id, impact: v.impact, nodes: v.nodes.map(n => n.html).slice(0, 3) }))");

            Assert.Equal("", string.Join('\n', found.EnumerateArray().Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical").Select(fault => fault.ToString())));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Without_scripts_every_page_can_be_read(string page)
    {
        await using Tab tab = await chromium.OpenAsync(page, new BrowserNewContextOptions { JavaScriptEnabled = false });

        Assert.True(await tab.Page.Locator("main h1").IsVisibleAsync());
        Assert.Equal(0, await tab.Page.Locator("main button:not([type=submit])").CountAsync());
    }

    [Fact]
    public async Task The_whole_hash_is_copied()
    {
        await using Tab tab = await chromium.OpenAsync("projects/gr/greeter/1.1.0.html", new BrowserNewContextOptions { Permissions = ["clipboard-read", "clipboard-write"] });
        string hash = (await tab.Page.Locator("code.hash").First.GetAttributeAsync("title"))!;

        await tab.Page.Locator("code.hash + .copy").First.ClickAsync();
        await tab.Page.GetByText("copied").WaitForAsync();

        Assert.Equal(hash, await tab.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal(64, hash.Length);
        tab.RequireQuiet();
    }

    private static Task<int> BrightnessAsync(IPage page) =>
        page.EvaluateAsync<int>("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0)");
}
