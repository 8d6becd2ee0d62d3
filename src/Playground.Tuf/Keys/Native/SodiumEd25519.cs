using System.Security.Cryptography;

namespace Playground.Tuf.Keys.Native;

/// <summary>Ed25519 of libsodium.</summary>
internal sealed class SodiumEd25519 : Ed25519Backend
{
    internal static readonly SodiumEd25519 Instance = new();

    internal override void DerivePublicKey(ReadOnlySpan<byte> seed, Span<byte> publicKey)
    {
        Span<byte> secret = stackalloc byte[64];
        try
        {
            Check(Native.Sodium.SeedKeyPair(publicKey, secret, seed));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    internal override unsafe void Sign(
        ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        // libsodium's secret key is the seed with the public key behind it.
        Span<byte> secret = stackalloc byte[64];
        try
        {
            seed.CopyTo(secret);
            publicKey.CopyTo(secret[32..]);
            Check(Native.Sodium.SignDetached(signature, null, message, (ulong)message.Length, secret));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    internal override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Native.Sodium.VerifyDetached(signature, message, (ulong)message.Length, publicKey) == 0;

    private static void Check(int answer)
    {
        if (answer != 0)
            throw new CryptographicException("libsodium refused an Ed25519 operation.");
    }
}
