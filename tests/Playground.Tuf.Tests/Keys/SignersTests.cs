using System.Security.Cryptography;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

public sealed class SignersTests
{
    private static readonly byte[] Message = [1, 2, 3];

    [Theory]
    [InlineData(OpenSslEd25519Key.Private, "ed25519", "ed25519", OpenSslEd25519Key.PublicHex)]
    [InlineData(OpenSslEcdsaKeys.P256Private, "ecdsa", "ecdsa-sha2-nistp256", OpenSslEcdsaKeys.P256Public)]
    [InlineData(OpenSslEcdsaKeys.P256Pkcs8, "ecdsa", "ecdsa-sha2-nistp256", OpenSslEcdsaKeys.P256Public)]
    [InlineData(OpenSslEcdsaKeys.P384Private, "ecdsa", "ecdsa-sha2-nistp384", OpenSslEcdsaKeys.P384Public)]
    [InlineData(OpenSslEcdsaKeys.P384Pkcs8, "ecdsa", "ecdsa-sha2-nistp384", OpenSslEcdsaKeys.P384Public)]
    [InlineData(OpenSslRsaKey.Pkcs8, "rsa", "rsassa-pss-sha256", OpenSslRsaKey.Public)]
    [InlineData(OpenSslRsaKey.Private, "rsa", "rsassa-pss-sha256", OpenSslRsaKey.Public)]
    public async Task Keys_of_OpenSSL_are_read_and_sign(string pem, string keyType, string scheme, string publicText)
    {
        using InMemorySigner signer = Signers.FromPem(pem);

        // Hexadecimal stands alone; PEM ends in a newline.
        Assert.Equal(new Key(keyType, scheme, publicText.StartsWith('-') ? publicText + "\n" : publicText), signer.PublicKey);
        Assert.Equal(signer.PublicKey.ComputeId(), signer.KeyId);
        byte[] signature = await signer.SignAsync(Message, TestContext.Current.CancellationToken);
        Assert.True(signer.PublicKey.Verify(Message, signature));
    }

    [Theory]
    [InlineData(OpenSslEd25519Key.Encrypted)]
    [InlineData(OpenSslEd25519Key.EncryptedOldStyle)]
    public void Encrypted_keys_of_OpenSSL_are_read_with_their_passphrase(string pem)
    {
        using InMemorySigner signer = Signers.FromPem(pem, OpenSslEd25519Key.Passphrase);
        Assert.Equal(OpenSslEd25519Key.PublicHex, signer.PublicKey.Public);

        Assert.Equal(ProblemCodes.WrongPassphrase, Refusal(pem, ""));
        for (int i = 0; i < 300; i++)
            Assert.Equal(ProblemCodes.WrongPassphrase, Refusal(OpenSslEd25519Key.EncryptedOldStyle, $"wrong {i}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData(OpenSslEd25519Key.Public)]
    [InlineData(OpenSslEd25519Key.EncryptedWithScrypt)]
    [InlineData(OpenSslEd25519Key.EncryptedWithPbes1)]
    [InlineData(OpenSslEcdsaKeys.Secp256k1Private)]
    [InlineData(OpenSslRsaKey.TooSmallPrivate)]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIJdW9W6in9uiN461oU9S9gIEKgzOL+XtNLpHODPsEi6i\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----")]
    public void Texts_without_a_usable_key_are_refused(string pem) => Assert.Equal(ProblemCodes.UnusableKey, Refusal(pem, "correct"));

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Exported_keys_come_back(string kind)
    {
        using InMemorySigner signer = Make(kind);
        using InMemorySigner fromDer = Signers.FromPkcs8(signer.ExportPkcs8());
        using InMemorySigner fromPem = Signers.FromPem(signer.ExportPkcs8Pem());
        using InMemorySigner fromEncrypted = Signers.FromPem(signer.ExportEncryptedPkcs8Pem("pässphrase"), "pässphrase");

        Assert.All([fromDer, fromPem, fromEncrypted], back => Assert.Equal(signer.PublicKey, back.PublicKey));
        Assert.True(signer.PublicKey.Verify(Message, fromEncrypted.Sign(Message)));
        Assert.Throws<ArgumentException>(() => signer.ExportEncryptedPkcs8Pem(""));
    }

    [Fact]
    public void What_is_exported_encrypted_dotnet_can_read()
    {
        using EcdsaSigner signer = EcdsaSigner.GenerateP256();
        using ECDsa read = ECDsa.Create();

        read.ImportFromEncryptedPem(signer.ExportEncryptedPkcs8Pem("passphrase"), "passphrase");

        Assert.Equal(signer.PublicKey.Public, read.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    [Fact]
    public void An_exported_Ed25519_key_is_what_OpenSSL_wrote()
    {
        using InMemorySigner signer = Signers.FromPem(OpenSslEd25519Key.Private);
        Assert.Equal(OpenSslEd25519Key.Private + "\n", signer.ExportPkcs8Pem());
    }

    [Fact]
    public void The_public_key_in_a_version_2_file_must_be_the_private_keys()
    {
        // RFC 5958: version 1, and the public key as [1] behind the private one.
        Rfc8032Vector vector = Rfc8032Vector.First;
        byte[] Pkcs8(byte[] publicKey) =>
        [
            0x30, 0x51, 2, 1, 1, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20, .. vector.Seed, 0x81, 0x21, 0, .. publicKey,
        ];

        using InMemorySigner signer = Signers.FromPkcs8(Pkcs8(vector.PublicKey));

        Assert.Equal(Convert.ToHexStringLower(vector.PublicKey), signer.PublicKey.Public);
        Assert.Equal(
            ProblemCodes.UnusableKey, Assert.Throws<TufException>(() => Signers.FromPkcs8(Pkcs8(new byte[32]))).Code);
    }

    [Theory]
    [InlineData(OpenSslEcdsaKeys.P256Private)]
    [InlineData(OpenSslEcdsaKeys.P256Pkcs8)]
    public void A_key_on_a_curve_that_nobody_knows_is_refused(string pem)
    {
        int key = pem.LastIndexOf("-----BEGIN", StringComparison.Ordinal);
        PemFields fields = PemEncoding.Find(pem.AsSpan(key));
        byte[] der = Convert.FromBase64String(pem[key..][fields.Base64Data]);
        der[der.AsSpan().IndexOf(Convert.FromHexString("2a8648ce3d030107")) + 4] ^= 0x7f;

        Assert.Equal(ProblemCodes.UnusableKey, Refusal(PemEncoding.WriteString(pem[key..][fields.Label], der), ""));
    }

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void A_disposed_signer_neither_signs_nor_exports(string kind)
    {
        InMemorySigner signer = Make(kind);
        signer.Dispose();
        signer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => signer.Sign(Message));
        Assert.Throws<ObjectDisposedException>(() => signer.ExportPkcs8());
    }

    [Fact]
    public void A_signer_can_go_by_the_key_and_keyid_that_metadata_has()
    {
        Key asPem = new("ed25519", "ed25519", OpenSslEd25519Key.Public);
        using InMemorySigner named = Signers.FromPem(OpenSslEd25519Key.Private, publicKey: asPem, keyId: KeyId.Parse("abc"));
        using InMemorySigner unnamed = Signers.FromPem(OpenSslEd25519Key.Private, publicKey: asPem);

        Assert.Same(asPem, named.PublicKey);
        Assert.Equal("abc", named.KeyId.Value);
        Assert.Equal(asPem.ComputeId(), unnamed.KeyId);
    }

    [Fact]
    public void Another_keys_public_half_is_misuse()
    {
        using Ed25519Signer other = Ed25519Signer.Generate();

        Assert.Throws<ArgumentException>(() => Signers.FromPem(OpenSslEd25519Key.Private, publicKey: other.PublicKey));
        Assert.Throws<ArgumentException>(() => Signers.FromPem(OpenSslRsaKey.Private, publicKey: other.PublicKey));
        Assert.Throws<ArgumentException>(() => Signers.FromPem(OpenSslEcdsaKeys.P256Pkcs8, publicKey: other.PublicKey));
        Assert.Throws<ArgumentException>(() => Ed25519Signer.FromSeed(new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RsaSigner.Generate(1024));
    }

    public static TheoryData<string> EveryKind => ["ed25519", "P-256", "P-384", "RSA"];

    private static InMemorySigner Make(string kind) => kind switch
    {
        "ed25519" => Ed25519Signer.Generate(),
        "P-256" => EcdsaSigner.GenerateP256(),
        "P-384" => EcdsaSigner.GenerateP384(),
        _ => RsaSigner.Generate(2048),
    };

    private static string Refusal(string pem, string passphrase) =>
        Assert.Throws<TufException>(() => Signers.FromPem(pem, passphrase)).Code;
}
