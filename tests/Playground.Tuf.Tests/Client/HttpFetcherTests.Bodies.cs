using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Bodies that are too long, too short, too slow.</summary>
public sealed partial class HttpFetcherTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(19_999)]
    public async Task A_body_cut_off_is_read_anew_once(int sent)
    {
        _server.InjectFirst(1, Path, HttpFault.CutOff(sent));
        Assert.Equal(Content, await ReadAsync(Content.Length));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_body_always_cut_off_is_an_error()
    {
        _server.Inject(Path, HttpFault.CutOff(100));
        await FailsAsync(ProblemCodes.FetchInterrupted, requests: 2);
    }

    [Fact]
    public async Task A_body_reset_in_the_middle_is_an_error()
    {
        _server.Inject(Path, HttpFault.ResetInBody(100));
        await FailsAsync(ProblemCodes.FetchInterrupted, requests: 2);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_not_fetched_again_behind_the_readers_back()
    {
        _server.Inject(Path, HttpFault.CutOff(100));
        await using FetchResponse response = await _fetcher.OpenAsync(_server.UriOf(Path), Cancel);
        TufException e = await Assert.ThrowsAsync<TufException>(() => response.Body.CopyToAsync(Stream.Null, Cancel));
        Assert.Equal(ProblemCodes.FetchInterrupted, e.Code);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_length_announced_too_long_is_an_error()
    {
        _server.Inject(Path, HttpFault.WrongLength(+1));
        await FailsAsync(ProblemCodes.FetchInterrupted, requests: 2, maxLength: Content.Length + 1);
    }

    [Fact]
    public async Task A_length_announced_too_short_ends_there_and_spoils_nothing_after()
    {
        _server.InjectFirst(1, Path, HttpFault.WrongLength(-1));
        Assert.Equal(Content[..^1], await ReadAsync(Content.Length));
        Assert.Equal(Content, await ReadAsync(Content.Length));
    }

    [Fact]
    public async Task A_body_announced_longer_than_allowed_is_not_read_at_all()
    {
        _server.Files[Path] = new byte[1 << 24];
        await FailsAsync(ProblemCodes.FetchTooLong, requests: 1, maxLength: (1 << 24) - 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_endless_body_stops_at_the_limit(bool chunked)
    {
        _server.Inject(Path, chunked ? HttpFault.EndlessChunked : HttpFault.Endless);
        await FailsAsync(ProblemCodes.FetchTooLong, requests: 1, maxLength: 100_000);
        Assert.InRange(_server.BytesSent, 0, 32 << 20);
    }

    [Fact]
    public async Task The_limit_is_exact()
    {
        _server.Inject(Path, HttpFault.Chunked);
        _server.Files[Path] = Content[..5000];
        Assert.Equal(5000, (await ReadAsync(5000)).Length);
        await FailsAsync(ProblemCodes.FetchTooLong, requests: null, maxLength: 4999);
    }

    [Fact]
    public async Task An_empty_body_is_no_bytes()
    {
        _server.Inject(Path, HttpFault.EmptyBody);
        Assert.Empty(await ReadAsync(maxLength: 0));
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up_twice()
    {
        _server.Inject(Path, HttpFault.StallBody);
        using HttpFetcher fetcher = new(new HttpFetcherOptions { IdleTimeout = TimeSpan.FromSeconds(10) }, _clock);
        await FailsAsync(ProblemCodes.FetchTimeout, requests: 2, fetcher: fetcher);
        Assert.Equal(2, _clock.Leaps.Count(leap => leap == TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_body_that_drips_is_given_up_though_every_byte_comes_in_time()
    {
        ManualTimeProvider clock = new();
        await using FaultyHttpServer server = new(timeProvider: clock);
        server.Files["/drip"] = Content;
        server.Inject("/drip", HttpFault.Drip(TimeSpan.FromSeconds(1)));
        using HttpFetcher fetcher = new(new HttpFetcherOptions(), clock);

        Task<byte[]> reading = fetcher.ReadAllAsync(server.UriOf("/drip"), Content.Length, Cancel).AsTask();
        while (!reading.IsCompleted)
        {
            if (server.Requests.Count > 0) clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        TufException e = await Assert.ThrowsAsync<TufException>(() => reading);
        Assert.Equal(ProblemCodes.FetchTimeout, e.Code);
    }

    [Fact]
    public async Task Compression_claimed_by_the_server_is_not_undone()
    {
        _server.Inject(Path, HttpFault.ClaimGzip);
        Assert.Equal(Content, await ReadAsync(Content.Length));
    }
}
