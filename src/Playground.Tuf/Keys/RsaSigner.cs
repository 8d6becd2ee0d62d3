using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Tuf.Keys;

/// <summary>An RSA private key in memory. Signs with RSASSA-PSS (RFC 8017, section 8.1.1), SHA-256, and a salt of 32 bytes.</summary>
public sealed class RsaSigner : InMemorySigner
{
    private readonly RSA _key;

    private RsaSigner(RSA key, Key? publicKey, KeyId? keyId)
        : base(
            new Key(RsaPssVerifier.KeyType, RsaPssVerifier.Scheme, PublicKeyText.WritePem(key.ExportSubjectPublicKeyInfo())),
            publicKey,
            keyId) => _key = key;

    /// <summary>Makes a new key.</summary>
    /// <param name="bits">2048 to 8192.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not one of a usable key.</exception>
    public static RsaSigner Generate(int bits = 3072)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, RsaKeyRules.MinBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, RsaKeyRules.MaxBits);
        return Take(RSA.Create(bits), null, null);
    }

    /// <summary>Takes a key into ownership; on failure too, the instance is disposed.</summary>
    internal static RsaSigner Take(RSA key, Key? publicKey, KeyId? keyId)
    {
        try
        {
            return RsaKeyRules.AreMetBy(key.ExportParameters(includePrivateParameters: false))
                ? new RsaSigner(key, publicKey, keyId)
                : throw new TufException(ProblemCodes.UnusableKey, "An RSA key must have 2048 to 8192 bits and a sound exponent.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private protected override byte[] SignWithKey(ReadOnlySpan<byte> payload) =>
        _key.SignData(payload, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    private protected override byte[] ExportKey() => _key.ExportPkcs8PrivateKey();

    private protected override void WipeKey() => _key.Dispose();
}
