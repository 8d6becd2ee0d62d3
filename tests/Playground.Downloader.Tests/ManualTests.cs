using System.Security.Cryptography;
using Playground.Catalog.Index;
using Playground.Testing;
using Xunit;

namespace Playground.Downloader.Tests;

/// <summary>Every command of docs/downloader.md is run, as it stands there.</summary>
public sealed class ManualTests
{
    [Fact]
    public async Task Every_command_of_the_manual_does_what_it_says()
    {
        await using Community community = new Community()
            .Artifact("tools/hello.txt", "hello\n")
            .Project("foo-bar").Release("foo-bar", "1.0.0", null, "foo-1.0.0.whl").Release("foo-bar", "1.1.0", null, "foo-1.1.0.whl").Release("foo-bar", "2.0.0-rc.1", null, "foo-2.0.0rc1.whl")
            .Project("other", "new").Release("other", "0.1.0", null, "other-0.1.0.whl")
            .Index(("foo-bar", new IndexEntry { Version = "1.1.0", Releases = 2, Description = "A JSON parser." }), ("other", new IndexEntry { Version = "0.1.0", Releases = 1 }))
            .Publish();
        TestRepository repository = community.Repository;
        FaultyHttpServer server = community.Server;
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
        Assert.Equal("foo-bar\t1.1.0\tA JSON parser.\n", (await TypeAsync("playget search")).Succeeded().Answer);
        Assert.StartsWith("foo-bar 1.1.0\n", (await TypeAsync("playget info")).Succeeded().Answer, StringComparison.Ordinal);
        Assert.Equal("1.1.0\t-\n1.0.0\t-\n", (await TypeAsync("playget list foo-bar")).Succeeded().Answer);
        Assert.Equal("2.0.0-rc.1\t-\tpre-release\n1.1.0\t-\n1.0.0\t-\n", (await TypeAsync("playget list foo-bar --all")).Succeeded().Answer);
        Assert.Equal("./foo-1.1.0.whl\n", (await TypeAsync("playget get foo-bar")).Succeeded().Answer);
        Assert.Equal("./foo-1.0.0.whl\n./other-0.1.0.whl\n", (await TypeAsync("playget get foo-bar@1.0.0")).Succeeded().Answer);
        Assert.Equal("./foo-1.1.0.whl\n", (await TypeAsync("playget get \"foo-bar@^1.0\"")).Succeeded().Answer);
        Assert.Equal("downloads/foo-1.1.0.whl\n", (await TypeAsync("playget get foo-bar@1.x")).Succeeded().Answer);
        Assert.Equal("./foo-2.0.0rc1.whl\n", (await TypeAsync("playget get foo-bar --pre")).Succeeded().Answer);
        Assert.Equal("foo-bar\t1.1.0\nother\t0.1.0\n", (await TypeAsync("playget lock \"foo-bar@^1.0\"")).Succeeded().Answer);
        Assert.Equal("downloads/foo-1.1.0.whl\ndownloads/other-0.1.0.whl\n", (await TypeAsync("playget get --locked")).Succeeded().Answer);
        Assert.Equal("foo-bar\t1.1.0\nother\t0.1.0\n", (await TypeAsync("playget lock --update")).Succeeded().Answer);
        Assert.Equal("foo-bar\t1.1.0\nother\t0.1.0\n", (await TypeAsync("playget lock foo-bar --file")).Succeeded().Answer);
        Assert.Equal("foo-bar\t1.1.0\nother\t0.1.0\n", (await stage.TypeAsync("alice", manual.Take("playget lock"))).Succeeded().Answer);
        Assert.Equal("foo-bar\t1.1.0\n", (await TypeAsync("playget lock --remove")).Succeeded().Answer);
        Assert.Contains("tools/hello.txt\n", (await TypeAsync("playget list")).Succeeded().Answer, StringComparison.Ordinal);
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
