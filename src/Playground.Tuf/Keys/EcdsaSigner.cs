using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Tuf.Keys;

/// <summary>An ECDSA private key in memory, on P-256 or P-384. Signatures are in the DER form of RFC 3279, section 2.2.3.</summary>
public sealed class EcdsaSigner : InMemorySigner
{
    private readonly ECDsa _key;
    private readonly EcdsaScheme _scheme;

    private EcdsaSigner(ECDsa key, EcdsaScheme scheme, byte[] spki, Key? publicKey, KeyId? keyId)
        : base(new Key(EcdsaScheme.KeyType, scheme.Name, PublicKeyText.WritePem(spki)), publicKey, keyId)
    {
        _key = key;
        _scheme = scheme;
    }

    /// <summary>Makes a new key on P-256, for <c>ecdsa-sha2-nistp256</c>.</summary>
    public static EcdsaSigner GenerateP256() => Take(ECDsa.Create(EcdsaScheme.P256.Curve), null, null);

    /// <summary>Makes a new key on P-384, for <c>ecdsa-sha2-nistp384</c>.</summary>
    public static EcdsaSigner GenerateP384() => Take(ECDsa.Create(EcdsaScheme.P384.Curve), null, null);

    /// <summary>Takes a key into ownership; on failure too, the instance is disposed.</summary>
    internal static EcdsaSigner Take(ECDsa key, Key? publicKey, KeyId? keyId)
    {
        try
        {
            byte[] spki = key.ExportSubjectPublicKeyInfo();
            EcdsaScheme scheme = EcdsaScheme.P256.Describes(spki) ? EcdsaScheme.P256
                : EcdsaScheme.P384.Describes(spki) ? EcdsaScheme.P384
                : throw new TufException(ProblemCodes.UnusableKey, "An ECDSA key must be on P-256 or P-384.");
            return new EcdsaSigner(key, scheme, spki, publicKey, keyId);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private protected override byte[] SignWithKey(ReadOnlySpan<byte> payload) =>
        _key.SignData(payload, _scheme.Hash, DSASignatureFormat.Rfc3279DerSequence);

    private protected override byte[] ExportKey() => _key.ExportPkcs8PrivateKey();

    private protected override void WipeKey() => _key.Dispose();
}
