using System.Net;
using System.Net.Sockets;

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
        ConnectCallback = options.Blocking ? (context, cancellationToken) => new ValueTask<Stream>(Connect(context, options, cancellationToken)) : null,
    };

    /// <summary>Connects before it returns, with a socket whose reads give up by themselves.</summary>
    private static BlockingConnection Connect(SocketsHttpConnectionContext context, HttpFetcherOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.ReceiveTimeout = (int)Math.Max(1, Math.Min(options.IdleTimeout.TotalMilliseconds, int.MaxValue));
            using CancellationTokenRegistration giveUp = cancellationToken.UnsafeRegister(static open => ((Socket)open!).Dispose(), socket);
            socket.Connect(context.DnsEndPoint);
            return new BlockingConnection(socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (e is ObjectDisposedException) throw new OperationCanceledException(cancellationToken);
            throw;
        }
    }

    /// <summary>On Linux the framework looks at nothing but these variables; elsewhere also at the system's settings.</summary>
    private static bool MayNeedProxy() =>
        !OperatingSystem.IsLinux() || Array.Exists(ProxyVariables, name => Environment.GetEnvironmentVariable(name) is not null);
}
