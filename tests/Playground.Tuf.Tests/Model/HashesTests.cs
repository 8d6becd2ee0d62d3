using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>What tells one content from another. The hashes are those sha256sum and sha512sum give for <c>hello</c>.</summary>
public sealed class HashesTests
{
    private const string Sha256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private const string Sha512 =
        "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043";

    [Theory]
    [InlineData(Sha256, null, true)]
    [InlineData(null, Sha512, true)]
    [InlineData(Sha256, Sha512, true)]
    public void Content_matches_when_it_has_all_the_hashes_known_here(string? sha256, string? sha512, bool supported)
    {
        Hashes hashes = Of(sha256, sha512, "00");

        Assert.Equal(supported, hashes.IsSupported);
        Assert.True(hashes.Match("hello"u8));
        Assert.False(hashes.Match("hellp"u8));
        Assert.False(hashes.Match([]));
    }

    [Fact]
    public void One_wrong_hash_is_enough_for_no()
    {
        string wrong256 = "3" + Sha256[1..];
        string wrong512 = Sha512[..^1] + "4";

        Assert.False(Of(wrong256, Sha512, null).Match("hello"u8));
        Assert.False(Of(Sha256, wrong512, null).Match("hello"u8));
    }

    [Fact]
    public void Where_no_hash_is_known_here_nothing_matches()
    {
        Hashes hashes = Of(null, null, "5d41402abc4b2a76b9719d911017c592");

        Assert.False(hashes.IsSupported);
        Assert.False(hashes.Match("hello"u8));
    }

    [Fact]
    public void Hashes_are_equal_when_all_are()
    {
        Assert.Equal(Of(Sha256, Sha512, "00"), Of(Sha256, Sha512, "00"));
        Assert.Equal(Hashes.OfSha256("hello"u8), Of(Sha256, null, null));
        Assert.NotEqual(Of(Sha256, Sha512, "00"), Of(Sha256, Sha512, "01"));
        Assert.NotEqual(Of(Sha256, Sha512, null), Of(Sha256, null, null));
        Assert.NotEqual(Of(null, Sha512, null), Of(Sha256, null, null));
    }

    [Fact]
    public void What_is_no_hash_is_refused()
    {
        Assert.Equal(ProblemCodes.BadHashes, Assert.Throws<TufException>(() => Hashes.From([])).Code);
        Assert.Equal(ProblemCodes.BadHashes, Assert.Throws<TufException>(() => Of(Sha256[1..], null, null)).Code);
        Assert.Equal(ProblemCodes.BadHashes, Assert.Throws<TufException>(() => Of(Sha256.ToUpperInvariant(), null, null)).Code);
        Assert.Equal(ProblemCodes.BadHashes, Assert.Throws<TufException>(() => Of(null, Sha256, null)).Code);
        Assert.Equal(ProblemCodes.BadHashes, Assert.Throws<TufException>(() => Of(null, null, "")).Code);
        Assert.Throws<ArgumentException>(() => Hashes.FromSha256(new byte[31]));
        Assert.Throws<ArgumentException>(() => Hashes.From([new("sha256", Sha256), new("sha256", Sha256)]));
    }

    [Fact]
    public async Task An_artifact_is_described_from_memory_as_from_a_stream()
    {
        byte[] content = new byte[200_000];
        new Random(1).NextBytes(content);
        using var stream = new MemoryStream(content);

        TargetFile streamed = await TargetFile.DescribeAsync(stream, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(TargetFile.Describe(content), streamed);
        Assert.Equal(200_000, streamed.Length);
        Assert.True(streamed.Hashes.Match(content));
        Assert.Equal(Sha256, TargetFile.Describe("hello"u8).Hashes.Sha256);
    }

    private static Hashes Of(string? sha256, string? sha512, string? md5) => Hashes.From(
        new[] { ("sha256", sha256), ("sha512", sha512), ("md5", md5) }
            .Where(hash => hash.Item2 is not null).Select(hash => KeyValuePair.Create(hash.Item1, hash.Item2!)));
}
