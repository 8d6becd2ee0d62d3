using System.Numerics;
using System.Security.Cryptography;

namespace Playground.Tuf.Keys;

/// <summary>Which RSA keys are fit for use: 2048 to 8192 bits, and an exponent that is neither trivial nor a burden.</summary>
internal static class RsaKeyRules
{
    internal const int MinBits = 2048;

    internal const int MaxBits = 8192;

    // Larger than any exponent in use; every further byte only makes verification slower.
    private const int MaxExponentBytes = 8;

    internal static bool AreMetBy(RSAParameters key) =>
        key is { Modulus: { Length: > 0 } modulus, Exponent: { Length: > 0 and <= MaxExponentBytes } exponent }
        && Bits(modulus) is >= MinBits and <= MaxBits
        && (modulus[^1] & 1) == 1
        && (exponent[^1] & 1) == 1
        && Bits(exponent) > 1; // with an exponent of 1, any text is its own signature

    private static int Bits(byte[] number) =>
        (int)new BigInteger(number, isUnsigned: true, isBigEndian: true).GetBitLength();
}
