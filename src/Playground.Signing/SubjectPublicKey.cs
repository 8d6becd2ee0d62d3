using System.Formats.Asn1;
using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Signing;

/// <summary>SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7) as the key that TUF metadata would hold, and back.</summary>
internal static class SubjectPublicKey
{
    internal const string Label = "PUBLIC KEY";

    private const string Ed25519Oid = "1.3.101.112";
    private const string EcOid = "1.2.840.10045.2.1";
    private const string RsaOid = "1.2.840.113549.1.1.1";
    private const string P256Oid = "1.2.840.10045.3.1.7";
    private const string P384Oid = "1.3.132.0.34";

    /// <summary>The public key of the first such block in a PEM text; null where there is none that can verify.</summary>
    internal static Key? FindInPem(ReadOnlySpan<char> text)
    {
        while (PemEncoding.TryFind(text, out PemFields fields))
        {
            if (text[fields.Label] is Label)
            {
                byte[] spki = new byte[fields.DecodedDataLength];
                return Convert.TryFromBase64Chars(text[fields.Base64Data], spki, out _) ? Read(spki) : null;
            }

            text = text[fields.Location.End..];
        }

        return null;
    }

    /// <summary>PEM of a key, whose public text may be hexadecimal, ending in a newline.</summary>
    internal static string ToPem(Key key) =>
        key.KeyType != "ed25519" || key.Public.StartsWith('-') ? key.Public : PemOf(FromPoint(Ed25519Oid, null, Convert.FromHexString(key.Public)));

    /// <summary>An Ed25519 key from its 32 bytes (RFC 8410); null where they are none.</summary>
    internal static Key? Ed25519(ReadOnlySpan<byte> point) => Usable(new Key("ed25519", "ed25519", Convert.ToHexStringLower(point)));

    /// <summary>A P-256 key from its uncompressed point (RFC 5480); null where that is none.</summary>
    internal static Key? EcdsaP256(ReadOnlySpan<byte> point) =>
        Usable(new Key("ecdsa", "ecdsa-sha2-nistp256", PemOf(FromPoint(EcOid, P256Oid, point))));

    /// <summary>A P-384 key from its uncompressed point (RFC 5480); null where that is none.</summary>
    internal static Key? EcdsaP384(ReadOnlySpan<byte> point) =>
        Usable(new Key("ecdsa", "ecdsa-sha2-nistp384", PemOf(FromPoint(EcOid, P384Oid, point))));

    private static Key? Read(byte[] spki)
    {
        try
        {
            AsnReader outer = new(spki, AsnEncodingRules.DER);
            AsnReader info = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            AsnReader algorithm = info.ReadSequence();
            string oid = algorithm.ReadObjectIdentifier();
            string? curve = oid == EcOid ? algorithm.ReadObjectIdentifier() : null;
            byte[] point = info.ReadBitString(out _);
            return (oid, curve) switch
            {
                (Ed25519Oid, _) => Ed25519(point),
                (EcOid, P256Oid) => EcdsaP256(point),
                (EcOid, P384Oid) => EcdsaP384(point),
                (RsaOid, _) => Usable(new Key("rsa", "rsassa-pss-sha256", PemOf(spki))),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static byte[] FromPoint(string oid, string? curve, ReadOnlySpan<byte> point)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(oid);
                if (curve is not null)
                    writer.WriteObjectIdentifier(curve);
            }

            writer.WriteBitString(point);
        }

        return writer.Encode();
    }

    private static string PemOf(ReadOnlySpan<byte> spki) => PemEncoding.WriteString(Label, spki) + "\n";

    private static Key? Usable(Key key) => key.IsSupported ? key : null;
}
