using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>Whose signatures count, and how often.</summary>
public sealed class SignatureVerdictTests : IDisposable
{
    private static readonly byte[] Payload = "{\"a\":1}"u8.ToArray();

    private readonly Ed25519Signer _a = Ed25519Signer.FromSeed([.. Enumerable.Repeat((byte)1, 32)]);
    private readonly Ed25519Signer _b = Ed25519Signer.FromSeed([.. Enumerable.Repeat((byte)2, 32)]);
    private readonly Ed25519Signer _c = Ed25519Signer.FromSeed([.. Enumerable.Repeat((byte)3, 32)]);
    private readonly Dictionary<KeyId, Key> _keys = [];

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(long.MaxValue, false)]
    public void The_threshold_is_met_by_as_many_keys(long threshold, bool met)
    {
        SignatureVerdict verdict = Count(threshold, [Id(_a), Id(_b), Id(_c)], Sign(_a), Sign(_b));

        Assert.Equal([Id(_a), Id(_b)], verdict.Signed);
        Assert.Equal((threshold, met), (verdict.Threshold, verdict.IsMet));
    }

    [Fact]
    public void A_keyid_counts_once_however_often_it_signed() =>
        Assert.Equal([Id(_a)], Count(2, [Id(_a), Id(_b)], Sign(_a), Sign(_a)).Signed);

    [Fact]
    public void A_keyid_that_signed_twice_is_refused_by_the_reader_already() => Assert.Equal(
        ProblemCodes.DuplicateKeyId,
        Assert.Throws<TufException>(() => Envelope.Read("""{"signatures":[{"keyid":"a","sig":""},{"keyid":"a","sig":""}],"signed":{}}"""u8.ToArray())).Code);

    [Fact]
    public void A_key_under_two_keyids_counts_once()
    {
        KeyId second = KeyId.Parse("second");
        _keys[second] = _a.PublicKey;

        SignatureVerdict verdict = Count(2, [Id(_a), second], Sign(_a), new Signature(second, _a.Sign(Payload)));

        Assert.Equal([Id(_a)], verdict.Signed);
        Assert.False(verdict.IsMet);
    }

    [Fact]
    public void A_key_spelled_in_two_ways_counts_once()
    {
        KeyId second = KeyId.Parse("second");
        byte[] spki = [.. Convert.FromHexString("302a300506032b6570032100"), .. Convert.FromHexString(_a.PublicKey.Public)];
        string pem = $"-----BEGIN PUBLIC KEY-----\n{Convert.ToBase64String(spki)}\n-----END PUBLIC KEY-----\n";
        _keys[second] = new Key("ed25519", "ed25519", pem) { UnknownFields = JsonFields.Empty.With("x", 1) };
        Assert.True(_keys[second].Verify(Payload, _a.Sign(Payload)));

        Assert.False(Count(2, [Id(_a), second], Sign(_a), new Signature(second, _a.Sign(Payload))).IsMet);
    }

    [Fact]
    public void A_signature_that_is_pending_bad_or_over_something_else_never_counts()
    {
        Assert.Empty(Count(1, [Id(_a)], Signature.Pending(Id(_a))).Signed);
        Assert.Empty(Count(1, [Id(_a)], new Signature(Id(_a), _b.Sign(Payload))).Signed);
        Assert.Empty(Count(1, [Id(_a)], new Signature(Id(_a), _a.Sign("{\"a\":2}"u8))).Signed);
        Assert.Empty(Count(1, [Id(_a)], new Signature(Id(_a), [0])).Signed);
        Assert.Empty(Count(1, [Id(_a)]).Signed);
    }

    [Fact]
    public void Keys_that_the_role_does_not_name_never_count()
    {
        _keys[Id(_c)] = _c.PublicKey;

        Assert.Equal([Id(_a)], Count(1, [Id(_a)], Sign(_c), Sign(_b), Sign(_a)).Signed);
    }

    [Fact]
    public void Keyids_without_a_key_never_count()
    {
        KeyId absent = KeyId.Parse("absent");

        Assert.Empty(Count(1, [absent], new Signature(absent, _a.Sign(Payload))).Signed);
    }

    [Theory]
    [InlineData("ed25519", "ed448")]
    [InlineData("sigstore-oidc", "Fulcio")]
    [InlineData("", "")]
    public void Keys_of_unknown_kinds_never_count(string keyType, string scheme)
    {
        KeyId unknown = KeyId.Parse("unknown");
        _keys[unknown] = new Key(keyType, scheme, _a.PublicKey.Public);

        Assert.Empty(Count(1, [unknown], new Signature(unknown, _a.Sign(Payload))).Signed);
    }

    [Fact]
    public void A_verdict_that_nobody_gave_is_not_met()
    {
        SignatureVerdict verdict = default;

        Assert.False(verdict.IsMet);
        Assert.Empty(verdict.Signed);
        Assert.Equal(0, verdict.Threshold);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _c.Dispose();
    }

    private static KeyId Id(Ed25519Signer signer) => signer.KeyId;

    private static Signature Sign(Ed25519Signer signer) => new(signer.KeyId, signer.Sign(Payload));

    private SignatureVerdict Count(long threshold, KeyId[] keyIds, params Signature[] signatures)
    {
        _keys.TryAdd(Id(_a), _a.PublicKey);
        _keys.TryAdd(Id(_b), _b.PublicKey);
        var delegations = new Delegations { Keys = _keys, Roles = [] };
        return SignatureVerdict.Count(delegations, new Role { KeyIds = keyIds, Threshold = threshold }, Payload, signatures);
    }
}
