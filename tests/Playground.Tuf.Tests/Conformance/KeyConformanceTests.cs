using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Whose signatures count, how often, and of which kinds of keys.</summary>
public sealed class KeyConformanceTests
{
    [Fact]
    public async Task A_snapshot_with_a_signature_too_few_is_refused()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.SetThreshold("snapshot", 3);
        repository.AddKey("snapshot");
        repository.AddKey("snapshot");
        repository.Publish("root", "targets", "snapshot", "timestamp");
        await published.BeginAndRefreshAsync();
        repository.SignersOf("snapshot").RemoveAt(1);
        repository.PublishThrough("targets");

        (await published.RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.Equal("root 2, snapshot 2, targets 2, timestamp 3", published.Trusted);
    }

    [Fact]
    public async Task A_threshold_above_the_number_of_keys_is_never_met()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        Assert.All(Enumerable.Range(0, 4), _ => repository.AddKey("snapshot"));
        repository.SetThreshold("snapshot", 6);
        repository.Publish("root", "snapshot", "timestamp");

        (await published.Begin().RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.Equal("root 2, timestamp 2", published.Trusted);
    }

    [Fact]
    public async Task A_keyid_named_many_times_does_not_count_many_times()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.PublishEdited("root", root =>
        {
            JsonNode snapshot = root["roles"]!["snapshot"]!;
            Assert.All(Enumerable.Range(0, 8), _ => snapshot["keyids"]!.AsArray().Add(snapshot["keyids"]![0]!.DeepClone()));
            snapshot["threshold"] = 6;
        });
        repository.Publish("snapshot", "timestamp");
        repository.Tamper("snapshot", file => Repeat(file, 8));

        (await published.Begin().RefreshAsync()).FailsWith(ProblemCodes.DuplicateKeyId);
        Assert.DoesNotContain("snapshot", published.Trusted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_under_many_keyids_does_not_count_many_times()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        byte[] seed = new byte[Ed25519Signer.SeedLength];
        foreach (string keyId in (string[])["one", "two", "three"])
        {
            repository.AddKey("snapshot", Ed25519Signer.FromSeed(seed, keyId: KeyId.Parse(keyId)));
        }

        repository.SetThreshold("snapshot", 3);
        repository.Publish("root", "snapshot", "timestamp");

        (await published.Begin().RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.Equal("root 2, timestamp 2", published.Trusted);
    }

    [Fact]
    public async Task Two_signatures_of_one_keyid_are_refused_even_where_one_would_do()
    {
        await using var published = new PublishedRepository();
        published.Repository.Tamper("snapshot", file => Repeat(file, 1));

        (await published.Begin().RefreshAsync()).FailsWith(ProblemCodes.DuplicateKeyId);
        Assert.Equal("root 1, timestamp 1", published.Trusted);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    [InlineData("ed25519")]
    public async Task Every_kind_of_key_counts_where_its_signature_is_right_and_not_where_it_is_wrong(string kind)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        using InMemorySigner signer = kind switch
        {
            "rsa" => RsaSigner.Generate(2048),
            "ecdsa" => EcdsaSigner.GenerateP256(),
            _ => Ed25519Signer.Generate(),
        };
        repository.AddKey("root", signer);
        repository.SetThreshold("root", 2);
        repository.Publish("root");
        await published.BeginAndRefreshAsync();
        Assert.StartsWith("root 2,", published.Trusted, StringComparison.Ordinal);

        repository.Publish("root");
        byte[] elsewhere = signer.Sign("something else"u8);
        repository.Tamper("root", file => SignatureOf(file, signer.KeyId)["sig"] = Convert.ToHexStringLower(elsewhere));

        (await published.RefreshAsync()).FailsWith(ProblemCodes.ThresholdNotMet);
        Assert.StartsWith("root 2,", published.Trusted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("of another payload")]
    [InlineData("")]
    public async Task A_wrong_signature_beside_enough_right_ones_does_no_harm(string wrong)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        JsonNode first = JsonNode.Parse(repository.FileOf("timestamp"))!["signatures"]![0]!;
        repository.AddKey("timestamp");
        repository.Publish("root", "timestamp");
        repository.Tamper("timestamp", file =>
            SignatureOf(file, KeyId.Parse(first["keyid"]!.GetValue<string>()))["sig"] = wrong.Length == 0 ? "" : first["sig"]!.DeepClone());

        await published.BeginAndRefreshAsync();
        Assert.Equal("root 2, snapshot 1, targets 1, timestamp 2", published.Trusted);
    }

    private static void Repeat(JsonObject file, int times)
    {
        JsonArray signatures = file["signatures"]!.AsArray();
        for (int i = 0; i < times; i++)
        {
            signatures.Add(signatures[0]!.DeepClone());
        }
    }

    private static JsonNode SignatureOf(JsonObject file, KeyId keyId) =>
        file["signatures"]!.AsArray().Single(signature => signature!["keyid"]!.GetValue<string>() == keyId.Value)!;
}
