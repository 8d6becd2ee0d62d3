using Playground.Tuf.Keys.Native;

namespace Playground.Tuf.Keys;

/// <summary>Checks Ed25519 signatures (RFC 8032, section 5.1.7). Holds no state, so threads may share it.</summary>
internal sealed class Ed25519Verifier : IVerifier
{
    /// <summary>Both the key type and the scheme.</summary>
    internal const string Name = "ed25519";

    private readonly Ed25519Backend _backend;
    private readonly byte[] _publicKey;

    private Ed25519Verifier(Ed25519Backend backend, byte[] spki)
    {
        _backend = backend;
        _publicKey = spki[SpkiPrefix.Length..];
        Fingerprint = PublicKeyText.Fingerprint(spki);
    }

    public string Fingerprint { get; }

    // SubjectPublicKeyInfo { id-Ed25519 }, BIT STRING of 32 bytes (RFC 8410, section 4).
    private static ReadOnlySpan<byte> SpkiPrefix => [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

    public bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature) =>
        Ed25519Encoding.IsAcceptableSignature(signature) && _backend.Verify(_publicKey, payload, signature);

    internal static Ed25519Verifier? TryCreate(string text) => TryCreate(text, Ed25519Backend.Best);

    internal static Ed25519Verifier? TryCreate(string text, Ed25519Backend? backend) =>
        PublicKeyText.ReadSpki(text, SpkiPrefix, Ed25519Encoding.PointLength) is { } spki
        && Ed25519Encoding.IsAcceptablePublicKey(spki.AsSpan(SpkiPrefix.Length))
        && backend is not null
            ? new Ed25519Verifier(backend, spki)
            : null;
}
