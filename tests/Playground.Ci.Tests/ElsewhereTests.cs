using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Playground.Testing;
using Xunit;

namespace Playground.Ci.Tests;

/// <summary>An artifact that lies elsewhere, from its pointer in git to a downloader, over real https.</summary>
[Collection(nameof(HealthyCollection))]
public sealed class ElsewhereTests(Healthy healthy)
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(new string('x', 100_000));

    [Fact]
    public async Task A_pointer_goes_through_CI_and_a_downloader_gets_the_file_from_where_it_lies()
    {
        using ToolStage stage = healthy.Copy();
        await using var server = new FaultyHttpServer();
        await using var front = new TlsFront(server.BaseUri);
        server.Files["/large.bin"] = Content;
        Trust(stage, front);
        Propose(stage, Pointer(front, "large.bin"));
        string verified = stage.Sandbox.PathOf("verified");

        ToolRun fetched = (await stage.CiAsync("fetch-pointers", "--head", "origin/sign/large", "--verified", verified)).Succeeded();
        ToolRun again = (await stage.CiAsync("fetch-pointers", "--head", "origin/sign/large", "--verified", verified)).Succeeded();

        Assert.Equal(($"right\ttools/large.bin\t{front.BaseUri}large.bin\n", ""), (fetched.Answer, again.Answer));
        Assert.Single(server.Requests);
        (await stage.CiAsync("update-targets", "--event", "sign/large")).Succeeded();
        (await stage.SureAsync("alice", "sign", "large")).Succeeded();
        await stage.MergeAsync("sign/large");
        await stage.PublishAsync();
        string url = new Uri(stage.Public).AbsoluteUri;
        Assert.False(Directory.Exists(Path.Combine(stage.Public, "targets")));
        (await stage.CiAsync("smoke-test", "--url", url)).Succeeded();
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "trust", "add", "here", url, "--root", Path.Combine(stage["alice"].Path, "metadata/root_history/1.root.json"))).Succeeded();
        (await stage.RunAsync("playget", stage.Sandbox.Folder, "get", "tools/large.bin")).Succeeded();
        Assert.Equal(Content, await File.ReadAllBytesAsync(stage.Sandbox.PathOf("large.bin"), TestContext.Current.CancellationToken));

        server.Files["/large.bin"] = [.. Content.AsSpan(1), (byte)'y'];
        File.Delete(stage.Sandbox.PathOf("large.bin"));
        ToolRun forged = await stage.RunAsync("playget", stage.Sandbox.Folder, "get", "tools/large.bin");
        Assert.Equal((4, false), (forged.ExitCode, File.Exists(stage.Sandbox.PathOf("large.bin"))));
        Assert.Contains("PG0424", forged.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_there_is_compared_and_redirects_lead_to_https_only()
    {
        using ToolStage stage = healthy.Copy();
        await using var server = new FaultyHttpServer();
        await using var front = new TlsFront(server.BaseUri);
        Trust(stage, front);
        server.Files["/large.bin"] = [.. Content, 0];
        Propose(stage, Pointer(front, "large.bin"));
        ToolRun longer = await stage.CiAsync("fetch-pointers", "--head", "origin/sign/large");
        server.Files["/large.bin"] = Content;
        server.Inject("/large.bin", HttpFault.Redirect(server.UriOf("/elsewhere.bin").AbsoluteUri));
        ToolRun redirected = await stage.CiAsync("fetch-pointers", "--head", "origin/sign/large");
        stage.Environment["SSL_CERT_FILE"] = null;
        ToolRun untrusted = await stage.CiAsync("fetch-pointers", "--head", "origin/sign/large");

        Assert.Equal((4, 3, 3), (longer.ExitCode, redirected.ExitCode, untrusted.ExitCode));
        Assert.StartsWith("PG1311", longer.Talk, StringComparison.Ordinal);
        Assert.StartsWith("wrong\ttools/large.bin\t", redirected.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Requests, request => request.Path == "/elsewhere.bin");
    }

    [Fact]
    public async Task Without_pointers_nothing_is_fetched()
    {
        using ToolStage stage = healthy.Copy();
        stage["ci"].Fetch();

        ToolRun fetched = (await stage.CiAsync("fetch-pointers", "--head", "origin/main")).Succeeded();

        Assert.Equal(("", "There is nothing to fetch.\n"), (fetched.Answer, fetched.Talk));
    }

    private static void Trust(ToolStage stage, TlsFront front)
    {
        File.WriteAllText(stage.Sandbox.PathOf("certificate.pem"), front.Certificate);
        stage.Environment["SSL_CERT_FILE"] = stage.Sandbox.PathOf("certificate.pem");
    }

    private static string Pointer(TlsFront front, string name) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["format"] = 1,
        ["urls"] = new[] { $"{front.BaseUri}{name}" },
        ["length"] = Content.Length,
        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Content)),
        ["sha512"] = Convert.ToHexStringLower(SHA512.HashData(Content)),
    });

    private static void Propose(ToolStage stage, string pointer)
    {
        GitClone alice = stage["alice"];
        alice.Fetch();
        alice.Branch("sign/large", "origin/main");
        alice.Commit("A large file", ("targets/tools/large.bin.pointer.json", pointer));
        alice.Push();
        stage["ci"].Fetch();
    }
}
