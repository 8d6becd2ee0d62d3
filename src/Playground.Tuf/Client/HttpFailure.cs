using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Playground.Tuf.Client;

/// <summary>
/// Why one request gave no file, and whether asking again may help. Again: no connection, connection lost, time-out, and the status
/// codes 408, 429, 500, 502, 503 and 504. Everything else would be answered the same way.
/// </summary>
internal sealed record HttpFailure(string Code, string What, string Advice, bool IsTransient = false)
{
    public TimeSpan? RetryAfter { get; private init; }

    public Exception? Cause { get; private init; }

    public static HttpFailure Of(HttpResponseMessage answer, TimeProvider timeProvider)
    {
        string what = $"the server answered HTTP {(int)answer.StatusCode}";
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone =>
                new(ProblemCodes.FetchNotFound, $"it is not there (HTTP {(int)answer.StatusCode})", "Check the repository's address."),
            HttpStatusCode.Forbidden =>
                new(ProblemCodes.FetchForbidden, "it is not there, or not for us (HTTP 403)", "Check the repository's address."),
            HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired =>
                new(ProblemCodes.FetchFailed, what, "The server or a proxy before it wants a login; repositories are read without one."),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new(ProblemCodes.FetchFailed, what, "Try again later.", IsTransient: true)
                {
                    RetryAfter = Delay(answer.Headers.RetryAfter, timeProvider),
                },
            _ => new(ProblemCodes.FetchFailed, what, "Check the repository's address."),
        };
    }

    public static HttpFailure Of(Exception e) => Classify(e) with { Cause = e };

    /// <summary>The same, for a body that had begun to arrive.</summary>
    public static HttpFailure OfBody(Exception e) =>
        e is OperationCanceledException or TimeoutException || Find<SocketException>(e)?.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock
        ? new(ProblemCodes.FetchTimeout, "the server sent too little for too long", "Try again later.") { Cause = e }
        : new(ProblemCodes.FetchInterrupted, "the connection broke off before the end", "Try again.") { Cause = e };

    public TufException ToException(Uri uri, int tries)
    {
        string count = tries > 1 ? $", {tries} times" : "";
        string later = RetryAfter is { } wait ? $" and asks to wait for {Math.Ceiling(wait.TotalSeconds)} s" : "";
        return new TufException(Code, $"{ShownUri.Of(uri)} was not fetched: {What}{count}{later}. {Advice}", innerException: Cause);
    }

    private static HttpFailure Classify(Exception e)
    {
        SocketException? socket = Find<SocketException>(e);
        return e switch
        {
            OperationCanceledException =>
                new(ProblemCodes.FetchTimeout, "the server did not answer in time", "Try again later.", IsTransient: true),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                new(ProblemCodes.FetchUnreachable, "the server's name is not known", "Check the address and the network.",
                    socket?.SocketErrorCode == SocketError.TryAgain),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                new(ProblemCodes.FetchUnreachable, "no secure connection could be made",
                    "Check the server's certificate and this machine's clock.", socket is not null),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                new(ProblemCodes.FetchUnreachable, "the server could not be reached", "Check the address and the network.",
                    IsTransient: true),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                new(ProblemCodes.FetchUnreachable, "the proxy refused", "Check the proxy settings (HTTPS_PROXY, NO_PROXY)."),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                new(ProblemCodes.FetchInterrupted, "the connection broke off", "Try again.", IsTransient: true),
            _ when socket is not null =>
                new(ProblemCodes.FetchInterrupted, "the connection broke off", "Try again.", IsTransient: true),
            _ => new(ProblemCodes.FetchFailed, "the server's answer is not proper HTTP", "Check the address, port included."),
        };
    }

    private static TimeSpan? Delay(RetryConditionHeaderValue? header, TimeProvider timeProvider)
    {
        TimeSpan? delay = header?.Delta ?? (header?.Date - timeProvider.GetUtcNow());
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    private static T? Find<T>(Exception? e)
        where T : Exception
    {
        while (e is not null and not T) e = e.InnerException;
        return (T?)e;
    }
}
