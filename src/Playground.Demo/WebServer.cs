using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Playground.Demo;

/// <summary>Any web server: it hands out the files of a folder, on this machine only, and knows nothing of what they mean.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private WebServer(WebApplication server) => _server = server;

    /// <summary>Where it answers.</summary>
    internal string Url => _server.Urls.Single() + "/";

    /// <summary>Begins to serve a folder, on a port that is free.</summary>
    internal static async Task<WebServer> StartAsync(string folder, CancellationToken stop)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication server = builder.Build();
        server.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true });
        await server.StartAsync(stop);
        return new WebServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
