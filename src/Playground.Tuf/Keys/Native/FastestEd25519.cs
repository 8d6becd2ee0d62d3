namespace Playground.Tuf.Keys.Native;

/// <summary>
/// Both libraries, each where it is the faster one: libsodium has the quicker curve, libcrypto the quicker SHA-512, which is all that counts for
/// long messages. Measured in docs/adr/0002-ed25519-through-native-libraries.md.
/// </summary>
internal sealed class FastestEd25519(Ed25519Backend forShort, Ed25519Backend forLong) : Ed25519Backend
{
    /// <summary>From so many bytes on a message is long.</summary>
    private const int LongMessage = 100_000;

    internal override void DerivePublicKey(ReadOnlySpan<byte> seed, Span<byte> publicKey) => forShort.DerivePublicKey(seed, publicKey);

    internal override void Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature) =>
        For(message).Sign(seed, publicKey, message, signature);

    internal override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        For(message).Verify(publicKey, message, signature);

    private Ed25519Backend For(ReadOnlySpan<byte> message) => message.Length < LongMessage ? forShort : forLong;
}
