using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>What a server must not get away with, whoever's client asks it.</summary>
public sealed class TufJsRefusalTests(TufJsClient tufJs) : IClassFixture<TufJsClient>
{
    /// <summary>How far into the file the byte stands: in percent.</summary>
    public static MatrixTheoryData<string, int> FlippedBytes => new(["root", "timestamp", "snapshot", "targets", "packages"], [10, 50, 90]);

    [Theory]
    [MemberData(nameof(FlippedBytes))]
    public async Task A_flipped_byte_in_metadata_is_refused_and_nothing_of_it_kept(string role, int percent)
    {
        await using PublishedRepository published = await UpdatedAsync();
        TestRepository repository = published.Repository;
        repository.Publish("root");
        repository.PublishThrough("packages", "targets");
        byte[] flipped = [.. repository.FileOf(role)];
        flipped[flipped.Length * percent / 100] ^= 1;
        repository.Files[repository.PathOf(role)] = flipped;

        await RefusesAsync(published);
        Assert.DoesNotContain(
            flipped, Directory.EnumerateFiles(published.MetadataFolder).Select(File.ReadAllBytes), EqualityComparer<byte[]>.Create((a, b) => a.AsSpan().SequenceEqual(b)));
    }

    [Fact]
    public async Task A_flipped_byte_in_an_artifact_is_refused_and_nothing_of_it_kept()
    {
        await using PublishedRepository published = await UpdatedAsync();
        string path = published.Repository.ArtifactPathOf("pkg/tool", "content"u8);
        published.Repository.Files[path] = "contenu"u8.ToArray();

        await RefusesAsync(published, "LengthOrHashMismatchError");
        Assert.Empty(published.Downloaded);
    }

    [Fact]
    public async Task An_artifact_that_is_longer_than_signed_is_refused()
    {
        await using PublishedRepository published = await UpdatedAsync();
        published.Repository.Files[published.Repository.ArtifactPathOf("pkg/tool", "content"u8)] = "contents"u8.ToArray();

        await RefusesAsync(published, "DownloadLengthMismatchError");
        Assert.Empty(published.Downloaded);
    }

    [Fact]
    public async Task A_timestamp_that_goes_back_is_refused()
    {
        await using PublishedRepository published = await UpdatedAsync();
        published.Repository.PublishAs("timestamp", 1);

        await RefusesAsync(published, "BadVersionError");
    }

    [Fact]
    public async Task A_snapshot_that_goes_back_is_refused()
    {
        await using PublishedRepository published = await UpdatedAsync();
        published.Repository.PublishAs("snapshot", 1);
        published.Repository.Publish("timestamp");

        await RefusesAsync(published, "BadVersionError");
    }

    [Fact]
    public async Task A_role_that_goes_back_is_refused()
    {
        await using PublishedRepository published = await UpdatedAsync();
        published.Repository.PublishAs("packages", 1);
        published.Repository.Publish("snapshot", "timestamp");

        await RefusesAsync(published, "is less than current version");
    }

    [Fact]
    public async Task A_root_that_the_last_one_did_not_sign_is_refused()
    {
        await using PublishedRepository published = await UpdatedAsync();
        published.Repository.RotateKeys("root");
        published.Repository.Publish("root");

        await RefusesAsync(published, "UnsignedMetadataError");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("packages")]
    public async Task Metadata_that_has_expired_is_refused(string role)
    {
        await using PublishedRepository published = await UpdatedAsync();
        published.Repository.SetExpiry(role, PublishedRepository.LongAgo);
        published.Repository.Publish(role);
        published.Repository.Publish("snapshot", "timestamp");

        await RefusesAsync(published, "expired");
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("packages")]
    public async Task Too_few_signatures_are_refused(string role)
    {
        await using PublishedRepository published = await UpdatedAsync();
        ISigner second = published.Repository.AddKey(role);
        published.Repository.SetThreshold(role, 2);
        published.Repository.SignersOf(role).Remove(second);
        published.Repository.Publish("root");
        published.Repository.PublishThrough("packages", "targets");

        await RefusesAsync(published, "was signed by 1/2 keys");
    }

    private async Task<PublishedRepository> UpdatedAsync()
    {
        var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "packages", paths: "pkg/*");
        repository.AddArtifact("pkg/tool", "content"u8.ToArray(), "packages");
        repository.PublishThrough("packages", "targets");
        repository.PublishThrough("packages");
        TufJsClient.Begin(published);
        Assert.Equal("content", await tufJs.ReadAsync(published, "pkg/tool"));
        File.Delete(Directory.EnumerateFiles(published.TargetFolder).Single());
        return published;
    }

    private async Task RefusesAsync(PublishedRepository published, string reason = "")
    {
        NodeAnswer answer = await tufJs.DownloadAsync(published, "pkg/tool");
        Assert.Contains(reason, answer.Refusal, StringComparison.Ordinal);
    }
}
