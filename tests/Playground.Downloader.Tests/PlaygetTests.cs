using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>playget as a person uses it: a process, a server, a folder.</summary>
public sealed class PlaygetTests : IAsyncDisposable
{
    private static readonly string Tool = typeof(PlaygetTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "playget").Value!;

    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository = new(name: "playget", expires: new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FaultyHttpServer _server = new();

    public PlaygetTests()
    {
        _repository.Delegate("targets", "team", false, "team/*");
        _repository.AddArtifact("hello.txt", Encoding.UTF8.GetBytes("hello\n"));
        _repository.AddArtifact("team/tool.bin", [1, 2, 3], "team");
        _repository.PublishThrough("targets", "team");
        Serve();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_downloaded_from_a_repository_whose_root_was_given()
    {
        await TrustAsync();

        ToolRun get = await PlaygetAsync("get", "hello.txt", "team/tool.bin");

        Assert.Equal((0, ""), (get.ExitCode, get.Talk));
        Assert.Equal("hello\n", await File.ReadAllTextAsync(_folder["hello.txt"], TestContext.Current.CancellationToken));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(_folder["tool.bin"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Trust_needs_a_reason_and_the_right_one()
    {
        string right = Convert.ToHexStringLower(SHA256.HashData(_repository.RootFile()));

        ToolRun none = await PlaygetAsync("trust", "add", "demo", _server.BaseUri.ToString());
        ToolRun wrong = await PlaygetAsync("trust", "add", "demo", _server.BaseUri.ToString(), "--sha256", new string('0', 64));
        ToolRun good = await PlaygetAsync("trust", "add", "demo", _server.BaseUri.ToString(), "--sha256", right);
        ToolRun list = await PlaygetAsync("trust", "list");

        Assert.Equal((2, 4, 0), (none.ExitCode, wrong.ExitCode, good.ExitCode));
        Assert.Contains("--trust-on-first-use", none.Talk, StringComparison.Ordinal);
        Assert.Equal($"demo\t{_server.BaseUri}\n", list.Answer);
    }

    [Fact]
    public async Task Trust_on_first_use_is_said_aloud_and_not_replaced_by_another_repository()
    {
        ToolRun first = await PlaygetAsync("trust", "add", "demo", _server.BaseUri.ToString(), "--trust-on-first-use");
        _server.Files["/metadata/1.root.json"] = new TestRepository(name: "an impostor").RootFile();
        ToolRun second = await PlaygetAsync("trust", "add", "demo", _server.BaseUri.ToString(), "--trust-on-first-use");

        Assert.Equal(0, first.ExitCode);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(_repository.RootFile())), first.Talk, StringComparison.Ordinal);
        Assert.Equal(4, second.ExitCode);
        Assert.Contains("PG0421: ", second.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_byte_on_the_server_is_refused_and_nothing_is_left()
    {
        await TrustAsync();
        string path = _server.Files.Keys.Single(name => name.EndsWith(".hello.txt", StringComparison.Ordinal));
        _server.Files[path] = "hellO\n"u8.ToArray();

        ToolRun get = await PlaygetAsync("get", "hello.txt");

        Assert.Equal(4, get.ExitCode);
        Assert.StartsWith("PG0424: ", get.Talk, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.FullPath));
    }

    [Fact]
    public async Task Everything_the_repository_offers_is_listed_as_text_and_as_json()
    {
        await TrustAsync();

        ToolRun text = await PlaygetAsync("list");
        ToolRun json = await PlaygetAsync("list", "--output", "json");

        Assert.Equal("hello.txt\nteam/tool.bin\n", text.Answer);
        JsonElement entry = JsonElement.Parse(json.Answer)[1];
        Assert.Equal(("team/tool.bin", 3, "team"), (entry.GetProperty("path").GetString(), entry.GetProperty("length").GetInt32(), entry.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task A_file_on_disk_is_verified_against_what_was_signed()
    {
        await TrustAsync();
        await File.WriteAllTextAsync(_folder["good"], "hello\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["bad"], "hellO\n", TestContext.Current.CancellationToken);

        ToolRun good = await PlaygetAsync("verify", "good");
        ToolRun named = await PlaygetAsync("verify", "good", "--as", "team/tool.bin");
        ToolRun bad = await PlaygetAsync("verify", "bad");

        Assert.Equal((0, "hello.txt\tsigned by targets\n"), (good.ExitCode, good.Answer));
        Assert.Equal(1, named.ExitCode);
        Assert.Equal((1, ""), (bad.ExitCode, bad.Answer));
    }

    [Fact]
    public async Task Without_a_network_what_is_stored_still_answers()
    {
        await TrustAsync();
        await PlaygetAsync("get", "hello.txt");
        ToolRun metadata = await PlaygetAsync("get", "team/tool.bin", "--offline");
        await PlaygetAsync("list");
        _server.Files.Clear();

        ToolRun known = await PlaygetAsync("get", "hello.txt", "--offline");
        ToolRun unknown = await PlaygetAsync("get", "team/tool.bin", "--offline");
        ToolRun online = await PlaygetAsync("get", "hello.txt");

        Assert.Equal(0, known.ExitCode);
        Assert.Equal((3, "PG0425"), (metadata.ExitCode, metadata.Talk[..6]));
        Assert.Contains("no metadata of 'team' that is good now", metadata.Talk, StringComparison.Ordinal);
        Assert.Equal((3, "PG0425"), (unknown.ExitCode, unknown.Talk[..6]));
        Assert.Contains("No good 'team/tool.bin' is at", unknown.Talk, StringComparison.Ordinal);
        Assert.Equal((3, "PG0400"), (online.ExitCode, online.Talk[..6]));
    }

    [Theory]
    [InlineData(1, "get", "nothing.txt")]
    [InlineData(2, "get", "../escape")]
    [InlineData(2, "get")]
    [InlineData(2, "nonsense")]
    [InlineData(2, "get", "hello.txt", "--repository", "other")]
    [InlineData(2, "trust", "add", "../x", "http://127.0.0.1/", "--trust-on-first-use")]
    [InlineData(2, "trust", "add", "x", "ftp://127.0.0.1/", "--trust-on-first-use")]
    [InlineData(2, "verify", "no-such-file")]
    public async Task What_cannot_be_done_is_told_without_a_stack_trace(int exitCode, params string[] arguments)
    {
        await TrustAsync();

        ToolRun run = await PlaygetAsync(arguments);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Answer));
        Assert.NotEmpty(run.Talk);
        Assert.DoesNotContain("   at ", run.Talk, StringComparison.Ordinal);
    }

    private void Serve()
    {
        foreach ((string path, byte[] content) in _repository.Files)
        {
            _server.Files[path] = content;
        }
    }

    private async Task TrustAsync()
    {
        await File.WriteAllBytesAsync(_folder["root"], _repository.RootFile(), TestContext.Current.CancellationToken);
        ToolRun run = await PlaygetAsync("trust", "add", "demo", _server.BaseUri.ToString(), "--root", "root");
        Assert.Equal(0, run.ExitCode);
        File.Delete(_folder["root"]);
    }

    private Task<ToolRun> PlaygetAsync(params string[] arguments) => ToolRun.RunAsync(
        Tool, new Dictionary<string, string?> { ["PLAYGET_HOME"] = _folder["home"] }, _folder.FullPath, arguments);
}
