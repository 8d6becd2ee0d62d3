using System.Net;
using System.Text;
using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>What the fetcher does with servers good and bad. Real sockets; the clock of pauses and time-outs is the test's.</summary>
public sealed partial class HttpFetcherTests : IAsyncDisposable
{
    private const string Path = "/metadata/1.root.json";
    private static readonly byte[] Content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789", 2000)));

    private readonly ManualTimeProvider _clock = new(leap: TimeSpan.FromSeconds(29));
    private readonly FaultyHttpServer _server = new();
    private readonly HttpFetcher _fetcher;

    public HttpFetcherTests()
    {
        _server.Files[Path] = Content;
        _fetcher = new HttpFetcher(new HttpFetcherOptions(), _clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_comes_byte_for_byte_with_a_polite_request()
    {
        Assert.Equal(Content, await ReadAsync(Content.Length));

        RecordedRequest request = Assert.Single(_server.Requests);
        Assert.Equal($"GET {Path}", request.ToString());
        Assert.Matches(@"^playground-tuf/\d+\.\d+\.\d+$", request.Header("User-Agent"));
        Assert.Equal("identity", request.Header("Accept-Encoding"));
        Assert.Null(request.Header("traceparent"));
        Assert.Null(request.Header("Cookie"));
    }

    [Fact]
    public async Task One_connection_serves_many_requests_even_after_not_found()
    {
        for (int i = 0; i < 5; i++)
        {
            await ReadAsync(Content.Length);
            Assert.Null(await _fetcher.ReadAllIfThereAsync(_server.UriOf("/none.json"), 100, Cancel));
        }

        Assert.Equal(1, _server.ConnectionCount);
        Assert.Equal(10, _server.Requests.Count);
    }

    [Fact]
    public async Task An_artifact_streams_without_being_read_ahead_whole()
    {
        _server.Files["/big"] = new byte[64 << 20];
        await using FetchResponse response = await _fetcher.OpenAsync(_server.UriOf("/big"), Cancel);
        Assert.Equal(64 << 20, response.ContentLength);

        byte[] some = new byte[1000];
        await response.Body.ReadExactlyAsync(some, Cancel);

        await response.DisposeAsync();
    }

    [Fact]
    public async Task Redirects_are_followed_also_to_other_hosts()
    {
        await using FaultyHttpServer other = new();
        other.Files["/there"] = [1, 2, 3];
        other.Inject("/here", HttpFault.Redirect("there", 307));
        _server.Inject(Path, HttpFault.Redirect("/moved")).Inject("/moved", HttpFault.Redirect(other.UriOf("/here").ToString(), 308));

        Assert.Equal([1, 2, 3], await ReadAsync(10));
        Assert.Equal([$"GET {Path}", "GET /moved"], _server.Requests.Select(request => request.ToString()));
        Assert.Equal(["GET /here", "GET /there"], other.Requests.Select(request => request.ToString()));
    }

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        _server.Inject(Path, HttpFault.Redirect(Path));
        await FailsAsync(ProblemCodes.FetchBadRedirect, requests: 6);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.test/")]
    [InlineData("http://[broken")]
    public async Task Redirects_to_elsewhere_than_the_web_are_refused(string location)
    {
        _server.Inject(Path, HttpFault.Redirect(location));
        await FailsAsync(ProblemCodes.FetchBadRedirect, requests: 1);
    }

    [Fact]
    public async Task A_redirect_without_a_place_is_refused()
    {
        _server.Inject(Path, HttpFault.Status(302));
        await FailsAsync(ProblemCodes.FetchBadRedirect, requests: 1);
    }

    [Fact]
    public async Task No_redirect_leads_from_https_to_http()
    {
        using HttpMessageInvoker client = new(new RedirectingHandler(_server.UriOf(Path)));
        using HttpFetcher fetcher = new(client);
        TufException e = await Assert.ThrowsAsync<TufException>(
            async () => await fetcher.OpenAsync(new Uri("https://example.test/x"), Cancel));
        Assert.Equal(ProblemCodes.FetchBadRedirect, e.Code);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Your_own_client_does_not_read_ahead_either()
    {
        _server.Inject(Path, HttpFault.Endless);
        using HttpClient client = new();
        using HttpFetcher fetcher = new(client);
        await FailsAsync(ProblemCodes.FetchTooLong, requests: 1, maxLength: 1000, fetcher: fetcher);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_is_not_an_error_of_the_server(bool inBody)
    {
        _server.Inject(Path, inBody ? HttpFault.StallBody : HttpFault.Stall);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<byte[]> reading = _fetcher.ReadAllAsync(_server.UriOf(Path), 100_000, stop.Token).AsTask();
        while (_server.Requests.Count == 0) await Task.Yield();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_a_pause()
    {
        ManualTimeProvider clock = new();
        _server.Inject(Path, HttpFault.RetryAfter(10));
        using HttpFetcher fetcher = new(new HttpFetcherOptions(), clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<FetchResponse> opening = fetcher.OpenAsync(_server.UriOf(Path), stop.Token).AsTask();
        while (_server.BytesSent == 0) await Task.Yield();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Fact]
    public async Task Messages_show_no_credentials()
    {
        UriBuilder secret = new(_server.UriOf("/none")) { UserName = "user", Password = "hunter2", Query = "token=hunter2" };
        TufException e = await Assert.ThrowsAsync<TufException>(async () => await _fetcher.OpenAsync(secret.Uri, Cancel));
        Assert.DoesNotContain("hunter2", e.ToString(), StringComparison.Ordinal);
        Assert.Contains(_server.UriOf("/none").ToString(), e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///x")]
    [InlineData("ftp://x/")]
    [InlineData("x")]
    public async Task Other_schemes_are_misuse(string uri) => await Assert.ThrowsAsync<ArgumentException>(
        async () => await _fetcher.OpenAsync(new Uri(uri, UriKind.RelativeOrAbsolute), Cancel));

    [Fact]
    public void Options_that_make_no_sense_are_misuse()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HttpFetcherOptions { MaxTries = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HttpFetcherOptions { IdleTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HttpFetcherOptions { MaxRetryDelay = TimeSpan.FromDays(100) });
    }

    private async Task<byte[]> ReadAsync(long maxLength) => await _fetcher.ReadAllAsync(_server.UriOf(Path), maxLength, Cancel);

    private async Task<TufException> FailsAsync(string code, int? requests, long maxLength = 1 << 20, HttpFetcher? fetcher = null)
    {
        TufException e = await Assert.ThrowsAsync<TufException>(
            async () => await (fetcher ?? _fetcher).ReadAllAsync(_server.UriOf(Path), maxLength, Cancel));
        Assert.Equal(code, e.Code);
        if (requests is not null) Assert.Equal(requests.Value, _server.Requests.Count);
        return e;
    }

    private sealed class RedirectingHandler(Uri to) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = to } });
    }
}
