using System.Security.Cryptography;

namespace Playground.Tuf.Keys;

/// <summary>Checks ECDSA signatures in the DER form of RFC 3279, section 2.2.3.</summary>
internal sealed class EcdsaVerifier : IVerifier
{
    private readonly EcdsaScheme _scheme;
    private readonly byte[] _spki;
    private readonly Func<byte[], ECDsa> _import;

    // .NET promises nothing about one instance on two threads, and importing a key costs twice as much as a verification: so one
    // instance is kept for whoever comes first, and whoever comes meanwhile makes another.
    private ECDsa? _spare;

    private EcdsaVerifier(EcdsaScheme scheme, byte[] spki, Func<byte[], ECDsa> import)
    {
        _scheme = scheme;
        _spki = spki;
        _import = import;
        _spare = import(spki);
        Fingerprint = PublicKeyText.Fingerprint(spki);
    }

    public string Fingerprint { get; }

    public bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        ECDsa key = Interlocked.Exchange(ref _spare, null) ?? _import(_spki);
        try
        {
            return key.VerifyData(payload, signature, _scheme.Hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            if (Interlocked.CompareExchange(ref _spare, key, null) is not null)
                key.Dispose();
        }
    }

    internal static EcdsaVerifier? TryCreate(EcdsaScheme scheme, string text) => TryCreate(scheme, text, Import);

    internal static EcdsaVerifier? TryCreate(EcdsaScheme scheme, string text, Func<byte[], ECDsa> import)
    {
        byte[]? spki = PublicKeyText.ReadSpki(text, scheme.SpkiPrefix, scheme.PointLength);
        if (spki is null || !scheme.Describes(spki))
            return null;
        try
        {
            return new EcdsaVerifier(scheme, spki, import);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static ECDsa Import(byte[] spki)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
