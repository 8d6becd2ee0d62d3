using System.Security.Cryptography;
using Playground.Tuf.Keys.Native;

namespace Playground.Tuf.Keys;

/// <summary>
/// Checks RSASSA-PSS signatures (RFC 8017, section 8.1.2) with SHA-256 and MGF1-SHA-256. Where libcrypto is present a salt may have any
/// length; elsewhere only that of the hash, 32 bytes, because .NET knows no other.
/// </summary>
internal sealed class RsaPssVerifier : IVerifier
{
    internal const string KeyType = "rsa";

    internal const string Scheme = "rsassa-pss-sha256";

    private readonly byte[] _spki;
    private readonly int _signatureLength;
    private readonly OpenSslRsaPss? _openSsl;

    private RsaPssVerifier(byte[] spki, int signatureLength, OpenSslRsaPss? openSsl)
    {
        _spki = spki;
        _signatureLength = signatureLength;
        _openSsl = openSsl;
        Fingerprint = PublicKeyText.Fingerprint(spki);
    }

    public string Fingerprint { get; }

    public bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature) =>
        signature.Length == _signatureLength
        && (_openSsl?.Verify(payload, signature) ?? VerifyWithDotNet(payload, signature));

    internal static RsaPssVerifier? TryCreate(string text) => TryCreate(text, LibCrypto.IsAvailable);

    internal static RsaPssVerifier? TryCreate(string text, bool useLibCrypto)
    {
        try
        {
            using RSA rsa = RSA.Create();
            if (!Import(rsa, text))
                return null;
            RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
            if (!RsaKeyRules.AreMetBy(parameters))
                return null;
            byte[] spki = rsa.ExportSubjectPublicKeyInfo();
            return new RsaPssVerifier(spki, (rsa.KeySize + 7) / 8, useLibCrypto ? OpenSslRsaPss.TryCreate(spki) : null);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool Import(RSA rsa, string text)
    {
        int read = 0;
        byte[]? der = PublicKeyText.ReadPem(text, PublicKeyText.SpkiLabel);
        if (der is not null)
            rsa.ImportSubjectPublicKeyInfo(der, out read);
        else if ((der = PublicKeyText.ReadPem(text, "RSA PUBLIC KEY")) is not null)
            rsa.ImportRSAPublicKey(der, out read);
        return der is not null && read == der.Length;
    }

    private bool VerifyWithDotNet(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        try
        {
            using RSA rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(_spki, out _);
            return rsa.VerifyData(payload, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
