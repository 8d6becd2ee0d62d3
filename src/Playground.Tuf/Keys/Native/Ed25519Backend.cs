namespace Playground.Tuf.Keys.Native;

/// <summary>
/// The one seam to whoever does the arithmetic of Ed25519 (RFC 8032, section 5.1). What every backend must answer alike is
/// decided before it is asked, in <see cref="Ed25519Encoding"/>.
/// </summary>
internal abstract class Ed25519Backend
{
    // Loading waits for the first key. Which for what was measured: see docs/adr/0002-ed25519-through-native-libraries.md.
    private static readonly Lazy<Ed25519Backend?> BestAvailable = new(() =>
        Sodium is { } sodium && OpenSsl is { } openSsl ? new FastestEd25519(sodium, openSsl) : Sodium ?? OpenSsl);

    /// <summary>OpenSSL's libcrypto, or null where it is absent.</summary>
    internal static Ed25519Backend? OpenSsl => LibCrypto.IsAvailable ? OpenSslEd25519.Instance : null;

    /// <summary>libsodium, or null where it is absent.</summary>
    internal static Ed25519Backend? Sodium => Native.Sodium.IsAvailable ? SodiumEd25519.Instance : null;

    /// <summary>The fastest backend present, or null.</summary>
    internal static Ed25519Backend? Best => BestAvailable.Value;

    /// <summary>The fastest backend present.</summary>
    /// <exception cref="TufException">There is none: <see cref="ProblemCodes.NoEd25519"/>.</exception>
    internal static Ed25519Backend Required => Best ?? throw new TufException(
        ProblemCodes.NoEd25519, "Neither OpenSSL's libcrypto (1.1.1 or later) nor libsodium was found; Ed25519 needs one of them.");

    /// <summary>Writes the public key (32 bytes) of a seed (32 bytes).</summary>
    internal abstract void DerivePublicKey(ReadOnlySpan<byte> seed, Span<byte> publicKey);

    /// <summary>Writes the signature (64 bytes) over a message. The public key must be the seed's own.</summary>
    internal abstract void Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature);

    /// <summary>Whether a signature (64 bytes) is over a message; the encodings were checked before.</summary>
    internal abstract bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
