using System.Net;

namespace Playground.Tuf.Client;

/// <summary>The framework's connection pool with everything off that a client of static files has no use for.</summary>
internal static class HttpHandler
{
    private static readonly string[] ProxyVariables = ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

    public static SocketsHttpHandler Create(HttpFetcherOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseDrainSize = 64 * 1024,
        UseCookies = false,
        UseProxy = MayNeedProxy(),
    };

    /// <summary>On Linux the framework looks at nothing but these variables; elsewhere also at the system's settings.</summary>
    private static bool MayNeedProxy() =>
        !OperatingSystem.IsLinux() || Array.Exists(ProxyVariables, name => Environment.GetEnvironmentVariable(name) is not null);
}
