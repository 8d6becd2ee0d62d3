using System.Runtime.InteropServices;

namespace Playground.Tuf.Keys.Native;

/// <summary>Owns an <c>EVP_MD_CTX</c>: one signature made or checked, on one thread.</summary>
internal sealed class DigestContextHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeDigestContext(handle);
        return true;
    }
}
