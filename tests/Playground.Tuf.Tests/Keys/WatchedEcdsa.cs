using System.Security.Cryptography;

namespace Playground.Tuf.Tests.Keys;

/// <summary>An ECDSA instance that verifies nothing, but fails when it is used twice at a time or after its end.</summary>
internal sealed class WatchedEcdsa(Func<bool> whileVerifying) : ECDsa
{
    private bool _busy;

    internal int Uses { get; private set; }

    internal bool Disposed { get; private set; }

    public override byte[] SignHash(byte[] hash) => throw new NotSupportedException();

    public override bool VerifyHash(byte[] hash, byte[] signature) => throw new NotSupportedException();

    protected override bool VerifyDataCore(
        ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm, DSASignatureFormat signatureFormat)
    {
        ObjectDisposedException.ThrowIf(Disposed, this);
        if (_busy)
            throw new InvalidOperationException("The instance is in use.");
        _busy = true;
        Uses++;
        bool answer = whileVerifying();
        _busy = false;
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
