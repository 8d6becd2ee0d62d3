using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>Reads the fields that every kind of role has: <c>keyids</c> and <c>threshold</c>.</summary>
internal struct RoleFields
{
    private readonly int _object;

    internal RoleFields(ref JsonCursor cursor) => _object = cursor.BeginObject();

    internal IReadOnlyList<KeyId>? KeyIds { get; private set; }

    internal long? Threshold { get; private set; }

    internal bool TryRead(ref JsonCursor cursor)
    {
        if (cursor.NameIs("keyids"u8))
        {
            KeyIds = ReadKeyIds(ref cursor);
            return true;
        }

        if (cursor.NameIs("threshold"u8))
        {
            Threshold = cursor.ReadInteger();
            return Threshold > 0 ? true : throw cursor.Error(ProblemCodes.BadThreshold, "A threshold is 1 or more.");
        }

        return false;
    }

    internal readonly void CheckComplete(ref JsonCursor cursor)
    {
        if (KeyIds is null || Threshold is null)
        {
            throw Missing(ref cursor, KeyIds is null ? "keyids" : "threshold");
        }
    }

    internal readonly TufException Missing(ref JsonCursor cursor, string field) => cursor.Missing(_object, field);

    internal readonly TufException Error(ref JsonCursor cursor, string code, string message) => cursor.ErrorAt(_object, code, message);

    private static List<KeyId> ReadKeyIds(ref JsonCursor cursor)
    {
        var ids = new List<KeyId>();
        var seen = new HashSet<KeyId>();
        cursor.BeginArray();
        while (cursor.NextElement())
        {
            KeyId id = ReadKeyId(ref cursor);
            if (!seen.Add(id))
            {
                throw cursor.Error(ProblemCodes.DuplicateKeyId, "A keyid stands twice in one role.");
            }

            ids.Add(id);
        }

        return ids;
    }

    internal static KeyId ReadKeyId(ref JsonCursor cursor) =>
        KeyId.TryParse(cursor.ReadString(), out KeyId id) ? id : throw cursor.Error(ProblemCodes.BadKeyId, "A keyid is empty.");
}
