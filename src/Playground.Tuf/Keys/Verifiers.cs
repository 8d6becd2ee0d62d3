using System.Security.Cryptography;
using Playground.Tuf.Keys.Native;

namespace Playground.Tuf.Keys;

/// <summary>Makes verifiers for the key types and schemes of the specification (4.2).</summary>
public static class Verifiers
{
    /// <summary>
    /// Understands a public key, or answers null: the kind is unknown, the text is malformed, the key is too weak to mean anything,
    /// or nothing on this machine can check it. What metadata says never causes an exception.
    /// </summary>
    /// <param name="keyType"><c>ed25519</c>, <c>ecdsa</c> (or a scheme's name, as older metadata has it), <c>rsa</c>.</param>
    /// <param name="scheme">
    /// <c>ed25519</c> (RFC 8032), <c>ecdsa-sha2-nistp256</c>, <c>ecdsa-sha2-nistp384</c> (signatures in the DER form of RFC 3279, 2.2.3),
    /// or <c>rsassa-pss-sha256</c> (RFC 8017, 8.1; 2048 to 8192 bits).
    /// </param>
    /// <param name="publicText">
    /// PEM SubjectPublicKeyInfo (RFC 5280), and beside it: hexadecimal of the raw key for Ed25519, hexadecimal of the uncompressed point
    /// for ECDSA, PEM <c>RSA PUBLIC KEY</c> (RFC 8017, A.1.1) for RSA.
    /// </param>
    public static IVerifier? Create(string keyType, string scheme, string publicText)
    {
        ArgumentNullException.ThrowIfNull(keyType);
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(publicText);
        return (keyType, scheme) switch
        {
            (Ed25519Verifier.Name, Ed25519Verifier.Name) => Ed25519Verifier.TryCreate(publicText),
            (RsaPssVerifier.KeyType, RsaPssVerifier.Scheme) => RsaPssVerifier.TryCreate(publicText),
            _ when EcdsaScheme.Find(scheme) is { } ecdsa && (keyType == EcdsaScheme.KeyType || keyType == scheme) =>
                EcdsaVerifier.TryCreate(ecdsa, publicText),
            _ => null,
        };
    }

    /// <summary>
    /// Loads, on a thread of its own, the libraries that verifying needs, which otherwise load with the first key. For short-lived programs
    /// that have something else to do meanwhile, such as reading their command line. Where a library is absent nothing happens now.
    /// </summary>
    public static void LoadInBackground()
    {
        var loading = new Thread(static () =>
        {
            _ = Ed25519Backend.Best;
            SHA256.HashData([]);
        })
        { IsBackground = true };
        loading.UnsafeStart();
    }
}
