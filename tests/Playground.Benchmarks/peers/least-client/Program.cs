using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

// The least a .NET program has to start up for what a warm TUF client does: the framework's HTTP handler for two requests, its JSON parser for
// three files, one hash. It verifies nothing. What the client takes beyond this is the client's own.
var url = new Option<string>("--metadata-url") { Required = true };
var directory = new Option<string>("--metadata-dir") { Required = true };
var refresh = new Command("refresh") { url, directory };
refresh.SetAction(result =>
{
    using var handler = new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        UseCookies = false,
        UseProxy = false,
    };
    using var client = new HttpMessageInvoker(handler);
    foreach (string file in (string[])["2.root.json", "timestamp.json"])
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(result.GetRequiredValue(url)), file));
        using HttpResponseMessage answer = client.Send(request, CancellationToken.None);
        using Stream body = answer.Content.ReadAsStream();
        body.CopyTo(Stream.Null);
    }

    foreach (string file in (string[])["root.json", "timestamp.json", "targets.json"])
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(result.GetRequiredValue(directory), file));
        using var document = JsonDocument.Parse(bytes);
        SHA256.HashData(bytes);
    }
});

return new RootCommand { refresh }.Parse(args).Invoke();
