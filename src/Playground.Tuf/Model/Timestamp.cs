using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>The signed part of timestamp (specification 4.6): which snapshot is the newest.</summary>
public sealed record Timestamp : Signed, ISigned<Timestamp>
{
    /// <inheritdoc/>
    public static string TypeName => "timestamp";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The newest snapshot.</summary>
    public required MetaFile Snapshot { get; init; }

    /// <inheritdoc/>
    public bool Equals(Timestamp? other) => SamePayload(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Version.GetHashCode();

    static Timestamp ISigned<Timestamp>.Read(ref JsonCursor cursor)
    {
        var signed = new SignedFields(ref cursor, TypeName);
        MetaFile? snapshot = null;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("meta"u8))
            {
                snapshot = ReadMeta(ref cursor);
            }
            else
            {
                signed.Read(ref cursor);
            }
        }

        signed.CheckComplete(ref cursor);
        return new Timestamp
        {
            Version = signed.Version,
            Expires = signed.Expires,
            SpecVersion = signed.SpecVersion,
            UnknownFields = signed.Unknown,
            Snapshot = snapshot ?? throw signed.Missing(ref cursor, "meta"),
        };
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("meta"u8);
        writer.WritePropertyName("snapshot.json"u8);
        Snapshot.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static MetaFile ReadMeta(ref JsonCursor cursor)
    {
        MetaFile? snapshot = null;
        int start = cursor.BeginObject();
        while (cursor.NextMember())
        {
            if (!cursor.NameIs("snapshot.json"u8))
            {
                throw cursor.Error(ProblemCodes.BadMetaFileName, "A timestamp lists nothing but 'snapshot.json'.");
            }

            snapshot = MetaFile.Read(ref cursor, make: true);
        }

        return snapshot ?? throw cursor.Missing(start, "snapshot.json");
    }
}
