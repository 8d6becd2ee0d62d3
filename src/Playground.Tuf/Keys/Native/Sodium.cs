using System.Runtime.InteropServices;

namespace Playground.Tuf.Keys.Native;

/// <summary>The functions of libsodium in use. Ask <see cref="IsAvailable"/> before any other.</summary>
internal static partial class Sodium
{
    // sodium_init answers 0 the first time, 1 when it had been called before, -1 on failure.
    private static readonly Lazy<bool> Initialized = new(() => NativeLibraries.HasSodium && Init() >= 0);

    internal static bool IsAvailable => Initialized.Value;

    [LibraryImport(NativeLibraries.Sodium, EntryPoint = "crypto_sign_ed25519_seed_keypair")]
    internal static partial int SeedKeyPair(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed);

    [LibraryImport(NativeLibraries.Sodium, EntryPoint = "crypto_sign_ed25519_detached")]
    internal static unsafe partial int SignDetached(
        Span<byte> signature, ulong* signatureLength, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> secretKey);

    [LibraryImport(NativeLibraries.Sodium, EntryPoint = "crypto_sign_ed25519_verify_detached")]
    internal static partial int VerifyDetached(
        ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> publicKey);

    [LibraryImport(NativeLibraries.Sodium, EntryPoint = "sodium_init")]
    private static partial int Init();
}
