using System.Runtime.InteropServices;

namespace Playground.Tuf.Keys.Native;

/// <summary>Owns an <c>EVP_PKEY</c>. Reading it from several threads is safe; OpenSSL wipes private ones when freed.</summary>
internal sealed class PKeyHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.FreePKey(handle);
        return true;
    }
}
