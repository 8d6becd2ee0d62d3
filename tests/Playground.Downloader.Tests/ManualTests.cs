using System.Security.Cryptography;
using System.Text;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>Every command of docs/downloader.md is run, as it stands there.</summary>
public sealed class ManualTests
{
    [Fact]
    public async Task Every_command_of_the_manual_does_what_it_says()
    {
        var repository = new TestRepository(name: "manual", expires: new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        repository.AddArtifact("tools/hello.txt", Encoding.UTF8.GetBytes("hello\n"));
        repository.PublishThrough("targets");
        await using var server = new FaultyHttpServer();
        foreach ((string path, byte[] content) in repository.Files)
        {
            server.Files[path] = content;
        }

        var manual = ManualCommands.Open("docs/downloader.md");
        using var stage = new ToolStage();
        string root = stage["alice"].PathOf("root.json");
        await File.WriteAllBytesAsync(root, repository.RootFile(), TestContext.Current.CancellationToken);
        Task<ToolRun> TypeAsync(string beginning) => stage.TypeAsync("alice", manual.Take(
            beginning,
            ("URL", server.BaseUri.ToString()),
            ("ROOT", root),
            ("HEX", Convert.ToHexStringLower(SHA256.HashData(repository.RootFile()))),
            ("TARGETPATH", "tools/hello.txt"),
            ("FOLDER", "downloads"),
            ("FILE", "hello.txt"),
            ("NAME", "demo")));

        (await TypeAsync("playget trust add")).Succeeded();
        (await TypeAsync("playget trust add")).Succeeded();
        Assert.Contains("Trusting on first use", (await TypeAsync("playget trust add")).Succeeded().Talk, StringComparison.Ordinal);
        Assert.Equal($"demo\t{server.BaseUri}\n", (await TypeAsync("playget trust list")).Succeeded().Answer);
        Assert.Equal("tools/hello.txt\n", (await TypeAsync("playget list")).Succeeded().Answer);
        Assert.StartsWith("[", (await TypeAsync("playget list --output json")).Succeeded().Answer, StringComparison.Ordinal);
        (await TypeAsync("playget get TARGETPATH")).Succeeded();
        Assert.True(File.Exists(stage["alice"].PathOf("hello.txt")));
        (await TypeAsync("playget get TARGETPATH --dir")).Succeeded();
        Assert.True(File.Exists(stage["alice"].PathOf("downloads/hello.txt")));
        Assert.Equal("tools/hello.txt\tsigned by targets\n", (await TypeAsync("playget verify FILE")).Succeeded().Answer);
        server.Files.Clear();
        (await TypeAsync("playget get TARGETPATH --offline")).Succeeded();
        (await TypeAsync("playget trust remove")).Succeeded();
        Assert.Equal("", (await stage.TypeAsync("alice", "playget trust list")).Succeeded().Answer);
        manual.RequireAllTaken();
    }
}
