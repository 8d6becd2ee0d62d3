using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Playground.Tuf.Keys;

/// <summary>The PEM block of a text that holds a private key: its label, and its bytes, wiped when disposed.</summary>
internal sealed class PrivateKeyPem : IDisposable
{
    internal const string Pkcs8Label = "PRIVATE KEY";

    internal const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";

    internal const string EcLabel = "EC PRIVATE KEY";

    internal const string RsaLabel = "RSA PRIVATE KEY";

    private PrivateKeyPem(string label, byte[] bytes)
    {
        Label = label;
        Bytes = bytes;
    }

    internal string Label { get; }

    internal byte[] Bytes { get; }

    public void Dispose() => CryptographicOperations.ZeroMemory(Bytes);

    /// <summary>Finds the first block with a private key; others, such as <c>EC PARAMETERS</c> or certificates, are passed over.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, [NotNullWhen(true)] out PrivateKeyPem? found)
    {
        found = null;
        while (found is null && PemEncoding.TryFind(text, out PemFields fields))
        {
            if (KnownLabel(text[fields.Label]) is { } label)
                found = new PrivateKeyPem(label, Decode(text[fields.Base64Data], fields.DecodedDataLength));
            text = text[fields.Location.End..];
        }

        return found is not null;
    }

    private static string? KnownLabel(ReadOnlySpan<char> label) => label switch
    {
        Pkcs8Label => Pkcs8Label,
        EncryptedLabel => EncryptedLabel,
        EcLabel => EcLabel,
        RsaLabel => RsaLabel,
        _ => null,
    };

    private static byte[] Decode(ReadOnlySpan<char> base64, int length)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        Convert.TryFromBase64Chars(base64, bytes, out _);
        return bytes;
    }
}
