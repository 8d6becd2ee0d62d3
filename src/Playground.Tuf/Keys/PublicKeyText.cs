using System.Buffers;
using System.Security.Cryptography;

namespace Playground.Tuf.Keys;

/// <summary>Reads the text of <c>keyval.public</c>, and writes its PEM form.</summary>
internal static class PublicKeyText
{
    internal const string SpkiLabel = "PUBLIC KEY";

    // An RSA key of 8192 bits needs about 1,500 characters.
    private const int MaxLength = 16 * 1024;

    /// <summary>The bytes of the one PEM block that the text is, with nothing but white space around it; null for anything else.</summary>
    internal static byte[]? ReadPem(string text, string label)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (trimmed.Length > MaxLength
            || !PemEncoding.TryFind(trimmed, out PemFields fields)
            || fields.Location.GetOffsetAndLength(trimmed.Length) != (0, trimmed.Length)
            || !trimmed[fields.Label].SequenceEqual(label))
            return null;

        byte[] bytes = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(trimmed[fields.Base64Data], bytes, out int written) && written == bytes.Length ? bytes : null;
    }

    /// <summary>
    /// The SubjectPublicKeyInfo of a key whose raw form is of fixed length, from hexadecimal of the raw form or from PEM; null for
    /// anything else. In DER such a key has exactly one spelling: <paramref name="spkiPrefix"/>, then the raw key.
    /// </summary>
    internal static byte[]? ReadSpki(string text, ReadOnlySpan<byte> spkiPrefix, int rawLength)
    {
        byte[] spki = new byte[spkiPrefix.Length + rawLength];
        spkiPrefix.CopyTo(spki);
        if (text.Length == 2 * rawLength
            && Convert.FromHexString(text, spki.AsSpan(spkiPrefix.Length), out _, out _) == OperationStatus.Done)
            return spki;
        return ReadPem(text, SpkiLabel) is { } pem && pem.Length == spki.Length && pem.AsSpan().StartsWith(spkiPrefix) ? pem : null;
    }

    /// <summary>PEM of a SubjectPublicKeyInfo, ending in a newline.</summary>
    internal static string WritePem(ReadOnlySpan<byte> spki) => PemEncoding.WriteString(SpkiLabel, spki) + "\n";

    /// <summary>What identifies a key whatever its spelling: SHA-256 of its SubjectPublicKeyInfo, in hexadecimal.</summary>
    internal static string Fingerprint(ReadOnlySpan<byte> spki) => Convert.ToHexStringLower(SHA256.HashData(spki));
}
