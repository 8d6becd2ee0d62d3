using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>The signed part of snapshot (specification 4.4): the version of every targets role.</summary>
public sealed record Snapshot : Signed, ISigned<Snapshot>
{
    /// <inheritdoc/>
    public static string TypeName => "snapshot";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The metadata files of all targets roles.</summary>
    public required MetaFiles Meta { get; init; }

    /// <inheritdoc/>
    public bool Equals(Snapshot? other) => SamePayload(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Version.GetHashCode();

    static Snapshot ISigned<Snapshot>.Read(ref JsonCursor cursor)
    {
        var signed = new SignedFields(ref cursor, TypeName);
        MetaFiles? meta = null;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("meta"u8))
            {
                meta = MetaFiles.Read(ref cursor);
            }
            else
            {
                signed.Read(ref cursor);
            }
        }

        signed.CheckComplete(ref cursor);
        return new Snapshot
        {
            Version = signed.Version,
            Expires = signed.Expires,
            SpecVersion = signed.SpecVersion,
            UnknownFields = signed.Unknown,
            Meta = meta ?? throw signed.Missing(ref cursor, "meta"),
        };
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WritePropertyName("meta"u8);
        Meta.WriteTo(writer);
    }
}
