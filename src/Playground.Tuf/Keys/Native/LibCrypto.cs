using System.Runtime.InteropServices;

namespace Playground.Tuf.Keys.Native;

/// <summary>The functions of OpenSSL's libcrypto (1.1.1 or later) in use. Ask <see cref="IsAvailable"/> before any other.</summary>
internal static partial class LibCrypto
{
    /// <summary><c>EVP_PKEY_ED25519</c>.</summary>
    internal const int Ed25519 = 1087;

    internal static bool IsAvailable => NativeLibraries.HasLibCrypto;

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    internal static partial PKeyHandle NewRawPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    internal static partial PKeyHandle NewRawPrivateKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    internal static partial int GetRawPublicKey(PKeyHandle key, Span<byte> publicKey, ref nuint length);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "d2i_PUBKEY")]
    internal static unsafe partial PKeyHandle ReadPublicKeyInfo(nint reuse, byte** der, CLong length);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_PKEY_free")]
    internal static partial void FreePKey(nint key);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_MD_CTX_new")]
    internal static partial DigestContextHandle NewDigestContext();

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_MD_CTX_free")]
    internal static partial void FreeDigestContext(nint context);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_sha256")]
    internal static partial nint Sha256();

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_DigestSignInit")]
    internal static partial int DigestSignInit(DigestContextHandle context, nint keyContext, nint digest, nint engine, PKeyHandle key);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_DigestSign")]
    internal static partial int DigestSign(
        DigestContextHandle context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_DigestVerifyInit")]
    internal static partial int DigestVerifyInit(
        DigestContextHandle context, out nint keyContext, nint digest, nint engine, PKeyHandle key);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_DigestVerify")]
    internal static partial int DigestVerify(
        DigestContextHandle context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "EVP_PKEY_CTX_ctrl_str", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SetKeyOption(nint keyContext, string name, string value);

    /// <summary>Empties this thread's error queue, which .NET's own cryptography shares.</summary>
    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "ERR_clear_error")]
    internal static partial void ClearErrors();
}
