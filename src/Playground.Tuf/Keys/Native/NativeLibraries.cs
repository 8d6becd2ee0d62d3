using System.Reflection;
using System.Runtime.InteropServices;

namespace Playground.Tuf.Keys.Native;

/// <summary>
/// Finds the native libraries, under the names their packagers gave them, when one is first needed; absence is an answer.
/// </summary>
internal static class NativeLibraries
{
    /// <summary>The name by which imports ask for libsodium.</summary>
    internal const string Sodium = "libsodium";

    /// <summary>The name by which imports ask for OpenSSL's libcrypto.</summary>
    internal const string LibCrypto = "libcrypto";

    // Never the current directory or PATH: a library dropped there must not get to see keys.
    private const DllImportSearchPath SearchPath = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories;

    private static readonly Lazy<nint> SodiumHandle = new(() => Load(SodiumNames, "sodium_init", "crypto_sign_ed25519_verify_detached"));

    private static readonly Lazy<nint> LibCryptoHandle = new(() => Load(LibCryptoNames, "EVP_DigestVerify", "EVP_PKEY_new_raw_public_key"));

    static NativeLibraries() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    internal static bool HasSodium => SodiumHandle.Value != 0;

    internal static bool HasLibCrypto => LibCryptoHandle.Value != 0;

    private static string[] SodiumNames => ["libsodium.so.23", "libsodium.so.26", "libsodium"];

    // On macOS the unversioned libcrypto is the system's own, and loading it ends the process.
    private static string[] LibCryptoNames => OperatingSystem.IsWindows()
        ? [Environment.Is64BitProcess ? ArchitectureName : "libcrypto-3", "libcrypto"]
        : OperatingSystem.IsMacOS()
            ? ["libcrypto.3.dylib", "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib", "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib"]
            : ["libcrypto.so.3", "libcrypto"];

    private static string ArchitectureName =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "libcrypto-3-arm64" : "libcrypto-3-x64";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        Sodium => SodiumHandle.Value,
        LibCrypto => LibCryptoHandle.Value,
        _ => 0,
    };

    private static nint Load(string[] names, params ReadOnlySpan<string> needed)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, typeof(NativeLibraries).Assembly, SearchPath, out nint handle))
            {
                if (Exports(handle, needed))
                    return handle;
                NativeLibrary.Free(handle);
            }
        }

        return 0;
    }

    private static bool Exports(nint handle, ReadOnlySpan<string> needed)
    {
        foreach (string symbol in needed)
        {
            if (!NativeLibrary.TryGetExport(handle, symbol, out _))
                return false;
        }

        return true;
    }
}
