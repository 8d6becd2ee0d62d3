using System.Net;
using System.Net.Sockets;
using System.Text;
using Playground.Testing;
using Xunit;

namespace Playground.Tuf.Tests.Testing;

/// <summary>The test server itself, where nothing is injected: a correct HTTP/1.1 server of files.</summary>
public sealed class FaultyHttpServerTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("playground-");
    private readonly HttpClient _client = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Serves_a_directory_small_files_and_large()
    {
        byte[] large = new byte[3 << 20];
        new Random(1).NextBytes(large);
        Write("public/a b/1.root.json", [1, 2, 3]);
        Write("public/large", large);
        await using FaultyHttpServer server = new(Path.Combine(_directory.FullName, "public"));

        Assert.Equal([1, 2, 3], await _client.GetByteArrayAsync(server.UriOf("/a%20b/1.root.json?v=1"), Cancel));
        Assert.Equal(large, await _client.GetByteArrayAsync(server.UriOf("/large"), Cancel));
        Assert.Equal(["GET /a%20b/1.root.json?v=1", "GET /large"], server.Requests.Select(request => request.ToString()));
        Assert.Equal(1, server.ConnectionCount);
    }

    [Theory]
    [InlineData("/../secret")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("/..%2fsecret")]
    [InlineData("/x/..%5c..%5csecret")]
    [InlineData("//etc/passwd")]
    [InlineData("/a%00b")]
    public async Task Lets_nobody_out_of_the_directory(string target)
    {
        Write("public/file", [1]);
        Write("secret", [1]);
        await using FaultyHttpServer server = new(Path.Combine(_directory.FullName, "public"));
        string answer = await SendRawAsync(server, $"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
    }

    [Fact]
    public async Task Answers_pipelined_and_head_requests()
    {
        await using FaultyHttpServer server = new();
        server.Files["/a"] = "body"u8.ToArray();
        string answer = await SendRawAsync(
            server, "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", answer);
    }

    [Fact]
    public async Task Refuses_to_be_written_to()
    {
        await using FaultyHttpServer server = new();
        using HttpResponseMessage answer = await _client.PutAsync(server.UriOf("/a"), content: null, Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public async Task Injects_by_path_and_number_the_latest_word_first()
    {
        await using FaultyHttpServer server = new();
        server.Files["/a"] = [1];
        server.Files["/b"] = [1];
        server.Inject("/a", HttpFault.Status(500)).InjectOn(2, "/a", HttpFault.Status(404));

        List<int> statuses = [];
        foreach (string path in (string[])["/a", "/b", "/a", "/a"])
        {
            using HttpResponseMessage answer = await _client.GetAsync(server.UriOf(path), Cancel);
            statuses.Add((int)answer.StatusCode);
        }

        Assert.Equal([500, 200, 404, 500], statuses);
    }

    private static async Task<string> SendRawAsync(FaultyHttpServer server, string request)
    {
        using TcpClient tcp = new();
        await tcp.ConnectAsync(IPAddress.Loopback, server.BaseUri.Port, Cancel);
        NetworkStream stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(Cancel);
    }

    private void Write(string path, byte[] bytes)
    {
        string file = Path.Combine(_directory.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
