using Microsoft.Playwright;
using Playground.Testing;
using Xunit;

namespace Playground.Site.Tests.Browser;

/// <summary>The system's browser without a screen, and pages on a server of their own. Tests skip where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    internal static readonly string[] Arguments =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];

    private readonly TestCommunity _community = HostileContentTests.Hostile();
    private FaultyHttpServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal Uri Url => _server!.BaseUri;

    internal TestCommunity Community => _community;

    /// <summary>Where a program of this name is, or null.</summary>
    internal static string? Program => Array.Find(Places, File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Program is not { } program)
        {
            return;
        }

        await _community.WriteAsync();
        _server = new FaultyHttpServer(_community.Public);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Arguments, Timeout = 120_000 });
    }

    /// <summary>Opens a tab of its own, and remembers what went wrong in it and where it asked.</summary>
    internal async Task<Tab> OpenAsync(string page, BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(Program is not null, $"There is no Chromium at {string.Join(" or ", Places)}.");
        IBrowserContext context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        IPage tab = await context.NewPageAsync();
        var opened = new Tab(context, tab, Url);
        await tab.GotoAsync(new Uri(Url, page).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _community.Dispose();
    }
}

/// <summary>A tab.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _origin;

    internal Tab(IBrowserContext context, IPage page, Uri origin)
    {
        (_context, Page, _origin) = (context, page, origin);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    internal IPage Page { get; }

    internal List<string> Complaints { get; } = [];

    internal List<string> Requests { get; } = [];

    /// <summary>Nothing went wrong, and nobody else was asked for anything.</summary>
    internal void RequireQuiet()
    {
        Assert.Empty(Complaints);
        Assert.All(Requests, request => Assert.StartsWith(_origin.AbsoluteUri, request, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
