using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Playground.Tuf.Keys;

/// <summary>
/// Encrypted PKCS#8 (RFC 5958, section 3) with PBES2 (RFC 8018, section 6.2): PBKDF2, and AES in CBC mode. What OpenSSL 1.1 and later and
/// .NET write. .NET offers this for its own kinds of keys only, and Ed25519 is none of them.
/// </summary>
internal static class Pbes2
{
    private const string Pbes2Oid = "1.2.840.113549.1.5.13";
    private const string Pbkdf2Oid = "1.2.840.113549.1.5.12";
    private const string HmacSha1Oid = "1.2.840.113549.2.7";
    private const string HmacSha256Oid = "1.2.840.113549.2.9";
    private const string Aes256CbcOid = "2.16.840.1.101.3.4.1.42";
    private const int WrittenIterations = 600_000;
    private const int MaxIterations = 10_000_000; // some seconds; beyond that a file is a nuisance, not a key
    private const int BlockLength = 16;

    /// <summary>The PKCS#8 inside, in memory that the caller wipes. A wrong passphrase mostly, not always, shows here already.</summary>
    /// <exception cref="AsnContentException">The bytes are no encrypted PKCS#8, or of a kind not known here.</exception>
    /// <exception cref="CryptographicException">The passphrase is wrong.</exception>
    internal static byte[] Decrypt(ReadOnlyMemory<byte> der, ReadOnlySpan<char> passphrase)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        AsnReader algorithm = info.ReadSequence();
        Expect(algorithm, Pbes2Oid);
        AsnReader parameters = algorithm.ReadSequence();
        AsnReader derivation = parameters.ReadSequence();
        AsnReader cipher = parameters.ReadSequence();
        int keyLength = KeyLength(cipher.ReadObjectIdentifier());
        byte[] iv = cipher.ReadOctetString();
        if (iv.Length != BlockLength)
            throw new AsnContentException("The initialization vector has not 16 bytes.");

        byte[] encrypted = info.ReadOctetString();
        if (encrypted.Length is 0 || encrypted.Length % BlockLength != 0)
            throw new AsnContentException("The encrypted key is not of whole blocks.");
        using Aes aes = Aes.Create();
        Span<byte> key = stackalloc byte[keyLength];
        byte[] buffer = Pinned(encrypted.Length);
        try
        {
            DeriveKey(derivation, passphrase, key);
            aes.SetKey(key);
            int length = aes.DecryptCbc(encrypted, iv, buffer);
            byte[] plain = Pinned(length);
            buffer.AsSpan(0, length).CopyTo(plain);
            return plain;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Encrypts PKCS#8 with AES-256-CBC and PBKDF2-HMAC-SHA-256.</summary>
    /// <exception cref="ArgumentException">The passphrase is empty.</exception>
    internal static byte[] Encrypt(ReadOnlySpan<byte> pkcs8, ReadOnlySpan<char> passphrase)
    {
        if (passphrase.IsEmpty)
            throw new ArgumentException("The passphrase is empty.", nameof(passphrase));
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        byte[] iv = RandomNumberGenerator.GetBytes(BlockLength);
        Span<byte> key = stackalloc byte[32];
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, key, WrittenIterations, HashAlgorithmName.SHA256);
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            return Write(salt, iv, aes.EncryptCbc(pkcs8, iv));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    // Pinned, so that the collector leaves no copies behind.
    private static byte[] Pinned(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);

    private static void DeriveKey(AsnReader derivation, ReadOnlySpan<char> passphrase, Span<byte> key)
    {
        Expect(derivation, Pbkdf2Oid);
        AsnReader parameters = derivation.ReadSequence();
        byte[] salt = parameters.ReadOctetString();
        if (!parameters.TryReadInt32(out int iterations) || iterations is < 1 or > MaxIterations)
            throw new AsnContentException("The iteration count is out of range.");
        if (parameters.HasData && parameters.PeekTag() == Asn1Tag.Integer && (!parameters.TryReadInt32(out int said) || said != key.Length))
            throw new AsnContentException("The key length is not the cipher's.");
        string prf = parameters.HasData ? parameters.ReadSequence().ReadObjectIdentifier() : HmacSha1Oid;
        Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, key, iterations, Hash(prf));
    }

    private static byte[] Write(byte[] salt, byte[] iv, byte[] encrypted)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Pbes2Oid);
                using (writer.PushSequence())
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(Pbkdf2Oid);
                        using (writer.PushSequence())
                        {
                            writer.WriteOctetString(salt);
                            writer.WriteInteger(WrittenIterations);
                            using (writer.PushSequence())
                            {
                                writer.WriteObjectIdentifier(HmacSha256Oid);
                                writer.WriteNull();
                            }
                        }
                    }

                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier(Aes256CbcOid);
                        writer.WriteOctetString(iv);
                    }
                }
            }

            writer.WriteOctetString(encrypted);
        }

        return writer.Encode();
    }

    private static void Expect(AsnReader reader, string oid)
    {
        string found = reader.ReadObjectIdentifier();
        if (found != oid)
            throw new AsnContentException($"The key is encrypted in a way not known here ({found}).");
    }

    private static int KeyLength(string cipher) => cipher switch
    {
        "2.16.840.1.101.3.4.1.2" => 16,
        "2.16.840.1.101.3.4.1.22" => 24,
        Aes256CbcOid => 32,
        _ => throw new AsnContentException($"The key is encrypted with a cipher not known here ({cipher})."),
    };

    private static HashAlgorithmName Hash(string prf) => prf switch
    {
        HmacSha1Oid => HashAlgorithmName.SHA1,
        HmacSha256Oid => HashAlgorithmName.SHA256,
        "1.2.840.113549.2.10" => HashAlgorithmName.SHA384,
        "1.2.840.113549.2.11" => HashAlgorithmName.SHA512,
        _ => throw new AsnContentException($"The key is encrypted with a hash not known here ({prf})."),
    };
}
