namespace Playground.Tuf.Keys.Native;

/// <summary>
/// Which encodings of points and scalars are acceptable at all (RFC 8032, sections 5.1.3 and 5.1.7), by comparing bytes.
/// libsodium and OpenSSL differ in what they let pass; these checks come first, so that both answer alike.
/// </summary>
internal static class Ed25519Encoding
{
    /// <summary>Length of a point's encoding, a seed, or a scalar.</summary>
    internal const int PointLength = 32;

    /// <summary>Length of a signature: the point R, then the scalar S.</summary>
    internal const int SignatureLength = 64;

    // 2^252 + 27742317777372353535851937790883648493, little-endian.
    private static readonly byte[] Order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    // 2^255 - 19, little-endian.
    private static readonly byte[] Prime = Convert.FromHexString("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    // The y of the points whose order divides 8, in canonical encoding without the sign bit. A public key among them verifies
    // signatures that nobody made.
    private static readonly byte[][] SmallOrder =
    [
        Convert.FromHexString("0000000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("0100000000000000000000000000000000000000000000000000000000000000"),
        Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        Convert.FromHexString("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
    ];

    /// <summary>Whether a public key is canonically encoded and not of small order; the backend says whether it is on the curve.</summary>
    internal static bool IsAcceptablePublicKey(ReadOnlySpan<byte> key) => key.Length == PointLength && IsAcceptablePoint(key);

    /// <summary>Whether a signature has the right length, an acceptable R, and S below the group's order.</summary>
    internal static bool IsAcceptableSignature(ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureLength
        && IsAcceptablePoint(signature[..PointLength])
        && IsBelow(signature[PointLength..], Order);

    private static bool IsAcceptablePoint(ReadOnlySpan<byte> point)
    {
        Span<byte> y = stackalloc byte[PointLength];
        point.CopyTo(y);
        y[^1] &= 0x7f;
        if (!IsBelow(y, Prime))
            return false;
        foreach (byte[] refused in SmallOrder)
        {
            if (y.SequenceEqual(refused))
                return false;
        }

        return true;
    }

    private static bool IsBelow(ReadOnlySpan<byte> number, ReadOnlySpan<byte> bound)
    {
        for (int i = PointLength - 1; i >= 0; i--)
        {
            if (number[i] != bound[i])
                return number[i] < bound[i];
        }

        return false;
    }
}
