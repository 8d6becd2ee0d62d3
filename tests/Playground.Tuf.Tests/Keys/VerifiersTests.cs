using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

public sealed class VerifiersTests
{
    private const string Ed25519 = OpenSslEd25519Key.PublicHex;

    [Theory]
    [InlineData("", "")]
    [InlineData("ed25519", "")]
    [InlineData("", "ed25519")]
    [InlineData("ed448", "ed448")]
    [InlineData("Ed25519", "ed25519")]
    [InlineData("ed25519", "ed25519ph")]
    [InlineData("sigstore-oidc", "Fulcio")]
    [InlineData("ml-dsa", "ml-dsa-65/1")]
    [InlineData("rsa", "ed25519")]
    public void Unknown_kinds_of_keys_verify_nothing(string keyType, string scheme) =>
        Assert.Null(Verifiers.Create(keyType, scheme, Ed25519));

    [Fact]
    public void Text_that_is_no_key_verifies_nothing()
    {
        string pem = OpenSslEd25519Key.Public;
        string[] texts =
        [
            "", " ", "\n", "-", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
            "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            Ed25519[..^1], Ed25519[..^2], Ed25519 + "00", Ed25519 + "\n", " " + Ed25519, "0x" + Ed25519[2..], Ed25519[..^1] + "g",
            Ed25519.Replace('a', 'а'), "04" + Ed25519 + Ed25519, new string('0', 130), new string('A', 100_000), "\0", "\ud800",
            pem.Replace("PUBLIC KEY", "PRIVATE KEY", StringComparison.Ordinal), pem.Replace("MC", "MD", StringComparison.Ordinal),
            pem.Replace('=', '-'), pem + pem, pem + "\nmore", "more\n" + pem, pem[..^1], OpenSslEd25519Key.Private,
            pem + new string(' ', 20_000) + "x",
        ];
        foreach (string text in texts)
        {
            foreach ((string type, string scheme) in Kinds)
                Assert.Null(Verifiers.Create(type, scheme, text));
        }
    }

    [Fact]
    public void A_key_of_one_kind_is_no_key_of_another()
    {
        string[] texts =
        [
            OpenSslEd25519Key.Public, OpenSslEcdsaKeys.P256Public, OpenSslEcdsaKeys.P384Public, OpenSslRsaKey.Public,
        ];
        for (int text = 0; text < texts.Length; text++)
        {
            for (int kind = 0; kind < Kinds.Length; kind++)
                Assert.Equal(text == kind, Verifiers.Create(Kinds[kind].Type, Kinds[kind].Scheme, texts[text]) is not null);
        }
    }

    [Theory]
    [InlineData("ed25519", "ed25519", OpenSslEd25519Key.PublicHex, OpenSslEd25519Key.Public)]
    [InlineData("ecdsa", "ecdsa-sha2-nistp256", OpenSslEcdsaKeys.P256Point, OpenSslEcdsaKeys.P256Public)]
    [InlineData("ecdsa", "ecdsa-sha2-nistp384", OpenSslEcdsaKeys.P384Point, OpenSslEcdsaKeys.P384Public)]
    [InlineData("rsa", "rsassa-pss-sha256", OpenSslRsaKey.PublicPkcs1, OpenSslRsaKey.Public)]
    public void Two_spellings_of_one_key_have_one_fingerprint(string keyType, string scheme, string one, string other)
    {
        string fingerprint = Verifiers.Create(keyType, scheme, one)!.Fingerprint;

        Assert.Equal(64, fingerprint.Length);
        string[] spellings =
        [
            one, other, other + "\n", "\n" + other + "\n\n", other.Replace("\n", "\r\n", StringComparison.Ordinal),
            one.StartsWith('-') ? one : one.ToUpperInvariant(),
        ];
        Assert.All(spellings, text => Assert.Equal(fingerprint, Verifiers.Create(keyType, scheme, text)?.Fingerprint));
    }

    [Fact]
    public void Fingerprints_of_different_keys_differ()
    {
        string?[] fingerprints =
        [
            Verifiers.Create("ed25519", "ed25519", Ed25519)?.Fingerprint,
            Verifiers.Create("ed25519", "ed25519", Convert.ToHexString(Rfc8032Vector.First.PublicKey))?.Fingerprint,
            Verifiers.Create("ecdsa", "ecdsa-sha2-nistp256", OpenSslEcdsaKeys.P256Point)?.Fingerprint,
            Verifiers.Create("ecdsa", "ecdsa-sha2-nistp384", OpenSslEcdsaKeys.P384Point)?.Fingerprint,
            Verifiers.Create("rsa", "rsassa-pss-sha256", OpenSslRsaKey.Public)?.Fingerprint,
        ];

        Assert.All(fingerprints, Assert.NotNull);
        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
    }

    internal static readonly (string Type, string Scheme)[] Kinds =
    [
        ("ed25519", "ed25519"), ("ecdsa", "ecdsa-sha2-nistp256"), ("ecdsa", "ecdsa-sha2-nistp384"), ("rsa", "rsassa-pss-sha256"),
    ];
}
