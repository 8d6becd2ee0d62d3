using System.Security.Cryptography;
using Playground.Tuf.Keys.Native;
using Playground.Tuf.Model;

namespace Playground.Tuf.Keys;

/// <summary>An Ed25519 private key in memory (RFC 8032, section 5.1.5): a seed of 32 bytes.</summary>
public sealed class Ed25519Signer : InMemorySigner
{
    /// <summary>Length of a seed, in bytes.</summary>
    public const int SeedLength = 32;

    private readonly byte[] _seed;
    private readonly byte[] _publicKey;

    private Ed25519Signer(byte[] seed, byte[] raw, Key? publicKey, KeyId? keyId)
        : base(new Key(Ed25519Verifier.Name, Ed25519Verifier.Name, Convert.ToHexStringLower(raw)), publicKey, keyId)
    {
        _seed = seed;
        _publicKey = raw;
    }

    /// <summary>Makes a new key.</summary>
    /// <exception cref="TufException">No library for Ed25519: <see cref="ProblemCodes.NoEd25519"/>.</exception>
    public static Ed25519Signer Generate()
    {
        Span<byte> seed = stackalloc byte[SeedLength];
        RandomNumberGenerator.Fill(seed);
        try
        {
            return FromSeed(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Takes a seed, which it copies.</summary>
    /// <param name="seed">32 bytes.</param>
    /// <param name="publicKey">The key as metadata has it, when that carries further fields.</param>
    /// <param name="keyId">The keyid under which metadata knows the key, when that is not the key's own.</param>
    /// <exception cref="ArgumentException">The seed has another length, or the public key is not its own.</exception>
    /// <exception cref="TufException">No library for Ed25519: <see cref="ProblemCodes.NoEd25519"/>.</exception>
    public static Ed25519Signer FromSeed(ReadOnlySpan<byte> seed, Key? publicKey = null, KeyId? keyId = null)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        byte[] raw = new byte[Ed25519Encoding.PointLength];
        Ed25519Backend.Required.DerivePublicKey(seed, raw);

        // Pinned, so that the collector leaves no copies behind.
        byte[] copy = GC.AllocateUninitializedArray<byte>(SeedLength, pinned: true);
        seed.CopyTo(copy);
        try
        {
            return new Ed25519Signer(copy, raw, publicKey, keyId);
        }
        catch
        {
            CryptographicOperations.ZeroMemory(copy);
            throw;
        }
    }

    private protected override byte[] SignWithKey(ReadOnlySpan<byte> payload)
    {
        byte[] signature = new byte[Ed25519Encoding.SignatureLength];
        Ed25519Backend.Required.Sign(_seed, _publicKey, payload, signature);
        return signature;
    }

    private protected override byte[] ExportKey() => PrivateKeyInfo.WriteEd25519(_seed);

    private protected override void WipeKey() => CryptographicOperations.ZeroMemory(_seed);
}
