using System.Runtime.InteropServices;

namespace Playground.Tuf.Keys.Native;

/// <summary>RSASSA-PSS of OpenSSL's libcrypto, for the salt lengths that .NET cannot check. Threads may share it.</summary>
internal sealed class OpenSslRsaPss
{
    private readonly PKeyHandle _key;

    private OpenSslRsaPss(PKeyHandle key) => _key = key;

    /// <summary>Takes an RSA SubjectPublicKeyInfo, or answers null.</summary>
    internal static unsafe OpenSslRsaPss? TryCreate(ReadOnlySpan<byte> spki)
    {
        fixed (byte* start = spki)
        {
            byte* position = start;
            PKeyHandle key = LibCrypto.ReadPublicKeyInfo(0, &position, new CLong(spki.Length));
            if (!key.IsInvalid)
                return new OpenSslRsaPss(key);
            key.Dispose();
            LibCrypto.ClearErrors();
            return null;
        }
    }

    internal bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        using DigestContextHandle context = LibCrypto.NewDigestContext();
        bool verified = !context.IsInvalid
            && LibCrypto.DigestVerifyInit(context, out nint options, LibCrypto.Sha256(), 0, _key) == 1
            && LibCrypto.SetKeyOption(options, "rsa_padding_mode", "pss") == 1
            && LibCrypto.SetKeyOption(options, "rsa_pss_saltlen", "auto") == 1
            && LibCrypto.DigestVerify(context, signature, (nuint)signature.Length, payload, (nuint)payload.Length) == 1;
        if (!verified)
            LibCrypto.ClearErrors();
        return verified;
    }
}
