using System.Security.Cryptography;
using Playground.Tuf.Keys;
using Xunit;
using static Playground.Tuf.Tests.Keys.OpenSslRsaKey;

namespace Playground.Tuf.Tests.Keys;

public sealed class RsaPssVerifierTests
{
    [Theory]
    [InlineData(Salt0)]
    [InlineData(Salt20)]
    [InlineData(Salt32)]
    [InlineData(SaltMax)]
    public void Any_length_of_salt_verifies(string signature)
    {
        Assert.True(Verifier(Public).Verify(Message, Convert.FromHexString(signature)));
        Assert.True(Verifier(PublicPkcs1).Verify(Message, Convert.FromHexString(signature)));
        Assert.False(Verifier(Public).Verify("massage"u8, Convert.FromHexString(signature)));
    }

    [Theory]
    [InlineData(Salt0, false)]
    [InlineData(Salt20, false)]
    [InlineData(Salt32, true)]
    [InlineData(SaltMax, false)]
    public void Without_libcrypto_only_a_salt_of_the_hash_length_verifies(string signature, bool verifies) =>
        Assert.Equal(verifies, RsaPssVerifier.TryCreate(Public, useLibCrypto: false)!.Verify(Message, Convert.FromHexString(signature)));

    [Theory]
    [InlineData(Pkcs1Padding)]
    [InlineData(Sha512)]
    [InlineData(Mgf1Sha1)]
    public void Other_paddings_and_hashes_are_refused(string signature)
    {
        Assert.False(Verifier(Public).Verify(Message, Convert.FromHexString(signature)));
        Assert.False(RsaPssVerifier.TryCreate(Public, useLibCrypto: false)!.Verify(Message, Convert.FromHexString(signature)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Malformed_signatures_are_refused(bool useLibCrypto)
    {
        RsaPssVerifier verifier = RsaPssVerifier.TryCreate(Public, useLibCrypto)!;
        byte[] good = Convert.FromHexString(Salt32);
        byte[][] bad =
        [
            [], [0], good[1..], good[..^1], [.. good, 0], [0, .. good], new byte[256], [.. Enumerable.Repeat((byte)0xff, 256)],
            [.. new byte[255], 1], Convert.FromHexString(PublicModulus()),
        ];
        Assert.True(verifier.Verify(Message, good));
        foreach (byte[] signature in bad)
            Assert.False(verifier.Verify(Message, signature));
    }

    [Fact]
    public void Keys_below_2048_bits_are_no_keys() => Assert.Null(Verifiers.Create("rsa", "rsassa-pss-sha256", TooSmall));

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2047, false)]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    [InlineData(16384, false)]
    public void Keys_have_2048_to_8192_bits(int bits, bool usable) => Assert.Equal(usable, Create(Modulus(bits), [1, 0, 1]) is not null);

    [Theory]
    [InlineData("01", false)] // any text would be its own signature
    [InlineData("02", false)]
    [InlineData("010000", false)]
    [InlineData("03", true)]
    [InlineData("010001", true)]
    [InlineData("0100000000000001", true)]
    [InlineData("010000000000000001", false)]
    public void Exponents_are_odd_and_neither_one_nor_huge(string exponent, bool usable) =>
        Assert.Equal(usable, Create(Modulus(2048), Convert.FromHexString(exponent)) is not null);

    [Theory]
    [InlineData("01", false)]
    [InlineData("0001", false)]
    [InlineData("03", true)]
    public void Exponent_1_is_against_our_own_rules_whatever_a_platform_thinks_of_it(string exponent, bool usable) => Assert.Equal(
        usable,
        RsaKeyRules.AreMetBy(new RSAParameters { Modulus = Modulus(2048), Exponent = Convert.FromHexString(exponent) }));

    [Fact]
    public void A_private_key_with_exponent_1_signs_nothing_and_its_public_half_verifies_nothing()
    {
        using RSA sound = RSA.Create(2048);
        RSAParameters key = sound.ExportParameters(includePrivateParameters: true);
        byte[] one = [1];
        string privateKey = Pem("RSA PRIVATE KEY", [0], key.Modulus!, one, one, key.P!, key.Q!, one, one, key.InverseQ!);
        string publicKey = Pem("RSA PUBLIC KEY", key.Modulus!, one);

        Assert.Equal(ProblemCodes.UnusableKey, Assert.Throws<TufException>(() => Signers.FromPem(privateKey)).Code);
        Assert.Null(RsaPssVerifier.TryCreate(publicKey, useLibCrypto: true));
        Assert.Null(RsaPssVerifier.TryCreate(publicKey, useLibCrypto: false));
    }

    [Fact]
    public void An_even_modulus_is_no_key()
    {
        byte[] modulus = Modulus(2048);
        modulus[^1] = 0;
        Assert.Null(Create(modulus, [1, 0, 1]));
    }

    [Fact]
    public void Scheme_and_type_must_be_the_known_pair()
    {
        Assert.Null(Verifiers.Create("rsa", "rsa-pkcs1v15-sha256", Public));
        Assert.Null(Verifiers.Create("ecdsa", "rsassa-pss-sha256", Public));
    }

    private static IVerifier Verifier(string key) => Verifiers.Create("rsa", "rsassa-pss-sha256", key)!;

    private static byte[] Modulus(int bits)
    {
        byte[] modulus = new byte[(bits + 7) / 8];
        modulus[0] = (byte)(1 << ((bits - 1) % 8));
        modulus[^1] = 1;
        return modulus;
    }

    private static IVerifier? Create(byte[] modulus, byte[] exponent) =>
        Verifiers.Create("rsa", "rsassa-pss-sha256", Pem("RSA PUBLIC KEY", modulus, exponent));

    // Written as PKCS#1 by hand: .NET would not make such keys.
    private static string Pem(string label, params ReadOnlySpan<byte[]> numbers)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (byte[] number in numbers)
                writer.WriteIntegerUnsigned(number.AsSpan().TrimStart((byte)0) is { IsEmpty: false } digits ? digits : [0]);
        }

        return PemEncoding.WriteString(label, writer.Encode());
    }

    private static string PublicModulus()
    {
        using RSA rsa = RSA.Create();
        rsa.ImportFromPem(Public);
        return Convert.ToHexString(rsa.ExportParameters(includePrivateParameters: false).Modulus!);
    }
}
