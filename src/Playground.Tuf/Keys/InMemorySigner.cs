using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Tuf.Keys;

/// <summary>
/// A private key held in this process, wiped when disposed. Safe to use from several threads. The kinds are
/// <see cref="Ed25519Signer"/>, <see cref="EcdsaSigner"/> and <see cref="RsaSigner"/>; <see cref="Signers"/> reads any of them.
/// </summary>
public abstract class InMemorySigner : ISigner, IDisposable
{
    private readonly Lock _lock = new();
    private bool _disposed;

    private protected InMemorySigner(Key own, Key? publicKey, KeyId? keyId)
    {
        if (publicKey is not null && !IsSameKey(own, publicKey))
            throw new ArgumentException("The public key is not the private key's own.", nameof(publicKey));
        PublicKey = publicKey ?? own;
        KeyId = keyId ?? PublicKey.ComputeId();
    }

    /// <inheritdoc/>
    public KeyId KeyId { get; }

    /// <inheritdoc/>
    public Key PublicKey { get; }

    /// <summary>Signs a message.</summary>
    /// <exception cref="ObjectDisposedException">The private key was wiped.</exception>
    /// <exception cref="TufException">The key cannot be used: <see cref="ProblemCodes.UnusableKey"/>.</exception>
    public byte[] Sign(ReadOnlySpan<byte> payload)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                return SignWithKey(payload);
            }
            catch (CryptographicException e)
            {
                throw new TufException(ProblemCodes.UnusableKey, "The private key could not sign.", innerException: e);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The private key was wiped.</exception>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Sign(payload.Span));
    }

    /// <summary>The private key in PKCS#8 (RFC 5958), unencrypted: the caller wipes it.</summary>
    /// <exception cref="ObjectDisposedException">The private key was wiped.</exception>
    public byte[] ExportPkcs8()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return ExportKey();
        }
    }

    /// <summary>The private key in PKCS#8 as PEM, encrypted (RFC 8018, PBES2; AES-256-CBC, PBKDF2 with SHA-256).</summary>
    /// <exception cref="ArgumentException">The passphrase is empty.</exception>
    /// <exception cref="ObjectDisposedException">The private key was wiped.</exception>
    public string ExportEncryptedPkcs8Pem(ReadOnlySpan<char> passphrase)
    {
        byte[] key = ExportPkcs8();
        try
        {
            return PemEncoding.WriteString(PrivateKeyPem.EncryptedLabel, Pbes2.Encrypt(key, passphrase)) + "\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The private key in PKCS#8 as PEM, unencrypted. A string cannot be wiped: prefer the encrypted form.</summary>
    /// <exception cref="ObjectDisposedException">The private key was wiped.</exception>
    public string ExportPkcs8Pem()
    {
        byte[] key = ExportPkcs8();
        try
        {
            return PemEncoding.WriteString(PrivateKeyPem.Pkcs8Label, key) + "\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Wipes the private key.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_disposed)
                WipeKey();
            _disposed = true;
        }

        GC.SuppressFinalize(this);
    }

    private protected abstract byte[] SignWithKey(ReadOnlySpan<byte> payload);

    private protected abstract byte[] ExportKey();

    private protected abstract void WipeKey();

    private static bool IsSameKey(Key own, Key other) =>
        Verifiers.Create(own.KeyType, own.Scheme, own.Public) is { } left
        && Verifiers.Create(other.KeyType, other.Scheme, other.Public) is { } right
        && left.Fingerprint == right.Fingerprint;
}
