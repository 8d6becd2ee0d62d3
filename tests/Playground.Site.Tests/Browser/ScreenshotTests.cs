using Microsoft.Playwright;
using Playground.Testing;
using Xunit;

namespace Playground.Site.Tests.Browser;

/// <summary>
/// The pictures of docs/images, which README shows. A run with <c>PLAYGROUND_PICTURES=1</c> takes them anew; every run sees to it that the pages of which they are
/// can be taken, and that the pictures are there and small.
/// </summary>
public sealed class ScreenshotTests : IAsyncLifetime
{
    private const int MostBytes = 150_000;

    private readonly TestCommunity _community = TestCommunity.Lively();
    private readonly TemporaryFolder _real = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is { } program)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Chromium.Arguments, Timeout = 120_000 });
        }
    }

    [Theory]
    [InlineData("front", "index.html", 1200, 720, ColorScheme.Light)]
    [InlineData("project", "projects/gr/greeter/index.html", 1200, 900, ColorScheme.Light)]
    [InlineData("project-phone-dark", "projects/gr/greeter/index.html", 390, 800, ColorScheme.Dark)]
    [InlineData("repository", "repository.html", 1200, 980, ColorScheme.Light)]
    public async Task The_community_looks_as_README_shows_it(string picture, string page, int width, int height, ColorScheme scheme)
    {
        Skip();
        await _community.WriteAsync();

        await TakeAsync(_community.Public, picture, page, width, height, scheme, TestCommunity.Now);
    }

    [Fact]
    public async Task A_real_root_looks_as_README_shows_it()
    {
        Skip();
        await TufDemoTests.WriteAsync(_real.FullPath);

        await TakeAsync(_real.FullPath, "root-version", "roles/ro/root/2.html", 1200, 1100, ColorScheme.Light, new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero));
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _community.Dispose();
        _real.Dispose();
    }

    private static void Skip() => Assert.SkipUnless(Chromium.Program is not null, "There is no Chromium.");

    private async Task TakeAsync(string folder, string picture, string page, int width, int height, ColorScheme scheme, DateTimeOffset now)
    {
        await using var server = new FaultyHttpServer(folder);
        await using IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        context.SetDefaultTimeout(60_000);
        IPage tab = await context.NewPageAsync();
        await tab.Clock.SetFixedTimeAsync(now.UtcDateTime);
        await tab.GotoAsync(new Uri(server.BaseUri, page).AbsoluteUri);
        byte[] taken = await tab.ScreenshotAsync();
        string kept = House.PathOf("docs", "images", picture + ".png");
        if (Environment.GetEnvironmentVariable("PLAYGROUND_PICTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            await File.WriteAllBytesAsync(kept, taken, TestContext.Current.CancellationToken);
        }

        Assert.InRange(taken.Length, 10_000, MostBytes);
        Assert.InRange(new FileInfo(kept).Length, 10_000, MostBytes);
        Assert.Contains($"docs/images/{picture}.png", await File.ReadAllTextAsync(House.PathOf("README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
