using System.Security.Cryptography;

namespace Playground.Tuf.Keys.Native;

/// <summary>Ed25519 of OpenSSL's libcrypto.</summary>
internal sealed class OpenSslEd25519 : Ed25519Backend
{
    internal static readonly OpenSslEd25519 Instance = new();

    internal override void DerivePublicKey(ReadOnlySpan<byte> seed, Span<byte> publicKey)
    {
        using PKeyHandle key = PrivateKey(seed);
        nuint length = 32;
        Check(LibCrypto.GetRawPublicKey(key, publicKey, ref length) == 1 && length == 32);
    }

    internal override void Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        using PKeyHandle key = PrivateKey(seed);
        using DigestContextHandle context = LibCrypto.NewDigestContext();
        nuint length = 64;
        Check(!context.IsInvalid
            && LibCrypto.DigestSignInit(context, 0, 0, 0, key) == 1
            && LibCrypto.DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1
            && length == 64);
    }

    internal override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using PKeyHandle key = LibCrypto.NewRawPublicKey(LibCrypto.Ed25519, 0, publicKey, 32);
        using DigestContextHandle context = LibCrypto.NewDigestContext();
        bool verified = !key.IsInvalid && !context.IsInvalid
            && LibCrypto.DigestVerifyInit(context, out _, 0, 0, key) == 1
            && LibCrypto.DigestVerify(context, signature, 64, message, (nuint)message.Length) == 1;
        if (!verified)
            LibCrypto.ClearErrors();
        return verified;
    }

    private static PKeyHandle PrivateKey(ReadOnlySpan<byte> seed)
    {
        PKeyHandle key = LibCrypto.NewRawPrivateKey(LibCrypto.Ed25519, 0, seed, 32);
        Check(!key.IsInvalid);
        return key;
    }

    private static void Check(bool succeeded)
    {
        if (succeeded)
            return;
        LibCrypto.ClearErrors();
        throw new CryptographicException("libcrypto refused an Ed25519 operation.");
    }
}
