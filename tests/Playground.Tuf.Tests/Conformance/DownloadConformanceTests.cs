using System.Security.Cryptography;
using Playground.Testing;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Artifacts: only what was signed is stored, and what is there already is not fetched again.</summary>
public sealed class DownloadConformanceTests
{
    private static readonly byte[] Content = "content of the artifact"u8.ToArray();
    private static readonly byte[] Malicious = "content of an attacker!"u8.ToArray();

    [Theory]
    [InlineData("file.txt")]
    [InlineData("path/to/a/file.txt")]
    public async Task An_artifact_is_stored_when_it_is_asked_for_and_not_before(string target)
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact(target, Content);
        published.Repository.PublishThrough("targets");
        await published.BeginAndRefreshAsync();
        Assert.Empty(published.Downloaded);

        (await published.DownloadAsync(target)).Succeeds();
        Assert.Equal(["content of the artifact"], published.Downloaded);
    }

    [Fact]
    public async Task An_artifact_that_is_there_is_not_fetched_again_and_a_damaged_one_is()
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact("file.txt", Content);
        published.Repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync("file.txt")).Succeeds();
        (await published.DownloadAsync("file.txt", "file.txt")).Succeeds();
        Assert.Single(published.ArtifactRequests);

        await File.WriteAllBytesAsync(Directory.EnumerateFiles(published.TargetFolder).Single(), Malicious, TestContext.Current.CancellationToken);
        (await published.DownloadAsync("file.txt")).Succeeds();
        Assert.Equal(2, published.ArtifactRequests.Count);
        Assert.Equal(["content of the artifact"], published.Downloaded);
    }

    [Fact]
    public async Task What_a_server_puts_in_place_of_an_artifact_is_not_stored()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.AddArtifact("one.txt", Content);
        repository.AddArtifact("two.txt", Content);
        repository.PublishThrough("targets");
        (await published.Begin().DownloadAsync("one.txt")).Succeeds();
        repository.Files[repository.ArtifactPathOf("one.txt", Content)] = Malicious;
        repository.Files[repository.ArtifactPathOf("two.txt", Content)] = Malicious;

        (await published.DownloadAsync("one.txt")).Succeeds();
        (await published.DownloadAsync("two.txt")).FailsWith(ProblemCodes.TargetMismatch);
        Assert.Equal(["content of the artifact"], published.Downloaded);
    }

    [Fact]
    public async Task A_new_version_of_an_artifact_replaces_the_old_and_what_was_not_signed_never_does()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        published.Begin();
        byte[] newest = [];
        for (int version = 1; version <= 11; version++)
        {
            newest = [.. Content, (byte)('0' + version)];
            repository.AddArtifact("changing.txt", newest);
            repository.AddArtifact($"new-{version}.txt", [(byte)('a' + version)]);
            repository.PublishThrough("targets");
            if (version % 5 != 1)
            {
                continue;
            }

            (await published.DownloadAsync("changing.txt", $"new-{version}.txt")).Succeeds();
            string[] expected = [$"{(char)('a' + version)}", .. published.Downloaded.Where(text => text.Length == 1)];
            Assert.Contains(System.Text.Encoding.UTF8.GetString(newest), published.Downloaded);
            Assert.Equal(expected.Distinct().Count() + 1, published.Downloaded.Count);

            repository.Files[repository.ArtifactPathOf("changing.txt", newest)] = Malicious;
            repository.PublishThrough("targets");
            await published.DownloadAsync("changing.txt");
            Assert.Contains(System.Text.Encoding.UTF8.GetString(newest), published.Downloaded);
            Assert.Equal(expected.Distinct().Count() + 1, published.Downloaded.Count);
        }
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha512")]
    [InlineData("sha256 sha512")]
    [InlineData("sha256 sha512 blake2b-256")]
    public async Task An_artifact_may_be_signed_with_any_hash_that_can_be_checked(string algorithms)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        TargetFile file = AddWithHashes(repository, algorithms.Split(' '));
        foreach ((_, string hash) in file.Hashes.All)
        {
            repository.Files[$"/targets/{hash}.file.txt"] = Content;
        }

        repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync("file.txt")).Succeeds();
        Assert.Contains(Assert.Single(published.ArtifactRequests), file.Hashes.All.Select(hash => hash.Value + ".file.txt"));
        Assert.Equal(["content of the artifact"], published.Downloaded);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha512")]
    public async Task Every_hash_that_can_be_checked_must_be_right(string wrong)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        TargetFile file = AddWithHashes(repository, ["sha256", "sha512"], wrong);
        foreach ((_, string hash) in file.Hashes.All)
        {
            repository.Files[$"/targets/{hash}.file.txt"] = Content;
        }

        repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync("file.txt")).FailsWith(ProblemCodes.TargetMismatch);
        Assert.Empty(published.Downloaded);
    }

    [Fact]
    public async Task An_artifact_with_no_hash_that_can_be_checked_is_not_even_fetched()
    {
        await using var published = new PublishedRepository();
        AddWithHashes(published.Repository, ["blake2b-256"]);
        published.Repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync("file.txt")).FailsWith(ProblemCodes.NoKnownHash);
        Assert.Empty(published.ArtifactRequests);
        Assert.Empty(published.Downloaded);
    }

    [Fact]
    public async Task A_repository_without_consistent_snapshots_has_plain_names()
    {
        await using var published = new PublishedRepository(consistentSnapshot: false);
        published.Repository.AddArtifact("dir/file.txt", Content);
        published.Repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync("dir/file.txt")).Succeeds();
        Assert.Equal(["2.root.json", "timestamp.json", "snapshot.json", "targets.json"], published.MetadataRequests);
        Assert.Equal(["dir/file.txt"], published.ArtifactRequests);
        Assert.Equal(["content of the artifact"], published.Downloaded);
    }

    [Theory]
    [InlineData("a name with blanks", "a%20name%20with%20blanks")]
    [InlineData("100%25", "100%2525")]
    [InlineData("q?x=1#y", "q%3Fx%3D1%23y")]
    [InlineData("grüße/日本", "gr%C3%BC%C3%9Fe/%E6%97%A5%E6%9C%AC")]
    [InlineData("a+b;c:d@e&f", "a%2Bb%3Bc%3Ad%40e%26f")]
    public async Task Names_of_artifacts_are_quoted_in_requests(string target, string quoted)
    {
        await using var published = new PublishedRepository(consistentSnapshot: false);
        published.Repository.AddArtifact(target, Content);
        published.Repository.PublishThrough("targets");

        (await published.Begin().DownloadAsync(target)).Succeeds();
        Assert.Equal([quoted], published.ArtifactRequests);
        Assert.Equal(["content of the artifact"], published.Downloaded);
    }

    private static TargetFile AddWithHashes(TestRepository repository, string[] algorithms, string? wrong = null)
    {
        var hashes = new Dictionary<string, string>();
        foreach (string algorithm in algorithms)
        {
            byte[] content = algorithm == wrong ? Malicious : Content;
            hashes[algorithm] = Convert.ToHexStringLower(algorithm == "sha512" ? SHA512.HashData(content) : SHA256.HashData(content));
        }

        var file = new TargetFile { Length = Content.Length, Hashes = Hashes.From(hashes) };
        repository.Targets = repository.Targets with { Files = repository.Targets.Files.With(TargetPath.Parse("file.txt"), file) };
        return file;
    }
}
