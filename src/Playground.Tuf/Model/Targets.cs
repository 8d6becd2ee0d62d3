using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>The signed part of a targets role (specification 4.5): artifacts, and to whom others are delegated.</summary>
public sealed record Targets : Signed, ISigned<Targets>
{
    /// <inheritdoc/>
    public static string TypeName => "targets";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>The artifacts by path. (The field <c>targets</c>.)</summary>
    public TargetFiles Files { get; init; } = TargetFiles.Empty;

    /// <summary>The roles this one delegates to, or null.</summary>
    public Delegations? Delegations { get; init; }

    /// <inheritdoc/>
    public bool Equals(Targets? other) => SamePayload(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Version.GetHashCode();

    static Targets ISigned<Targets>.Read(ref JsonCursor cursor)
    {
        var signed = new SignedFields(ref cursor, TypeName);
        TargetFiles? files = null;
        Delegations? delegations = null;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("targets"u8))
            {
                files = TargetFiles.Read(ref cursor);
            }
            else if (cursor.NameIs("delegations"u8))
            {
                delegations = Delegations.Read(ref cursor);
            }
            else
            {
                signed.Read(ref cursor);
            }
        }

        signed.CheckComplete(ref cursor);
        return new Targets
        {
            Version = signed.Version,
            Expires = signed.Expires,
            SpecVersion = signed.SpecVersion,
            UnknownFields = signed.Unknown,
            Files = files ?? throw signed.Missing(ref cursor, "targets"),
            Delegations = delegations,
        };
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        if (Delegations is not null)
        {
            writer.WritePropertyName("delegations"u8);
            Delegations.WriteTo(writer);
        }

        writer.WritePropertyName("targets"u8);
        Files.WriteTo(writer);
    }
}
