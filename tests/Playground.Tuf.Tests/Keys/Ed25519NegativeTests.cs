using System.Numerics;
using System.Security.Cryptography;
using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

/// <summary>What RFC 8032 tells a verifier to refuse (5.1.3, 5.1.7, 8.4), in the manner of Wycheproof, on both libraries.</summary>
public sealed class Ed25519NegativeTests
{
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    // The y of the points of small order: 0 and 1, -1, and two roots; the square root of -1 gives the points of order 4 their x.
    private static readonly string[] SmallOrderKeys =
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];

    public static TheoryData<string> BackendNames => [Backends.Sodium, Backends.OpenSsl];

    public static TheoryData<string> SmallOrder => new(SmallOrderKeys);

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void A_flipped_bit_anywhere_is_refused(string backend)
    {
        Rfc8032Vector vector = Rfc8032Vector.Named("TEST 3");
        IVerifier verifier = Ed25519Tests.Verifier(backend, vector.PublicKey);
        for (int bit = 0; bit < 512; bit++)
        {
            byte[] changed = [.. vector.Signature];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(verifier.Verify(vector.Message, changed), $"bit {bit}");
        }
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void Every_other_length_is_refused(string backend)
    {
        Rfc8032Vector vector = Rfc8032Vector.First;
        IVerifier verifier = Ed25519Tests.Verifier(backend, vector.PublicKey);
        for (int length = 0; length <= 130; length++)
        {
            byte[] changed = new byte[length];
            vector.Signature.AsSpan(0, Math.Min(64, length)).CopyTo(changed);
            Assert.Equal(length == 64, verifier.Verify(vector.Message, changed));
        }
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void Another_message_or_another_key_is_refused(string backend)
    {
        Rfc8032Vector vector = Rfc8032Vector.Named("TEST 2");

        Assert.False(Ed25519Tests.Verifier(backend, vector.PublicKey).Verify([0x73], vector.Signature));
        Assert.False(Ed25519Tests.Verifier(backend, vector.PublicKey).Verify([], vector.Signature));
        Assert.False(Ed25519Tests.Verifier(backend, vector.PublicKey).Verify([0x72, 0x00], vector.Signature));
        Assert.False(Ed25519Tests.Verifier(backend, Rfc8032Vector.First.PublicKey).Verify(vector.Message, vector.Signature));
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void A_scalar_not_below_the_order_is_refused(string backend)
    {
        foreach (Rfc8032Vector vector in Rfc8032Vector.All)
        {
            // S, S + L, S + 2L ... all satisfy the equation; only the first is a signature.
            BigInteger scalar = Number(vector.Signature.AsSpan(32));
            for (BigInteger other = scalar + Order; other < BigInteger.Pow(2, 256); other += Order)
            {
                byte[] changed = [.. vector.Signature[..32], .. Bytes(other)];
                Assert.False(Ed25519Tests.Verifier(backend, vector.PublicKey).Verify(vector.Message, changed));
                Assert.False(Backends.Named(backend).Verify(vector.PublicKey, vector.Message, changed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void Zeros_and_ones_and_the_order_itself_are_refused(string backend)
    {
        Rfc8032Vector vector = Rfc8032Vector.First;
        IVerifier verifier = Ed25519Tests.Verifier(backend, vector.PublicKey);
        byte[][] points = [new byte[32], [1, .. new byte[31]], [.. Enumerable.Repeat((byte)0xff, 32)], Bytes(Prime), Bytes(Prime - 1)];
        byte[][] scalars = [.. points, Bytes(Order), Bytes(Order - 1), Bytes(Order + 1)];
        foreach (byte[] point in points)
        {
            foreach (byte[] scalar in scalars)
                Assert.False(verifier.Verify(vector.Message, [.. point, .. scalar]));
        }
    }

    [Theory]
    [MemberData(nameof(SmallOrder))]
    public void A_public_key_of_small_order_is_no_key(string publicHex) => Assert.Null(Verifiers.Create("ed25519", "ed25519", publicHex));

    [Fact]
    public void A_public_key_in_non_canonical_encoding_is_no_key()
    {
        for (BigInteger y = Prime; y < BigInteger.Pow(2, 255); y++)
        {
            byte[] key = Bytes(y);
            Assert.Null(Verifiers.Create("ed25519", "ed25519", Convert.ToHexStringLower(key)));
            key[31] |= 0x80;
            Assert.Null(Verifiers.Create("ed25519", "ed25519", Convert.ToHexStringLower(key)));
        }
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void A_public_key_that_is_not_on_the_curve_verifies_nothing(string backend)
    {
        // y = 2 has no x.
        IVerifier verifier = Ed25519Tests.Verifier(backend, [2, .. new byte[31]]);

        Assert.False(verifier.Verify(Rfc8032Vector.First.Message, Rfc8032Vector.First.Signature));
    }

    [Theory]
    [MemberData(nameof(BackendNames))]
    public void A_signature_whose_R_is_the_neutral_point_is_refused(string backend)
    {
        // The key's owner can make one by choosing 0 as the nonce: the equation holds. OpenSSL alone would say yes, libsodium no.
        Rfc8032Vector vector = Rfc8032Vector.Named("TEST 3");
        byte[] neutral = [1, .. new byte[31]];
        byte[] expanded = SHA512.HashData(vector.Seed);
        expanded[0] &= 0xf8;
        expanded[31] = (byte)((expanded[31] & 0x7f) | 0x40);
        BigInteger challenge = Number(SHA512.HashData([.. neutral, .. vector.PublicKey, .. vector.Message]));
        byte[] signature = [.. neutral, .. Bytes(challenge * Number(expanded.AsSpan(0, 32)) % Order)];

        Assert.False(Ed25519Tests.Verifier(backend, vector.PublicKey).Verify(vector.Message, signature));
        Assert.Equal(
            backend == Backends.OpenSsl, Backends.Named(backend).Verify(vector.PublicKey, vector.Message, signature));
    }

    private static BigInteger Number(ReadOnlySpan<byte> littleEndian) => new(littleEndian, isUnsigned: true);

    private static byte[] Bytes(BigInteger number)
    {
        byte[] bytes = new byte[32];
        Assert.True(number.TryWriteBytes(bytes, out _, isUnsigned: true));
        return bytes;
    }
}
