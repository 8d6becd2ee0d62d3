using System.Text;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>Metadata that is made, edited and signed here.</summary>
public sealed class MetadataTests
{
    private static readonly DateTimeOffset Expires = new(2030, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly Targets Targets = new() { Expires = Expires, Version = 3, Files = TargetFiles.Empty.With(TargetPath.Parse("a"), TargetFile.Describe("hello"u8)) };

    [Fact]
    public void A_file_always_has_the_same_bytes_for_the_same_content()
    {
        Metadata<Targets> metadata = Metadata.Of(Targets).WithSignature(new Signature(KeyId.Parse("k"), [0x0a, 0xff])).WithSignature(Signature.Pending(KeyId.Parse("é")));

        Assert.Equal("""
            {
             "signatures": [
              {
               "keyid": "k",
               "sig": "0aff"
              },
              {
               "keyid": "\u00e9",
               "sig": ""
              }
             ],
             "signed": {
              "_type": "targets",
              "expires": "2030-01-31T12:00:00Z",
              "spec_version": "1.0.34",
              "targets": {
               "a": {
                "hashes": {
                 "sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
                },
                "length": 5
               }
              },
              "version": 3
             }
            }

            """, Encoding.UTF8.GetString(metadata.ToBytes()));
    }

    [Fact]
    public void The_payload_is_the_canonical_form_of_the_signed_part() => Assert.Equal(
        """{"_type":"targets","expires":"2030-01-31T12:00:00Z","spec_version":"1.0.34","targets":{"a":{"hashes":"""
        + """{"sha256":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"},"length":5}},"version":3}""",
        Encoding.UTF8.GetString(Metadata.Of(Targets).Payload.Span));

    [Fact]
    public async Task A_signature_is_over_the_payload_and_replaces_that_of_the_same_key()
    {
        using Ed25519Signer first = Ed25519Signer.Generate();
        using Ed25519Signer second = Ed25519Signer.Generate();
        Metadata<Targets> pending = Metadata.Of(Targets).WithSignature(Signature.Pending(first.KeyId)).WithSignature(Signature.Pending(KeyId.Parse("other")));

        Metadata<Targets> signed = await (await pending.SignAsync(first, TestContext.Current.CancellationToken)).SignAsync(second, TestContext.Current.CancellationToken);

        Assert.Equal([first.KeyId, KeyId.Parse("other"), second.KeyId], signed.Signatures.Select(signature => signature.KeyId));
        Assert.True(first.PublicKey.Verify(signed.Payload.Span, signed.Signatures[0].Value));
        Assert.True(second.PublicKey.Verify(signed.Payload.Span, signed.Signatures[2].Value));
        Assert.False(signed.Signatures[1].IsGiven);
        Assert.All(pending.Signatures, signature => Assert.False(signature.IsGiven));

        Metadata<Targets> read = Metadata.Parse<Targets>(signed.ToBytes());
        Assert.Equal(signed.Payload, read.Payload);
        Assert.Equal(signed.ToBytes(), read.ToBytes());
    }

    [Fact]
    public async Task What_was_received_is_signed_as_it_came()
    {
        using Ed25519Signer signer = Ed25519Signer.Generate();
        Metadata<Root> received = Metadata.Parse<Root>(Encoding.UTF8.GetBytes(Examples.Json("root")));

        Metadata<Root> signed = await received.SignAsync(signer, TestContext.Current.CancellationToken);

        Assert.Equal(CanonicalJson.Encode(Envelope.Read(Encoding.UTF8.GetBytes(Examples.Json("root"))).SignedJson.Span), signed.Payload);
        Assert.True(signer.PublicKey.Verify(signed.Payload.Span, signed.Signatures[^1].Value));
        Assert.Equal(["x-sig"], signed.Signatures[0].UnknownFields.Names);
        Assert.Equal(["x-top"], signed.UnknownFields.Names);
    }

    [Fact]
    public async Task Everyone_given_signs()
    {
        using Ed25519Signer first = Ed25519Signer.Generate();
        using Ed25519Signer second = Ed25519Signer.Generate();

        Metadata<Targets> signed = await Metadata.SignAsync(Targets, [first, second], TestContext.Current.CancellationToken);

        Assert.Equal([first.KeyId, second.KeyId], signed.Signatures.Select(signature => signature.KeyId));
    }

    [Fact]
    public void Signed_parts_are_equal_when_what_would_be_signed_is()
    {
        Targets same = new() { Expires = Expires.AddTicks(5), Version = 3, Files = TargetFiles.From([new(TargetPath.Parse("a"), TargetFile.Describe("hello"u8))]) };

        Assert.Equal(Targets, same);
        Assert.Equal(Targets.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Targets, same with { Expires = Expires.AddSeconds(1) });
        Assert.NotEqual(Targets, same with { SpecVersion = "1.0.0" });
        Assert.NotEqual(Targets, same with { UnknownFields = JsonFields.Empty.With("x", 1) });
        Assert.NotEqual(Targets, same with { Files = TargetFiles.Empty });
        Assert.False(Targets.Equals(null));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void Metadata_has_expired_at_the_very_second(int seconds, bool expired) => Assert.Equal(expired, Targets.IsExpired(Expires.AddSeconds(seconds)));

    [Fact]
    public void Dates_are_kept_in_whole_seconds_of_utc()
    {
        Targets targets = Targets with { Expires = new DateTimeOffset(2030, 1, 31, 14, 0, 0, 999, TimeSpan.FromHours(2)) };

        Assert.Equal((Expires, TimeSpan.Zero), (targets.Expires, targets.Expires.Offset));
        Assert.Contains("\"2030-01-31T12:00:00Z\"", Encoding.UTF8.GetString(Metadata.Of(targets).ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_keyid_is_the_hash_of_the_canonical_form_of_the_key_as_it_stands()
    {
        Key key = Metadata.Parse<Root>(Encoding.UTF8.GetBytes(Examples.Json("root"))).Signed.Keys[KeyId.Parse("k1")];

        // printf '{"keytype":"ed25519","keyval":{"public":"00","x-keyval":{"a":"é","z":1}},"scheme":"ed25519","x-key":"@someone"}' | sha256sum
        Assert.Equal("d43fb9db31ea5d09253584027e1fab8a284ff0f5690ac027629cdab717433878", key.ComputeId().Value);
        Assert.NotEqual(key.ComputeId(), (key with { UnknownFields = JsonFields.Empty }).ComputeId());
        Assert.NotEqual(key.ComputeId(), (key with { UnknownKeyValFields = JsonFields.Empty }).ComputeId());
    }

    [Fact]
    public void A_key_is_another_when_any_field_is()
    {
        Key key = new("a", "b", "c");

        Assert.Equal(key, new Key("a", "b", "c"));
        Assert.NotEqual(key, new Key("x", "b", "c"));
        Assert.NotEqual(key, new Key("a", "x", "c"));
        Assert.NotEqual(key, new Key("a", "b", "x"));
        Assert.NotEqual(key, key with { UnknownFields = JsonFields.Empty.With("x", 1) });
        Assert.NotEqual(key, key with { UnknownKeyValFields = JsonFields.Empty.With("x", 1) });
    }

    [Fact]
    public void Of_good_files_there_is_no_problem_and_of_bad_ones_no_metadata()
    {
        Assert.NotNull(Metadata.TryParse<Targets>(Metadata.Of(Targets).ToBytes(), out Problem? none));
        Assert.Null(none);
        Assert.Null(Metadata.TryParse<Root>(Metadata.Of(Targets).ToBytes(), out Problem? problem));
        Refusal.Is(problem, ProblemCodes.WrongMetadataType, "$.signed._type");
    }
}
