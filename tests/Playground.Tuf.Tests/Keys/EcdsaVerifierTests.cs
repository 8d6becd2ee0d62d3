using System.Security.Cryptography;
using Playground.Tuf.Keys;
using Xunit;
using static Playground.Tuf.Tests.Keys.OpenSslEcdsaKeys;

namespace Playground.Tuf.Tests.Keys;

public sealed class EcdsaVerifierTests
{
    private const string Scheme256 = "ecdsa-sha2-nistp256";
    private const string Scheme384 = "ecdsa-sha2-nistp384";

    [Theory]
    [InlineData("ecdsa", Scheme256, P256Public, P256Signature)]
    [InlineData(Scheme256, Scheme256, P256Public, P256Signature)]
    [InlineData("ecdsa", Scheme256, P256Point, P256Signature)]
    [InlineData(Scheme256, Scheme256, P256Point, P256Signature)]
    [InlineData("ecdsa", Scheme384, P384Public, P384Signature)]
    [InlineData(Scheme384, Scheme384, P384Public, P384Signature)]
    [InlineData("ecdsa", Scheme384, P384Point, P384Signature)]
    public void Signatures_of_OpenSSL_verify_however_type_and_key_are_spelled(
        string keyType, string scheme, string key, string signature)
    {
        IVerifier? verifier = Verifiers.Create(keyType, scheme, key);

        Assert.NotNull(verifier);
        Assert.True(verifier.Verify(Message, Convert.FromHexString(signature)));
        Assert.False(verifier.Verify("massage"u8, Convert.FromHexString(signature)));
    }

    [Theory]
    [InlineData("ecdsa", Scheme384, P256Public)]
    [InlineData("ecdsa", Scheme256, P384Public)]
    [InlineData("ecdsa", Scheme384, P256Point)]
    [InlineData("ecdsa", Scheme256, P384Point)]
    [InlineData("ecdsa", Scheme256, Secp256k1Public)]
    [InlineData(Scheme384, Scheme256, P256Public)]
    [InlineData(Scheme256, Scheme384, P384Public)]
    [InlineData("ecdsa", "ecdsa-sha2-nistp521", P256Public)]
    [InlineData("ecdsa", "ECDSA-SHA2-NISTP256", P256Public)]
    public void The_curve_must_be_the_schemes(string keyType, string scheme, string key) =>
        Assert.Null(Verifiers.Create(keyType, scheme, key));

    [Theory]
    [InlineData(P256Explicit)]
    [InlineData(P256Compressed)]
    [InlineData(P256Hybrid)]
    public void Only_a_named_curve_and_an_uncompressed_point_make_a_key(string key) =>
        Assert.Null(Verifiers.Create("ecdsa", Scheme256, key));

    [Theory]
    [InlineData(0, 0x02)]
    [InlineData(0, 0x06)]
    [InlineData(0, 0x00)]
    [InlineData(64, 0xaa)]
    public void A_point_that_is_malformed_or_off_the_curve_is_no_key(int position, byte value)
    {
        byte[] point = Convert.FromHexString(P256Point);
        point[position] = value;

        Assert.Null(Verifiers.Create("ecdsa", Scheme256, Convert.ToHexStringLower(point)));
    }

    [Theory]
    [InlineData(0)] // the point at infinity has no uncompressed form; zeros are off the curve
    [InlineData(255)]
    public void Coordinates_of_nothing_but_equal_bytes_are_no_key(byte value) => Assert.Null(
        Verifiers.Create("ecdsa", Scheme256, "04" + Convert.ToHexString([.. Enumerable.Repeat(value, 64)])));

    [Fact]
    public void A_signature_over_the_wrong_hash_is_refused() =>
        Assert.False(P256().Verify(Message, Convert.FromHexString(P256WithSha384)));

    [Fact]
    public void Signature_bytes_that_are_not_the_one_DER_form_are_refused()
    {
        byte[] good = Convert.FromHexString(P256Signature);
        (byte[] r, byte[] s) = Split(good);
        IVerifier verifier = P256();
        Assert.True(verifier.Verify(Message, Der(r, s)));

        Dictionary<string, byte[]> bad = new()
        {
            ["empty"] = [],
            ["one byte"] = [0x30],
            ["bytes behind"] = [.. good, 0],
            ["bytes behind, inside"] = [0x30, (byte)(good[1] + 2), .. good[2..], 5, 0],
            ["cut short"] = good[..^1],
            ["length in long form"] = [0x30, 0x81, .. good[1..]],
            ["length left open"] = [0x30, 0x80, .. good[2..], 0, 0],
            ["needless zero before r"] = Der([0, .. r], s),
            ["needless zero before s"] = Der(r, [0, .. s]),
            ["r negative"] = Der([(byte)(r[0] | 0x80), .. r[1..]], s),
            ["sign byte of r missing"] = Der(r[0] == 0 ? r[1..] : [0xff, .. r], s),
            ["r zero"] = Der([0], s),
            ["s zero"] = Der(r, [0]),
            ["both zero"] = Der([0], [0]),
            ["both one"] = Der([1], [1]),
            ["r empty"] = Der([], s),
            ["swapped"] = Der(s, r),
            ["s the order"] = Der(r, Convert.FromHexString("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")),
            ["r too long"] = Der([1, .. new byte[100], .. r], s),
            ["a set"] = [0x31, .. good[1..]],
            ["three numbers"] = [0x30, (byte)(good[1] + 3), .. good[2..], 2, 1, 1],
            ["IEEE P1363"] = P1363(r, s),
            ["text"] = "signature"u8.ToArray(),
        };
        foreach ((string what, byte[] signature) in bad)
            Assert.False(verifier.Verify(Message, signature), what);
    }

    [Fact]
    public void Fixed_length_signatures_of_dotnet_are_refused()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        IVerifier? verifier = Verifiers.Create("ecdsa", Scheme384, key.ExportSubjectPublicKeyInfoPem());

        Assert.NotNull(verifier);
        Assert.True(verifier.Verify(Message, key.SignData(Message, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.False(verifier.Verify(
            Message, key.SignData(Message, HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)));
    }

    private static IVerifier P256() => Verifiers.Create("ecdsa", Scheme256, P256Public)!;

    private static (byte[] R, byte[] S) Split(byte[] der) => (der[4..(4 + der[3])], der[(6 + der[3])..]);

    private static byte[] Der(byte[] r, byte[] s)
    {
        byte[] inner = [2, (byte)r.Length, .. r, 2, (byte)s.Length, .. s];
        return inner.Length < 128 ? [0x30, (byte)inner.Length, .. inner] : [0x30, 0x81, (byte)inner.Length, .. inner];
    }

    private static byte[] P1363(byte[] r, byte[] s) => [.. r[^32..], .. s[^32..]];
}
