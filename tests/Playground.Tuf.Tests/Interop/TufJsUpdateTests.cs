using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>tuf-js updates from repositories that this library wrote, and downloads what they list.</summary>
public sealed class TufJsUpdateTests(TufJsClient tufJs) : IClassFixture<TufJsClient>
{
    private const string Everything = """{"root":1,"snapshot":1,"targets":1,"timestamp":1}""";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_first_update_ends_at_the_published_versions(bool consistentSnapshot, bool describesMetadata)
    {
        await using var published = new PublishedRepository(consistentSnapshot);
        published.Repository.DescribesMetadata = describesMetadata;
        published.Repository.AddArtifact("dir/tool.zip", "content"u8.ToArray());
        published.Repository.PublishThrough("targets");
        TufJsClient.Begin(published);

        Assert.Equal("""{"root":1,"snapshot":2,"targets":2,"timestamp":2}""", await VersionsAsync(published));
        Assert.Equal("content", await tufJs.ReadAsync(published, "dir/tool.zip"));
        Assert.Null(await tufJs.ReadAsync(published, "dir/tool.zip.other"));
    }

    [Theory]
    [MemberData(nameof(TufJsKeyKinds.All), MemberType = typeof(TufJsKeyKinds))]
    public async Task Every_role_may_be_signed_with_a_key_of_any_kind(string keyType, string scheme, string form)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "packages", paths: "pkg/*");
        foreach (string role in new[] { "root", "timestamp", "snapshot", "targets", "packages" })
        {
            foreach (ISigner known in repository.SignersOf(role).ToList())
            {
                repository.RemoveKey(role, known);
            }

            repository.AddKey(role, TufJsKeyKinds.NewSigner(keyType, scheme, form));
        }

        repository.AddArtifact("pkg/tool", "content"u8.ToArray(), "packages");
        repository.PublishAs("root", 1);
        repository.PublishThrough("packages", "targets");
        TufJsClient.Begin(published);

        Assert.Equal("content", await tufJs.ReadAsync(published, "pkg/tool"));
    }

    [Fact]
    public async Task Several_roots_rotated_keys_and_thresholds_are_followed()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        TufJsClient.Begin(published);
        Assert.Equal(Everything, await VersionsAsync(published));

        repository.AddKey("root");
        repository.SetThreshold("root", 2);
        repository.Publish("root");
        ISigner[] old = [.. repository.SignersOf("root")];
        repository.RotateKeys("root");
        ISigner[] next = [.. repository.SignersOf("root")];
        foreach (ISigner signer in old)
        {
            repository.SignersOf("root").Add(signer);
        }

        repository.RotateKeys("timestamp");
        repository.RotateKeys("snapshot");
        repository.RotateKeys("targets");
        repository.Publish("root");
        Assert.Equal(2, next.Except(old).Count());
        foreach (ISigner signer in old)
        {
            repository.SignersOf("root").Remove(signer);
        }

        repository.Publish("root");
        repository.PublishThrough("targets");

        Assert.Equal("""{"root":4,"snapshot":2,"targets":2,"timestamp":2}""", await VersionsAsync(published));
    }

    /// <summary>A maze in which both clients have to find the same way.</summary>
    [Theory]
    [InlineData("top", "top")]
    [InlineData("a/one", "a")]
    [InlineData("a/b/deep", "ab")]
    [InlineData("a/b/other", null)]
    [InlineData("a/b/later", "late")]
    [InlineData("end/listed", "end")]
    [InlineData("end/not listed there", null)]
    [InlineData("q1", "question")]
    [InlineData("q12", null)]
    [InlineData("hashed", "hashed")]
    [InlineData("nobody's", null)]
    public async Task Delegations_nested_terminating_and_by_hash_lead_both_clients_to_the_same(string target, string? content)
    {
        await using var published = new PublishedRepository();
        Maze(published.Repository);
        TufJsClient.Begin(published);

        Assert.Equal(content, await tufJs.ReadAsync(published, target));
        Assert.Equal(content, await OwnClient.ReadAsync(published, target));
    }

    [Fact]
    public async Task Every_target_is_found_in_its_bin()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        IReadOnlyList<string> bins = repository.DelegateToBins("targets", 5, "bin");
        SuccinctRoles roles = repository.Targets.Delegations!.SuccinctRoles!;
        string[] targets = [.. Enumerable.Range(0, 12).Select(i => $"pkg/{i}")];
        foreach (string target in targets)
        {
            repository.AddArtifact(target, [.. target.Select(c => (byte)c)], roles.NameOf(roles.BinOf(TargetPath.Parse(target))).Value);
        }

        repository.PublishThrough([.. bins, "targets"]);
        TufJsClient.Begin(published);

        foreach (string target in targets)
        {
            Assert.Equal(target, await tufJs.ReadAsync(published, target));
        }

        Assert.Null(await tufJs.ReadAsync(published, "pkg/12"));
    }

    [Fact]
    public async Task Fields_that_nobody_knows_are_part_of_what_is_signed()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "packages", paths: "pkg/*");
        repository.AddArtifact("pkg/tool", "content"u8.ToArray(), "packages");
        repository.PublishEdited("packages", signed => Mark(signed, signed["targets"]!["pkg/tool"]!));
        repository.PublishEdited("targets", signed => Mark(
            signed,
            signed["delegations"]!,
            signed["delegations"]!["roles"]![0]!,
            signed["delegations"]!["keys"]!.AsObject().First().Value!));
        repository.PublishEdited("snapshot", signed => Mark(signed, signed["meta"]!["packages.json"]!));
        repository.PublishEdited("timestamp", signed => Mark(signed, signed["meta"]!["snapshot.json"]!));
        repository.PublishEdited("root", signed => Mark(signed, signed["roles"]!["root"]!, signed["keys"]!.AsObject().First().Value!));
        TufJsClient.Begin(published);

        Assert.Equal("content", await tufJs.ReadAsync(published, "pkg/tool"));
        Assert.Contains("x-unknown", await File.ReadAllTextAsync(Path.Combine(published.MetadataFolder, "root.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sub/ü ß.txt")]
    [InlineData("日本/語.bin")]
    [InlineData("emoji 😀")]
    [InlineData("e\u0301 decomposed")]
    [InlineData("plus+and&and=;,'()!*~@$")]
    [InlineData(".hidden/.file")]
    [InlineData("\"quoted\"")]
    [InlineData("__proto__")]
    public async Task Odd_target_names_are_downloaded(string target)
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact(target, "content"u8.ToArray());
        published.Repository.PublishThrough("targets");
        TufJsClient.Begin(published);

        Assert.Equal("content", await tufJs.ReadAsync(published, target));
        Assert.Equal("content", await OwnClient.ReadAsync(published, target));
    }

    [Theory]
    [InlineData("ünïcode 日本 😀")]
    [InlineData("with space")]
    [InlineData("a/b")]
    [InlineData("../up")]
    [InlineData("100% ?#&")]
    [InlineData("CON")]
    [InlineData(".hidden")]
    public async Task Odd_role_names_are_followed(string role)
    {
        await using var published = new PublishedRepository();
        published.Repository.Delegate("targets", role, paths: "pkg/*");
        published.Repository.AddArtifact("pkg/tool", "content"u8.ToArray(), role);
        published.Repository.PublishThrough(role, "targets");
        TufJsClient.Begin(published);

        Assert.Equal("content", await tufJs.ReadAsync(published, "pkg/tool"));
        Assert.Equal("content", await OwnClient.ReadAsync(published, "pkg/tool"));
    }

    internal static void Maze(TestRepository repository)
    {
        repository.AddArtifact("top", "top"u8.ToArray());
        repository.Delegate("targets", "a", paths: ["a/*", "a/b/*"]);
        repository.Delegate("targets", "end", terminating: true, paths: "end/*");
        repository.Delegate("targets", "late", paths: ["a/b/*", "end/*", "q?"]);
        repository.Delegate("targets", new DelegatedRole
        {
            Name = RoleName.Parse("hashed"),
            KeyIds = [],
            Threshold = 1,
            Terminating = false,
            PathHashPrefixes = [HashOf("hashed")[..4]],
        });
        repository.Delegate("a", "ab", terminating: false, paths: "a/b/deep");
        repository.Delegate("a", "a-end", terminating: true, paths: "a/b/other");
        repository.AddArtifact("a/one", "a"u8.ToArray(), "a");
        repository.AddArtifact("a/b/deep", "ab"u8.ToArray(), "ab");
        repository.AddArtifact("end/listed", "end"u8.ToArray(), "end");
        repository.AddArtifact("a/b/later", "late"u8.ToArray(), "late");
        repository.AddArtifact("a/b/other", "not reached"u8.ToArray(), "late");
        repository.AddArtifact("end/not listed there", "not reached"u8.ToArray(), "late");
        repository.AddArtifact("q1", "question"u8.ToArray(), "late");
        repository.AddArtifact("q12", "not delegated"u8.ToArray(), "late");
        repository.AddArtifact("hashed", "hashed"u8.ToArray(), "hashed");
        repository.AddArtifact("nobody's", "not delegated"u8.ToArray(), "hashed");
        repository.PublishThrough("ab", "a-end", "a", "end", "late", "hashed", "targets");
    }

    private static string HashOf(string path)
    {
        Span<byte> hash = stackalloc byte[32];
        TargetPath.Parse(path).Hash(hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void Mark(params JsonNode[] nodes)
    {
        foreach (JsonNode node in nodes)
        {
            node["x-unknown"] = new JsonObject { ["b"] = new JsonArray(1, null, true, "ü\n\"\\"), ["a"] = -1, [""] = new JsonObject() };
        }
    }

    private async Task<string> VersionsAsync(PublishedRepository published) => (await tufJs.RefreshAsync(published)).Value!.ToJsonString();
}
