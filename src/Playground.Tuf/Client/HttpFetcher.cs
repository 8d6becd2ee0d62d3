using System.Net;

namespace Playground.Tuf.Client;

/// <summary>
/// Reads <c>http:</c> and <c>https:</c> URIs. Transient failures are tried again with growing, random pauses until the answer's
/// headers came; once a body is handed out, what to do when it breaks off is the reader's decision. Bytes are taken as they are
/// sent: no compression is asked for and none undone. Proxies are those of the environment, as everywhere in .NET.
/// </summary>
/// <remarks>
/// Made for short-lived processes: the first request decides. That is why it goes through a bare handler without the layers of
/// <see cref="HttpClient"/>, and why one asynchronous method holds the whole loop.
/// </remarks>
public sealed class HttpFetcher : IFetcher, IDisposable
{
    private readonly HttpMessageInvoker _client;
    private readonly bool _ownsClient;
    private readonly HttpFetcherOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>A fetcher with connections of its own.</summary>
    /// <param name="options">How patient to be, or null for the defaults.</param>
    /// <param name="timeProvider">The clock of pauses and time-outs, or null for the system's.</param>
    public HttpFetcher(HttpFetcherOptions? options = null, TimeProvider? timeProvider = null)
        : this(options ?? new HttpFetcherOptions(), timeProvider, client: null)
    {
    }

    /// <summary>
    /// A fetcher over your own client or handler, for example one that logs in. Turn automatic redirects and decompression off in it:
    /// where they are on, the fetcher neither sees nor limits them. It is not disposed of here.
    /// </summary>
    /// <param name="client">An <see cref="HttpClient"/> or a bare <see cref="HttpMessageInvoker"/>.</param>
    /// <param name="options">How patient to be, or null for the defaults.</param>
    /// <param name="timeProvider">The clock of pauses and time-outs, or null for the system's.</param>
    public HttpFetcher(HttpMessageInvoker client, HttpFetcherOptions? options = null, TimeProvider? timeProvider = null)
        : this(options ?? new HttpFetcherOptions(), timeProvider, client ?? throw new ArgumentNullException(nameof(client)))
    {
    }

    private HttpFetcher(HttpFetcherOptions options, TimeProvider? timeProvider, HttpMessageInvoker? client)
    {
        _options = options;
        _timeProvider = timeProvider ?? TimeProvider.System;
        _ownsClient = client is null;
        _client = client ?? new HttpMessageInvoker(HttpHandler.Create(options));
    }

    /// <inheritdoc/>
    public ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default) =>
        OpenAsync(uri, nullIfNotThere: false, cancellationToken)!;

    /// <inheritdoc/>
    public ValueTask<FetchResponse?> OpenIfThereAsync(Uri uri, CancellationToken cancellationToken = default) =>
        OpenAsync(uri, nullIfNotThere: true, cancellationToken);

    private async ValueTask<FetchResponse?> OpenAsync(Uri uri, bool nullIfNotThere, CancellationToken cancellationToken)
    {
        RequireHttp(uri);
        Uri at = uri;
        int redirects = 0;
        int tries = 1;
        while (true)
        {
            HttpFailure failure;
            using CancellationTokenSource stop = new(_options.ResponseTimeout, _timeProvider);
            using CancellationTokenRegistration registration =
                cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), stop);
            try
            {
                HttpResponseMessage answer = await SendAsync(at, stop.Token).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Stream body = _options.Blocking
                        ? answer.Content.ReadAsStream(CancellationToken.None)
                        : await answer.Content.ReadAsStreamAsync(CancellationToken.None).ConfigureAwait(false);
                    return new FetchResponse(
                        new HttpBody(body, uri, _options, _timeProvider), answer.Content.Headers.ContentLength, answer);
                }

                using (answer)
                {
                    if (HttpRedirect.Is(answer.StatusCode))
                    {
                        at = HttpRedirect.Follow(uri, at, answer, _options.MaxRedirects - redirects++);
                        continue;
                    }

                    failure = HttpFailure.Of(answer, _timeProvider);
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                failure = HttpFailure.Of(e);
            }

            if (nullIfNotThere && failure.Code is ProblemCodes.FetchNotFound or ProblemCodes.FetchForbidden) return null;
            if (!failure.IsTransient || tries >= _options.MaxTries || failure.RetryAfter > _options.MaxRetryDelay)
                throw failure.ToException(uri, tries);

            await Task.Delay(PauseAfter(tries++, failure.RetryAfter), _timeProvider, cancellationToken).ConfigureAwait(false);
            at = uri;
            redirects = 0;
        }
    }

    /// <summary>Closes idle connections. Bodies still being read are not disturbed. A process about to end need not.</summary>
    public void Dispose()
    {
        if (_ownsClient) _client.Dispose();
    }

    private static void RequireHttp(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            throw new ArgumentException("Only absolute http: and https: URIs can be fetched.", nameof(uri));
    }

    private Task<HttpResponseMessage> SendAsync(Uri at, CancellationToken cancellationToken)
    {
        HttpRequestMessage request = new(HttpMethod.Get, at);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");

        if (_options.Blocking)
        {
            return Task.FromResult(_client is HttpClient blocking
                ? blocking.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                : _client.Send(request, cancellationToken));
        }

        // HTTP/2 where TLS lets both sides agree on it; over plain TCP asking for it would need prior knowledge.
        if (at.Scheme == Uri.UriSchemeHttps) request.Version = HttpVersion.Version20;

        // A client's other overload would read the whole body, however long, before answering.
        return _client is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _client.SendAsync(request, cancellationToken);
    }

    private TimeSpan PauseAfter(int tries, TimeSpan? retryAfter)
    {
        double factor = Math.ScaleB(1 - (Random.Shared.NextDouble() / 2), tries - 1);
        double wanted = Math.Min(_options.RetryDelay.TotalSeconds * factor, _options.MaxRetryDelay.TotalSeconds);
        TimeSpan pause = TimeSpan.FromSeconds(wanted);
        return retryAfter > pause ? retryAfter.Value : pause;
    }
}
