using Playground.Tuf;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Signing;

/// <summary>
/// A private key that was found and can sign. Every signature is verified with the public key before it is handed out, so that a broken
/// or lying device is noticed by its owner rather than by everybody else. Releases the key when disposed.
/// </summary>
public sealed class OpenSigner : ISigner, IDisposable
{
    private readonly ISigner _signer;

    internal OpenSigner(SignerUri uri, ISigner signer)
        : this(uri, signer, signer.PublicKey, signer.KeyId)
    {
    }

    private OpenSigner(SignerUri uri, ISigner signer, Key publicKey, KeyId keyId)
    {
        Uri = uri;
        PublicKey = publicKey;
        KeyId = keyId;
        _signer = signer;
    }

    /// <summary>What it was opened by.</summary>
    public SignerUri Uri { get; }

    /// <inheritdoc/>
    public KeyId KeyId { get; }

    /// <inheritdoc/>
    public Key PublicKey { get; }

    /// <summary>
    /// The same private key under the key and keyid that metadata has for it. It shares this one's private key: disposing either ends both.
    /// </summary>
    /// <exception cref="TufException">Metadata has another key: <see cref="SigningProblemCodes.OtherKey"/>.</exception>
    public OpenSigner For(Key publicKey, KeyId keyId)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        return publicKey.Fingerprint is { } fingerprint && fingerprint == PublicKey.Fingerprint
            ? new OpenSigner(Uri, _signer, publicKey, keyId)
            : throw new TufException(
                SigningProblemCodes.OtherKey,
                $"{Uri} holds another key than the one with keyid {Printable.Of(keyId.Value)}; nothing was signed. Name the right key, or see which are here with: playground key list");
    }

    /// <summary>Signs, and verifies what came back.</summary>
    /// <exception cref="TufException">
    /// The signature is not this key's (<see cref="SigningProblemCodes.BadSignature"/>), or the key could not sign (another of
    /// <see cref="SigningProblemCodes"/>, or <see cref="ProblemCodes.UnusableKey"/>).
    /// </exception>
    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        byte[] signature = await _signer.SignAsync(payload, cancellationToken).ConfigureAwait(false);
        return PublicKey.Verify(payload.Span, signature)
            ? signature
            : throw new TufException(
                SigningProblemCodes.BadSignature,
                $"What {Uri} gave as a signature does not verify with its own public key; it was thrown away and nothing was signed. "
                + "Do not trust what holds the key until you know why; sign with another key meanwhile");
    }

    /// <inheritdoc/>
    public void Dispose() => (_signer as IDisposable)?.Dispose();
}
