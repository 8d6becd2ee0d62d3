using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>
/// What tuf-js 6.0.2 cannot do with metadata that is as the specification wants it, and this library can. Who publishes for it avoids these;
/// where a newer version does better, the test is to go.
/// </summary>
public sealed class TufJsLimitsTests(TufJsClient tufJs) : IClassFixture<TufJsClient>
{
    [Theory]
    [InlineData("100%25")]
    [InlineData("what?")]
    [InlineData("c#")]
    public async Task It_does_not_escape_target_names_in_urls(string target)
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact(target, "content"u8.ToArray());
        published.Repository.PublishThrough("targets");
        TufJsClient.Begin(published);

        Assert.Contains("Failed to download", (await tufJs.DownloadAsync(published, target)).Refusal, StringComparison.Ordinal);
        Assert.Equal("content", await OwnClient.ReadAsync(published, target));
    }

    [Theory]
    [InlineData("*", ".hidden", "a leading dot")]
    [InlineData("{a,b}", "{a,b}", "braces")]
    [InlineData("[ab]", "[ab]", "brackets")]
    [InlineData("#a", "#a", "a hash")]
    public async Task Its_patterns_see_more_in_some_characters_than_the_specification(string pattern, string target, string what)
    {
        await using var published = new PublishedRepository();
        published.Repository.Delegate("targets", "role", paths: pattern);
        published.Repository.AddArtifact(target, "content"u8.ToArray(), "role");
        published.Repository.PublishThrough("role", "targets");
        TufJsClient.Begin(published);

        NodeAnswer answer = await tufJs.DownloadAsync(published, target);
        Assert.True(answer.Value is null, $"tuf-js now takes {what} as it stands.");
        Assert.Equal("content", await OwnClient.ReadAsync(published, target));
    }

    [Theory]
    [InlineData("!a", "b")]
    [InlineData("{a,b}", "a")]
    [InlineData("[ab]", "a")]
    public async Task Its_patterns_trust_a_role_for_more_than_the_specification(string pattern, string target)
    {
        await using var published = new PublishedRepository();
        published.Repository.Delegate("targets", "role", paths: pattern);
        published.Repository.AddArtifact(target, "content"u8.ToArray(), "role");
        published.Repository.PublishThrough("role", "targets");
        TufJsClient.Begin(published);

        Assert.Equal("content", await tufJs.ReadAsync(published, target));
        Assert.Null(await OwnClient.ReadAsync(published, target));
    }

    [Fact]
    public async Task It_loses_the_order_of_roles_whose_names_are_numbers_and_so_their_delegators_signature()
    {
        await using var published = new PublishedRepository();
        published.Repository.Delegate("targets", "2", paths: "*");
        published.Repository.Delegate("targets", "1", paths: "*");
        published.Repository.AddArtifact("tool", "content"u8.ToArray(), "1");
        published.Repository.PublishThrough("1", "2", "targets");
        TufJsClient.Begin(published);

        Assert.Contains("targets was signed by 0/1 keys", (await tufJs.DownloadAsync(published, "tool")).Refusal, StringComparison.Ordinal);
        Assert.Equal("content", await OwnClient.ReadAsync(published, "tool"));
    }

    [Theory]
    [InlineData("constructor")]
    [InlineData("toString")]
    public async Task It_takes_what_every_javascript_object_has_for_a_target(string name)
    {
        await using var published = new PublishedRepository();
        TufJsClient.Begin(published);

        Assert.Contains("TypeError", (await tufJs.DownloadAsync(published, name)).Refusal, StringComparison.Ordinal);
        Assert.Null(await OwnClient.ReadAsync(published, name));
    }

    /// <summary>Canonical JSON orders names by code point; UTF-16 units put U+1F600 (D83D DE00) before U+FF5E.</summary>
    [Fact]
    public async Task It_orders_names_by_utf16_units_and_so_refuses_good_signatures()
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact("\uff5e", "content"u8.ToArray());
        published.Repository.AddArtifact("😀", "content"u8.ToArray());
        published.Repository.PublishThrough("targets");
        TufJsClient.Begin(published);

        Assert.Contains("targets was signed by 0/1 keys", (await tufJs.DownloadAsync(published, "😀")).Refusal, StringComparison.Ordinal);
        Assert.Equal("content", await OwnClient.ReadAsync(published, "😀"));
    }

    [Fact]
    public async Task It_cannot_hold_numbers_above_two_to_the_53()
    {
        await using var published = new PublishedRepository();
        published.Repository.AddArtifact("tool", "content"u8.ToArray());
        published.Repository.PublishEdited("targets", signed => signed["x-large"] = JsonValue.Create((1L << 53) + 1));
        published.Repository.PublishThrough();
        TufJsClient.Begin(published);

        Assert.Contains("targets was signed by 0/1 keys", (await tufJs.RefreshAsync(published)).Refusal, StringComparison.Ordinal);
        Assert.Equal("content", await OwnClient.ReadAsync(published, "tool"));
    }

    /// <summary>One person with one key may not make up a threshold (TAP 12, and what a threshold is for).</summary>
    [Fact]
    public async Task It_counts_one_key_under_two_keyids_twice()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        byte[] seed = new byte[32];
        repository.RotateKeys("targets");
        repository.RemoveKey("targets", repository.SignersOf("targets")[0]);
        repository.AddKey("targets", Ed25519Signer.FromSeed(seed, keyId: KeyId.Parse("one")));
        repository.AddKey("targets", Ed25519Signer.FromSeed(seed, keyId: KeyId.Parse("other")));
        repository.SetThreshold("targets", 2);
        repository.AddArtifact("tool", "content"u8.ToArray());
        repository.Publish("root");
        repository.PublishThrough("targets");
        TufJsClient.Begin(published);

        Assert.Equal("content", await tufJs.ReadAsync(published, "tool"));
        TufException refusal = await Assert.ThrowsAsync<TufException>(() => OwnClient.ReadAsync(published, "tool"));
        Assert.Equal(ProblemCodes.ThresholdNotMet, refusal.Code);
    }
}
