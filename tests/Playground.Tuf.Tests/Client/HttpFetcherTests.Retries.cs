using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>What is asked for again, how often, and after which pause.</summary>
public sealed partial class HttpFetcherTests
{
    [Theory]
    [InlineData(404, ProblemCodes.FetchNotFound)]
    [InlineData(410, ProblemCodes.FetchNotFound)]
    [InlineData(403, ProblemCodes.FetchForbidden)]
    [InlineData(401, ProblemCodes.FetchFailed)]
    [InlineData(400, ProblemCodes.FetchFailed)]
    [InlineData(418, ProblemCodes.FetchFailed)]
    [InlineData(501, ProblemCodes.FetchFailed)]
    [InlineData(204, ProblemCodes.FetchFailed)]
    [InlineData(206, ProblemCodes.FetchFailed)]
    [InlineData(304, ProblemCodes.FetchFailed)]
    public async Task Final_answers_are_not_asked_for_twice(int status, string code)
    {
        _server.Inject(Path, HttpFault.Status(status));
        await FailsAsync(code, requests: 1);
        Assert.Empty(_clock.Leaps);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Transient_answers_are_asked_for_again(int status)
    {
        _server.InjectFirst(2, Path, HttpFault.Status(status));
        Assert.Equal(Content, await ReadAsync(Content.Length));
        Assert.Equal(3, _server.Requests.Count);
        Assert.Equal(2, _clock.Leaps.Count);
        Assert.InRange(_clock.Leaps[0].TotalMilliseconds, 250, 500);
        Assert.InRange(_clock.Leaps[1].TotalMilliseconds, 500, 1000);
    }

    [Fact]
    public async Task After_the_last_try_the_answer_is_told()
    {
        _server.Inject(Path, HttpFault.Status(500));
        TufException e = await FailsAsync(ProblemCodes.FetchFailed, requests: 3);
        Assert.Contains("HTTP 500, 3 times", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_for_time_gets_it()
    {
        _server.InjectOn(1, Path, HttpFault.RetryAfter(20)).InjectOn(2, Path, HttpFault.RetryAfter(_clock.GetUtcNow().AddSeconds(45)));
        Assert.Equal(Content, await ReadAsync(Content.Length));
        Assert.Equal([TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25)], _clock.Leaps);
    }

    [Fact]
    public async Task A_server_that_asks_for_too_much_time_is_left_alone()
    {
        _server.Inject(Path, HttpFault.RetryAfter(3600));
        TufException e = await FailsAsync(ProblemCodes.FetchFailed, requests: 1);
        Assert.Contains("3600 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_connections_are_made_again_before_the_body_began()
    {
        _server.InjectOn(1, Path, HttpFault.Reset).InjectOn(2, Path, HttpFault.Close);
        Assert.Equal(Content, await ReadAsync(Content.Length));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Connections_that_are_always_lost_are_an_error()
    {
        _server.Inject(Path, HttpFault.Reset);
        await FailsAsync(ProblemCodes.FetchInterrupted, requests: 3);
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again_then_told()
    {
        Uri gone;
        await using (FaultyHttpServer other = new()) gone = other.UriOf("/x");

        TufException e = await Assert.ThrowsAsync<TufException>(async () => await _fetcher.OpenAsync(gone, Cancel));
        Assert.Equal(ProblemCodes.FetchUnreachable, e.Code);
        Assert.Equal(2, _clock.Leaps.Count);
    }

    [Fact]
    public async Task Garbage_instead_of_HTTP_is_an_error_at_once()
    {
        _server.Inject(Path, HttpFault.Garbage);
        await FailsAsync(ProblemCodes.FetchFailed, requests: 1);
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_every_try()
    {
        _server.Inject(Path, HttpFault.Stall);
        using HttpFetcher fetcher = new(new HttpFetcherOptions { ResponseTimeout = TimeSpan.FromSeconds(20) }, _clock);
        await FailsAsync(ProblemCodes.FetchTimeout, requests: null, fetcher: fetcher);
        Assert.Equal(3, _clock.Leaps.Count(leap => leap == TimeSpan.FromSeconds(20)));
    }
}
