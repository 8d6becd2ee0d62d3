using System.Formats.Asn1;
using System.Security.Cryptography;
using Playground.Tuf.Keys.Native;

namespace Playground.Tuf.Keys;

/// <summary>
/// PKCS#8 (RFC 5958): of which kind a private key is, and the Ed25519 form (RFC 8410, section 7), which .NET does not read itself.
/// </summary>
internal static class PrivateKeyInfo
{
    internal const string Ed25519Oid = "1.3.101.112";

    internal const string EcOid = "1.2.840.10045.2.1";

    internal const string RsaOid = "1.2.840.113549.1.1.1";

    private static readonly Asn1Tag PublicKeyTag = new(TagClass.ContextSpecific, 1);

    private static ReadOnlySpan<byte> Ed25519Prefix =>
        [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    /// <summary>The object identifier of the key's algorithm.</summary>
    /// <exception cref="AsnContentException">The bytes are no PKCS#8.</exception>
    internal static string ReadAlgorithm(ReadOnlyMemory<byte> der)
    {
        AsnReader info = Open(der);
        return info.ReadSequence().ReadObjectIdentifier();
    }

    /// <summary>The seed of an Ed25519 key, as a view into <paramref name="der"/>.</summary>
    /// <exception cref="AsnContentException">The bytes are no PKCS#8 with an Ed25519 key.</exception>
    /// <exception cref="CryptographicException">The public key that came along is not the seed's.</exception>
    internal static ReadOnlyMemory<byte> ReadEd25519Seed(ReadOnlyMemory<byte> der)
    {
        AsnReader info = Open(der);
        AsnReader algorithm = info.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != Ed25519Oid)
            throw new AsnContentException("The key is not of kind Ed25519.");
        algorithm.ThrowIfNotEmpty();
        ReadOnlyMemory<byte> seed = ReadOctets(new AsnReader(ReadOctets(info), AsnEncodingRules.DER));
        if (seed.Length != Ed25519Signer.SeedLength)
            throw new AsnContentException("The seed has not 32 bytes.");

        // After the key come attributes [0], which say nothing here, and the public key [1].
        while (info.HasData)
        {
            if (info.PeekTag().HasSameClassAndValue(PublicKeyTag))
                CheckPublicKey(seed.Span, info.ReadBitString(out _, PublicKeyTag));
            else
                info.ReadEncodedValue();
        }

        return seed;
    }

    /// <summary>PKCS#8 of an Ed25519 seed.</summary>
    internal static byte[] WriteEd25519(ReadOnlySpan<byte> seed)
    {
        byte[] der = GC.AllocateUninitializedArray<byte>(Ed25519Prefix.Length + seed.Length, pinned: true);
        Ed25519Prefix.CopyTo(der);
        seed.CopyTo(der.AsSpan(Ed25519Prefix.Length));
        return der;
    }

    private static AsnReader Open(ReadOnlyMemory<byte> der)
    {
        AsnReader outer = new(der, AsnEncodingRules.DER);
        AsnReader info = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!info.TryReadInt32(out int version) || version is not (0 or 1))
            throw new AsnContentException("The version is neither 0 nor 1.");
        return info;
    }

    private static ReadOnlyMemory<byte> ReadOctets(AsnReader reader) =>
        reader.TryReadPrimitiveOctetString(out ReadOnlyMemory<byte> octets) ? octets : throw new AsnContentException();

    private static void CheckPublicKey(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> given)
    {
        Span<byte> derived = stackalloc byte[Ed25519Encoding.PointLength];
        Ed25519Backend.Required.DerivePublicKey(seed, derived);
        if (!derived.SequenceEqual(given))
            throw new CryptographicException("The file's public key is not the private key's.");
    }
}
