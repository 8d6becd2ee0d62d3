using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Playground.Forge.GitHub;

/// <summary>
/// Sends requests to GitHub: with the token to GitHub alone, again where that is safe and may help, after the pauses that GitHub asks for, and with what
/// is known already (ETags), so that unchanged answers cost nothing of the limit.
/// </summary>
internal sealed class GitHubClient : IDisposable
{
    private const string ApiVersion = "2022-11-28";
    private const int MaxRedirects = 3;
    private const int RefusalLength = 64 * 1024;

    private readonly HttpClient _http;
    private readonly ForgeToken _token;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Uri, (string Tag, GitHubAnswer Answer)> _known = new();
    private int _requests;

    internal GitHubClient(ForgeToken token, ForgeOptions options, TimeProvider time)
    {
        (_token, Options, _time) = (token, options, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.Timeout,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal ForgeOptions Options { get; }

    /// <summary>How many requests were sent to the API. What leads elsewhere is not among them.</summary>
    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>Makes what came from outside safe to show.</summary>
    internal string Shown(string text) => ShownText.Of(text, _token);

    /// <summary>The pause before a try, the first being 1.</summary>
    internal Task PauseAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Options.Pause * (1 << (attempt - 1)), _time, cancellationToken);

    /// <summary>Sends a request until there is an answer.</summary>
    /// <exception cref="ForgeException">There is none, or it is a refusal.</exception>
    internal async Task<GitHubAnswer> SendAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        TimeSpan waited = TimeSpan.Zero;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (LimitedException e)
            {
                waited += e.Wait;
                if (waited > Options.MaxWait || attempt >= Options.Tries)
                {
                    throw new ForgeException(
                        ForgeProblemCodes.RateLimited, $"{request.What}: GitHub's rate limit is used up for {Math.Ceiling(e.Wait.TotalSeconds)} s more. Run it again then.", e.Status);
                }

                await Task.Delay(e.Wait, _time, cancellationToken).ConfigureAwait(false);
                if (!request.IsRepeatable)
                {
                    // It should not have been done. Who asked looks, and asks again.
                    throw new ForgeException(ForgeProblemCodes.ServiceFailed, $"{request.What}: GitHub's rate limit was used up.", e.Status);
                }
            }
            catch (ForgeException e) when (e.MayHaveArrived && request.IsRepeatable && attempt < Options.Tries)
            {
                await PauseAsync(attempt, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<GitHubAnswer> TryAsync(GitHubRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(request.Upload is null ? Options.Timeout : Options.UploadTimeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await FollowAsync(request, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ForgeException(ForgeProblemCodes.Unreachable, $"{request.What}: GitHub did not answer in time. Try again later.", 0, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // No inner exception: what it says may quote what was sent.
            throw new ForgeException(ForgeProblemCodes.Unreachable, $"{request.What}: GitHub was not reached, or broke off ({Shown(e.Message)}). Check the network, and try again.");
        }
    }

    private async Task<GitHubAnswer> FollowAsync(GitHubRequest request, CancellationToken stop)
    {
        Uri at = request.Uri;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage message = MessageOf(request, at);
            using HttpResponseMessage answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            int status = (int)answer.StatusCode;
            if (answer.StatusCode == HttpStatusCode.NotModified && _known.TryGetValue(at, out var known))
            {
                return known.Answer;
            }

            if (status is >= 300 and < 400 && answer.StatusCode != HttpStatusCode.NotModified)
            {
                at = redirects < MaxRedirects ? ElsewhereOf(request, at, answer) : throw Bad(request, "it leads from one place to the next");
                continue;
            }

            using Stream stream = await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            bool isGood = answer.IsSuccessStatusCode || request.Expected.Contains(status);
            byte[]? body = await BoundedBody.ReadAsync(stream, isGood ? request.MaxAnswer ?? Options.MaxAnswer : RefusalLength, stop).ConfigureAwait(false);
            if (!isGood)
            {
                throw Refusal(request, answer, body ?? []);
            }

            return Keep(request, at, answer, new GitHubAnswer(status, body ?? throw Bad(request, "it is too long"), NextOf(request, answer)));
        }
    }

    private HttpRequestMessage MessageOf(GitHubRequest request, Uri at)
    {
        var message = new HttpRequestMessage(request.Method, at);
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("playground", null));
        if (!IsTrusted(at))
        {
            return message;
        }

        Interlocked.Increment(ref _requests);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token.Reveal());
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        message.Headers.Add("X-GitHub-Api-Version", ApiVersion);
        if (request.IsConditional && _known.TryGetValue(at, out var known))
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", known.Tag);
        }

        if (request.Json is { } json)
        {
            message.Content = new ByteArrayContent(json);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        else if (request.Upload is { } upload)
        {
            message.Content = new StreamContent(upload.Open());
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            message.Content.Headers.ContentLength = upload.Length;
        }

        return message;
    }

    /// <summary>The API itself, and the host beside it that takes uploads: nobody else sees the token.</summary>
    private bool IsTrusted(Uri uri) =>
        uri.Scheme == Options.Api.Scheme && uri.Port == Options.Api.Port
        && (uri.Host == Options.Api.Host || (Options.Api.Host.StartsWith("api.", StringComparison.Ordinal) && uri.Host == "uploads." + Options.Api.Host["api.".Length..]));

    private Uri ElsewhereOf(GitHubRequest request, Uri at, HttpResponseMessage answer)
    {
        Uri to = answer.Headers.Location is { } location ? new Uri(at, location) : throw Bad(request, "it leads nowhere");
        bool isRead = request.Method == HttpMethod.Get;
        bool isSafe = to.Scheme == Uri.UriSchemeHttps || to.Scheme == Options.Api.Scheme;
        return isRead && isSafe && to.Scheme.StartsWith("http", StringComparison.Ordinal) && (IsTrusted(to) || request.MayLeadElsewhere)
            ? to
            : throw Bad(request, $"it leads to {Shown(to.Host)}, which is not GitHub's API");
    }

    private Uri? NextOf(GitHubRequest request, HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Link", out IEnumerable<string>? links) || LinkHeader.Next(links) is not { } next)
        {
            return null;
        }

        return Uri.TryCreate(request.Uri, next, out Uri? page) && IsTrusted(page) ? page : throw Bad(request, "its next page is not at GitHub's API");
    }

    private GitHubAnswer Keep(GitHubRequest request, Uri at, HttpResponseMessage answer, GitHubAnswer read)
    {
        if (request.IsConditional && IsTrusted(at) && answer.Headers.ETag is { } tag)
        {
            _known[at] = (tag.ToString(), read);
        }

        return read;
    }

    private Exception Refusal(GitHubRequest request, HttpResponseMessage answer, byte[] body)
    {
        int status = (int)answer.StatusCode;
        if (RateLimit.WaitOf(answer, body, _time.GetUtcNow()) is { } wait)
        {
            return new LimitedException(wait, status);
        }

        string said = GitHubJson.ReadRefusal(body) is { Length: > 0 } message ? $" and says: {Shown(message)}" : "";
        string what = $"{request.What}: GitHub answered {status}{said}.";
        return status switch
        {
            401 => new ForgeException(ForgeProblemCodes.NoAccess, $"{what} Check the token.", status),
            403 => new ForgeException(ForgeProblemCodes.NoAccess, $"{what} The token may not do this; check its permissions.", status),
            404 or 410 => new ForgeException(ForgeProblemCodes.NotThere, $"{what} It is not there, or the token may not see it.", status),
            408 or 429 or >= 500 => new ForgeException(ForgeProblemCodes.ServiceFailed, $"{what} Try again later.", status),
            _ => new ForgeException(ForgeProblemCodes.NotTaken, what, status),
        };
    }

    private static ForgeException Bad(GitHubRequest request, string why) =>
        new(ForgeProblemCodes.BadAnswer, $"{request.What}: the answer cannot be used, {why}. Check the API's address (GITHUB_API_URL).");

    /// <summary>GitHub asks to wait.</summary>
    private sealed class LimitedException(TimeSpan wait, int status) : Exception
    {
        internal TimeSpan Wait => wait;

        internal int Status => status;
    }
}
