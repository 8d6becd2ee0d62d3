using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>
/// One entry of <c>signatures</c> (specification 4.2). An empty <see cref="Value"/> marks a signature that is still to be given.
/// </summary>
/// <param name="KeyId">The key that made it.</param>
/// <param name="Value">The signature's bytes; not to be changed.</param>
[SuppressMessage("Performance", "CA1819", Justification = "Bytes of a signature; documented as not to be changed.")]
public sealed record Signature(KeyId KeyId, byte[] Value)
{
    /// <summary>Fields this library does not know, kept as they came.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Whether a signature was given at all.</summary>
    public bool IsGiven => Value.Length > 0;

    /// <summary>A placeholder for a signature that is still to be given.</summary>
    public static Signature Pending(KeyId keyId) => new(keyId, []);

    internal static Signature Read(ref JsonCursor cursor)
    {
        int start = cursor.BeginObject();
        KeyId? keyId = null;
        byte[]? value = null;
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("keyid"u8))
            {
                keyId = RoleFields.ReadKeyId(ref cursor);
            }
            else if (cursor.NameIs("sig"u8))
            {
                value = ReadHex(ref cursor);
            }
            else
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        return new Signature(keyId ?? throw cursor.Missing(start, "keyid"), value ?? throw cursor.Missing(start, "sig")) { UnknownFields = unknown.ToFields() };
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("keyid"u8, KeyId.Value);
        writer.WriteString("sig"u8, Convert.ToHexStringLower(Value));
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static byte[] ReadHex(ref JsonCursor cursor)
    {
        try
        {
            return Convert.FromHexString(cursor.ReadString());
        }
        catch (FormatException)
        {
            throw cursor.Error(ProblemCodes.BadSignature, "A signature is not hexadecimal.");
        }
    }
}
