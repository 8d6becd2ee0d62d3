using System.Security.Cryptography;
using System.Text.Json;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;

namespace Playground.Tuf.Model;

/// <summary>
/// A public key as metadata holds it (specification 4.2, KEY). Unknown key types and schemes are carried along; they verify nothing.
/// </summary>
/// <remarks>A key is made whole: type, scheme and value are not to be replaced in a copy, or it would verify as the key it came from.</remarks>
/// <param name="KeyType">Such as <c>ed25519</c>, <c>ecdsa</c>, <c>rsa</c>.</param>
/// <param name="Scheme">Such as <c>ed25519</c>, <c>ecdsa-sha2-nistp256</c>, <c>rsassa-pss-sha256</c>.</param>
/// <param name="Public">The text of <c>keyval.public</c>: hexadecimal or PEM; empty for kinds that have none.</param>
public sealed record Key(string KeyType, string Scheme, string Public)
{
    private readonly Lazy<IVerifier?> _verifier = new(() => Verifiers.Create(KeyType, Scheme, Public));

    /// <summary>Such as <c>ed25519</c>, <c>ecdsa</c>, <c>rsa</c>.</summary>
    public string KeyType { get; } = KeyType;

    /// <summary>Such as <c>ed25519</c>, <c>ecdsa-sha2-nistp256</c>, <c>rsassa-pss-sha256</c>.</summary>
    public string Scheme { get; } = Scheme;

    /// <summary>The text of <c>keyval.public</c>: hexadecimal or PEM; empty for kinds that have none.</summary>
    public string Public { get; } = Public;

    /// <summary>Fields beside the known ones, such as the key's owner.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Fields of <c>keyval</c> beside <c>public</c>.</summary>
    public JsonFields UnknownKeyValFields { get; init; } = JsonFields.Empty;

    /// <summary>Whether an empty <c>keyval.public</c> is there all the same: it is part of what was signed.</summary>
    internal bool HasEmptyPublic { get; init; }

    /// <summary>Whether signatures of this key can be checked here.</summary>
    public bool IsSupported => _verifier.Value is not null;

    /// <summary>Identifies the key itself, whatever its keyid or spelling; null where it is not supported.</summary>
    public string? Fingerprint => _verifier.Value?.Fingerprint;

    /// <summary>Whether <paramref name="signature"/> is this key's over <paramref name="payload"/>. Never throws for hostile data.</summary>
    public bool Verify(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature) =>
        _verifier.Value is { } verifier && verifier.Verify(payload, signature);

    /// <summary>The keyid the specification prescribes: SHA-256, in hexadecimal, of the key object's canonical JSON (4.2).</summary>
    public KeyId ComputeId() => KeyId.Parse(Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(JsonOutput.Write(WriteTo)))));

    /// <summary>Same kind, same key, same further fields.</summary>
    public bool Equals(Key? other) =>
        other is not null && KeyType == other.KeyType && Scheme == other.Scheme && Public == other.Public
        && HasEmptyPublic == other.HasEmptyPublic
        && UnknownFields.Equals(other.UnknownFields) && UnknownKeyValFields.Equals(other.UnknownKeyValFields);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(KeyType, Scheme, Public);

    internal static Key Read(ref JsonCursor cursor)
    {
        int start = cursor.BeginObject();
        string? keyType = null;
        string? scheme = null;
        (string? Public, JsonFields Unknown)? value = null;
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("keytype"u8))
            {
                keyType = cursor.ReadString();
            }
            else if (cursor.NameIs("scheme"u8))
            {
                scheme = cursor.ReadString();
            }
            else if (cursor.NameIs("keyval"u8))
            {
                value = ReadKeyVal(ref cursor);
            }
            else
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        (string? text, JsonFields unknownKeyVal) = value ?? throw cursor.Missing(start, "keyval");
        return new Key(keyType ?? throw cursor.Missing(start, "keytype"), scheme ?? throw cursor.Missing(start, "scheme"), text ?? "")
        {
            HasEmptyPublic = text is "",
            UnknownFields = unknown.ToFields(),
            UnknownKeyValFields = unknownKeyVal,
        };
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("keytype"u8, KeyType);
        writer.WriteStartObject("keyval"u8);
        if (Public.Length > 0 || HasEmptyPublic)
        {
            writer.WriteString("public"u8, Public);
        }

        UnknownKeyValFields.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteString("scheme"u8, Scheme);
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static (string? Public, JsonFields Unknown) ReadKeyVal(ref JsonCursor cursor)
    {
        string? text = null;
        JsonFieldsBuilder unknown = default;
        cursor.BeginObject();
        while (cursor.NextMember())
        {
            if (cursor.NameIs("public"u8))
            {
                text = cursor.ReadString();
            }
            else
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        return (text, unknown.ToFields());
    }
}
