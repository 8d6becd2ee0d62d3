using System.Formats.Asn1;
using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Tuf.Keys;

/// <summary>Reads private keys of every kind into memory.</summary>
public static class Signers
{
    /// <summary>
    /// Reads the first private key of a PEM text: PKCS#8 (<c>PRIVATE KEY</c>, <c>ENCRYPTED PRIVATE KEY</c>; RFC 5958) with an Ed25519,
    /// ECDSA or RSA key, <c>EC PRIVATE KEY</c> (RFC 5915) or <c>RSA PRIVATE KEY</c> (RFC 8017, A.1.2).
    /// </summary>
    /// <param name="pem">The text; other blocks in it are passed over.</param>
    /// <param name="passphrase">For an encrypted key; not looked at otherwise.</param>
    /// <param name="publicKey">The key as metadata has it, when that carries further fields.</param>
    /// <param name="keyId">The keyid under which metadata knows the key, when that is not the key's own.</param>
    /// <exception cref="TufException">
    /// There is no key that can sign here (<see cref="ProblemCodes.UnusableKey"/>), or the passphrase is missing or wrong
    /// (<see cref="ProblemCodes.WrongPassphrase"/>), or there is no library for Ed25519 (<see cref="ProblemCodes.NoEd25519"/>).
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="publicKey"/> is another key's.</exception>
    public static InMemorySigner FromPem(
        ReadOnlySpan<char> pem, ReadOnlySpan<char> passphrase = default, Key? publicKey = null, KeyId? keyId = null)
    {
        if (!PrivateKeyPem.TryFind(pem, out PrivateKeyPem? block))
            throw Unusable("The text holds no private key in a PEM form known here; convert it with: openssl pkcs8 -topk8");
        using (block)
        {
            return block.Label switch
            {
                PrivateKeyPem.EncryptedLabel => FromEncryptedPkcs8(block.Bytes, passphrase, publicKey, keyId),
                PrivateKeyPem.EcLabel => ReadEc(block.Bytes, publicKey, keyId, static (key, der) =>
                {
                    key.ImportECPrivateKey(der, out int read);
                    return read;
                }),
                PrivateKeyPem.RsaLabel => ReadRsa(block.Bytes, publicKey, keyId, static (key, der) =>
                {
                    key.ImportRSAPrivateKey(der, out int read);
                    return read;
                }),
                _ => FromPkcs8(block.Bytes, publicKey, keyId),
            };
        }
    }

    /// <summary>Reads an unencrypted private key in PKCS#8, DER.</summary>
    /// <inheritdoc cref="FromPem"/>
    public static InMemorySigner FromPkcs8(ReadOnlyMemory<byte> der, Key? publicKey = null, KeyId? keyId = null)
    {
        try
        {
            return PrivateKeyInfo.ReadAlgorithm(der) switch
            {
                PrivateKeyInfo.Ed25519Oid => Ed25519Signer.FromSeed(PrivateKeyInfo.ReadEd25519Seed(der).Span, publicKey, keyId),
                PrivateKeyInfo.EcOid => ReadEc(der.Span, publicKey, keyId, ImportPkcs8),
                PrivateKeyInfo.RsaOid => ReadRsa(der.Span, publicKey, keyId, ImportPkcs8),
                string oid => throw Unusable($"Private keys of kind {oid} cannot sign here."),
            };
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw Unusable("The private key is malformed.", e);
        }
    }

    /// <summary>Reads a private key in PKCS#8, DER, encrypted with PBES2 (RFC 8018): PBKDF2 and AES-CBC.</summary>
    /// <inheritdoc cref="FromPem"/>
    public static InMemorySigner FromEncryptedPkcs8(
        ReadOnlyMemory<byte> der, ReadOnlySpan<char> passphrase, Key? publicKey = null, KeyId? keyId = null)
    {
        if (passphrase.IsEmpty)
            throw new TufException(ProblemCodes.WrongPassphrase, "The private key is encrypted, and there is no passphrase.");
        byte[] plain = Decrypt(der, passphrase);
        try
        {
            // One wrong passphrase in 256 leaves what looks like padding, and garbage before it.
            PrivateKeyInfo.ReadAlgorithm(plain);
            return FromPkcs8(plain, publicKey, keyId);
        }
        catch (AsnContentException e)
        {
            throw WrongPassphrase(e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static byte[] Decrypt(ReadOnlyMemory<byte> der, ReadOnlySpan<char> passphrase)
    {
        try
        {
            return Pbes2.Decrypt(der, passphrase);
        }
        catch (AsnContentException e)
        {
            throw Unusable("The encrypted private key cannot be read; encrypt it anew with: openssl pkcs8 -topk8 -v2 aes-256-cbc", e);
        }
        catch (CryptographicException e)
        {
            throw WrongPassphrase(e);
        }
    }

    private static int ImportPkcs8(AsymmetricAlgorithm key, ReadOnlySpan<byte> der)
    {
        key.ImportPkcs8PrivateKey(der, out int read);
        return read;
    }

    private static EcdsaSigner ReadEc(ReadOnlySpan<byte> der, Key? publicKey, KeyId? keyId, Import<ECDsa> import)
    {
        ECDsa key = ECDsa.Create();
        Fill(key, der, import);
        return EcdsaSigner.Take(key, publicKey, keyId);
    }

    private static RsaSigner ReadRsa(ReadOnlySpan<byte> der, Key? publicKey, KeyId? keyId, Import<RSA> import)
    {
        RSA key = RSA.Create();
        Fill(key, der, import);
        return RsaSigner.Take(key, publicKey, keyId);
    }

    private static void Fill<T>(T key, ReadOnlySpan<byte> der, Import<T> import)
        where T : AsymmetricAlgorithm
    {
        try
        {
            if (import(key, der) != der.Length)
                throw new CryptographicException("Bytes follow the key.");
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException)
        {
            // Curves that the platform does not know are "not supported".
            key.Dispose();
            throw Unusable("The private key is malformed, or of a kind that cannot sign here.", e);
        }
    }

    private static TufException Unusable(string message, Exception? inner = null) =>
        new(ProblemCodes.UnusableKey, message, innerException: inner);

    private static TufException WrongPassphrase(Exception inner) =>
        new(ProblemCodes.WrongPassphrase, "The passphrase does not open the private key.", innerException: inner);

    /// <summary>Imports a key and answers how many bytes it took.</summary>
    private delegate int Import<in T>(T key, ReadOnlySpan<byte> der);
}
