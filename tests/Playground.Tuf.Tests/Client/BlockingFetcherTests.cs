using System.Net;
using System.Net.Sockets;
using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>The fetcher of command-line programs, which does everything on the thread that asks.</summary>
public sealed class BlockingFetcherTests : IAsyncDisposable
{
    private const string Path = "/1.root.json";
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251))];

    private readonly FaultyHttpServer _server = new();
    private readonly HttpFetcher _fetcher = new(new HttpFetcherOptions { Blocking = true, RetryDelay = TimeSpan.Zero });

    public BlockingFetcherTests() => _server.Files[Path] = Content;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Everything_is_there_when_the_call_returns()
    {
        ValueTask<byte[]> read = _fetcher.ReadAllAsync(_server.UriOf(Path), Content.Length, Stop);
        Assert.True(read.IsCompleted);
        Assert.Equal(Content, await read);
    }

    [Fact]
    public async Task One_connection_serves_all_requests()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Content, await _fetcher.ReadAllAsync(_server.UriOf(Path), Content.Length, Stop));
        }

        Assert.Equal(1, _server.ConnectionCount);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(403)]
    public async Task What_is_not_there_is_null_and_no_exception(int status)
    {
        _server.Inject("/2.root.json", HttpFault.Status(status));
        int here = Environment.CurrentManagedThreadId;
        int thrown = 0;
        EventHandler<System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs> count =
            (_, _) => thrown += Environment.CurrentManagedThreadId == here ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += count;
        ValueTask<byte[]?> read = _fetcher.ReadAllIfThereAsync(_server.UriOf("/2.root.json"), 1000, Stop);
        AppDomain.CurrentDomain.FirstChanceException -= count;
        Assert.Null(await read);
        Assert.Equal(0, thrown);
    }

    [Fact]
    public async Task Passing_trouble_is_tried_again()
    {
        _server.InjectFirst(2, Path, HttpFault.Status(503));
        Assert.Equal(Content, await _fetcher.ReadAllAsync(_server.UriOf(Path), Content.Length, Stop));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_body_cut_off_is_read_anew_once()
    {
        _server.InjectFirst(1, Path, HttpFault.CutOff(1000));
        Assert.Equal(Content, await _fetcher.ReadAllAsync(_server.UriOf(Path), Content.Length, Stop));
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up()
    {
        _server.Inject(Path, HttpFault.StallBody);
        using var impatient = new HttpFetcher(new HttpFetcherOptions { Blocking = true, IdleTimeout = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(ProblemCodes.FetchTimeout, (await FailsAsync(impatient)).Code);
    }

    [Fact]
    public async Task A_body_that_stalls_ends_with_cancellation_and_not_with_its_time_out()
    {
        var hangs = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Inject(Path, HttpFault.StallBody with
        {
            AnswerAsync = exchange =>
            {
                Task<bool> answer = HttpFault.StallBody.AnswerAsync(exchange);
                hangs.TrySetResult();
                return answer;
            },
        });
        using var patient = new HttpFetcher(new HttpFetcherOptions { Blocking = true, IdleTimeout = TimeSpan.FromHours(1), ResponseTimeout = TimeSpan.FromHours(1) });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task<byte[]> read = Task.Run(() => patient.ReadAllAsync(_server.UriOf(Path), Content.Length, stop.Token).AsTask(), Stop);
        await hangs.Task.WaitAsync(Stop);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        _server.Inject(Path, HttpFault.Stall);
        using var impatient = new HttpFetcher(
            new HttpFetcherOptions { Blocking = true, ResponseTimeout = TimeSpan.FromMilliseconds(100), MaxTries = 1 });
        Assert.Equal(ProblemCodes.FetchTimeout, (await FailsAsync(impatient)).Code);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unreachable()
    {
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var uri = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}/");
        TufException e = await Assert.ThrowsAsync<TufException>(async () => await _fetcher.ReadAllAsync(uri, 10, Stop));
        Assert.Equal(ProblemCodes.FetchUnreachable, e.Code);
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        _server.Inject("/moved", HttpFault.Redirect(Path));
        Assert.Equal(Content, await _fetcher.ReadAllAsync(_server.UriOf("/moved"), Content.Length, Stop));
    }

    private async Task<TufException> FailsAsync(HttpFetcher fetcher) =>
        await Assert.ThrowsAsync<TufException>(async () => await fetcher.ReadAllAsync(_server.UriOf(Path), Content.Length, Stop));
}
