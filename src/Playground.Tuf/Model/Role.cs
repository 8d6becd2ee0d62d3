using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>Whose signatures a role needs (specification 4.3, ROLE): the keys that may sign, and how many of them must.</summary>
public record Role
{
    private readonly IReadOnlyList<KeyId> _keyIds = [];
    private readonly long _threshold = 1;

    /// <summary>The keys whose signatures count; none twice.</summary>
    /// <exception cref="ArgumentException">A keyid stands twice.</exception>
    public required IReadOnlyList<KeyId> KeyIds
    {
        get => _keyIds;
        init => _keyIds = value.Distinct().Count() == value.Count ? [.. value] : throw new ArgumentException("A keyid stands twice.", nameof(value));
    }

    /// <summary>How many distinct keys must sign, from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to zero or less.</exception>
    public required long Threshold
    {
        get => _threshold;
        init => _threshold = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A threshold is at least 1.");
    }

    /// <summary>Fields this library does not know.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Whether the role names a key.</summary>
    internal bool Names(KeyId keyId)
    {
        for (int i = 0; i < _keyIds.Count; i++)
        {
            if (_keyIds[i] == keyId)
            {
                return true;
            }
        }

        return false;
    }

    internal static Role Read(ref JsonCursor cursor)
    {
        var fields = new RoleFields(ref cursor);
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (!fields.TryRead(ref cursor))
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        fields.CheckComplete(ref cursor);
        return new Role { KeyIds = fields.KeyIds!, Threshold = fields.Threshold!.Value, UnknownFields = unknown.ToFields() };
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer);
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }

    private protected virtual void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("keyids"u8);
        foreach (KeyId id in KeyIds)
        {
            writer.WriteStringValue(id.Value);
        }

        writer.WriteEndArray();
        writer.WriteNumber("threshold"u8, Threshold);
    }
}
