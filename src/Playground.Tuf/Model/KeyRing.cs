using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>Reads and writes the <c>keys</c> of root and of delegations.</summary>
internal static class KeyRing
{
    internal static Dictionary<KeyId, Key> Read(ref JsonCursor cursor)
    {
        var keys = new Dictionary<KeyId, Key>();
        cursor.BeginObject();
        while (cursor.NextMember())
        {
            KeyId id = KeyId.TryParse(cursor.Name(), out KeyId parsed) ? parsed : throw cursor.Error(ProblemCodes.BadKeyId, "A keyid is empty.");
            keys.Add(id, Key.Read(ref cursor));
        }

        return keys;
    }

    internal static void WriteTo(Utf8JsonWriter writer, IReadOnlyDictionary<KeyId, Key> keys)
    {
        writer.WriteStartObject("keys"u8);
        foreach ((KeyId id, Key key) in keys)
        {
            writer.WritePropertyName(id.Value);
            key.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
