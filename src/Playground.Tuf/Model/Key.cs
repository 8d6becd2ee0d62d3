using System.Security.Cryptography;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;

namespace Playground.Tuf.Model;

/// <summary>
/// A public key as metadata holds it (specification 4.2, KEY). Unknown key types and schemes are carried along; they verify nothing.
/// </summary>
/// <param name="KeyType">Such as <c>ed25519</c>, <c>ecdsa</c>, <c>rsa</c>.</param>
/// <param name="Scheme">Such as <c>ed25519</c>, <c>ecdsa-sha2-nistp256</c>, <c>rsassa-pss-sha256</c>.</param>
/// <param name="Public">The text of <c>keyval.public</c>: hexadecimal or PEM; empty for kinds that have none.</param>
public sealed record Key(string KeyType, string Scheme, string Public)
{
    private readonly Lazy<IVerifier?> _verifier = new(() => Verifiers.Create(KeyType, Scheme, Public));

    /// <summary>Fields beside the known ones, such as the key's owner.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Fields of <c>keyval</c> beside <c>public</c>.</summary>
    public JsonFields UnknownKeyValFields { get; init; } = JsonFields.Empty;

    /// <summary>Whether signatures of this key can be checked here.</summary>
    public bool IsSupported => _verifier.Value is not null;

    /// <summary>Whether <paramref name="signature"/> is this key's over <paramref name="payload"/>. Never throws for hostile data.</summary>
    public bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature) =>
        _verifier.Value is { } verifier && verifier.Verify(payload, signature);

    /// <summary>The keyid the specification prescribes: SHA-256, in hexadecimal, of the key object's canonical JSON (4.2).</summary>
    public KeyId ComputeId() => KeyId.Parse(Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(KeyJson.Write(this)))));

    /// <summary>Same kind, same key, same further fields.</summary>
    public bool Equals(Key? other) =>
        other is not null && KeyType == other.KeyType && Scheme == other.Scheme && Public == other.Public
        && UnknownFields.Equals(other.UnknownFields) && UnknownKeyValFields.Equals(other.UnknownKeyValFields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(KeyType, Scheme, Public);
}
