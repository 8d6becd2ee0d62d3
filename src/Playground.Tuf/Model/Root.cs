using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>The signed part of root (specification 4.3): the keys and thresholds of the four top-level roles.</summary>
public sealed record Root : Signed, ISigned<Root>, IDelegator
{
    private static readonly RoleName[] TopLevel = [RoleName.Root, RoleName.Timestamp, RoleName.Snapshot, RoleName.Targets];

    /// <inheritdoc/>
    public static string TypeName => "root";

    /// <inheritdoc/>
    public override string Type => TypeName;

    /// <summary>Whether metadata and targets are published under names that never change their content (specification 6.2); null where the field is absent.</summary>
    public bool? ConsistentSnapshot { get; init; } = true;

    /// <inheritdoc/>
    public required IReadOnlyDictionary<KeyId, Key> Keys { get; init; }

    /// <summary>The four top-level roles. Others are carried along and mean nothing.</summary>
    public required IReadOnlyDictionary<RoleName, Role> Roles { get; init; }

    /// <inheritdoc/>
    public Role? FindRole(RoleName role) => role.IsTopLevel && Roles.TryGetValue(role, out Role? found) ? found : null;

    /// <inheritdoc/>
    public bool Equals(Root? other) => SamePayload(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Version.GetHashCode();

    static Root ISigned<Root>.Read(ref JsonCursor cursor)
    {
        var signed = new SignedFields(ref cursor, TypeName);
        bool? consistent = null;
        Dictionary<KeyId, Key>? keys = null;
        Dictionary<RoleName, Role>? roles = null;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("consistent_snapshot"u8))
            {
                consistent = cursor.ReadBoolean();
            }
            else if (cursor.NameIs("keys"u8))
            {
                keys = KeyRing.Read(ref cursor);
            }
            else if (cursor.NameIs("roles"u8))
            {
                roles = ReadRoles(ref cursor);
            }
            else
            {
                signed.Read(ref cursor);
            }
        }

        signed.CheckComplete(ref cursor);
        return new Root
        {
            Version = signed.Version,
            Expires = signed.Expires,
            SpecVersion = signed.SpecVersion,
            UnknownFields = signed.Unknown,
            ConsistentSnapshot = consistent,
            Keys = keys ?? throw signed.Missing(ref cursor, "keys"),
            Roles = roles ?? throw signed.Missing(ref cursor, "roles"),
        };
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        if (ConsistentSnapshot is { } consistent)
        {
            writer.WriteBoolean("consistent_snapshot"u8, consistent);
        }

        KeyRing.WriteTo(writer, Keys);
        writer.WriteStartObject("roles"u8);
        foreach ((RoleName name, Role role) in Roles)
        {
            writer.WritePropertyName(name.Value);
            role.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static Dictionary<RoleName, Role> ReadRoles(ref JsonCursor cursor)
    {
        var roles = new Dictionary<RoleName, Role>();
        int start = cursor.BeginObject();
        while (cursor.NextMember())
        {
            RoleName name = RoleName.TryParse(cursor.Name(), out RoleName parsed)
                ? parsed
                : throw cursor.Error(ProblemCodes.BadRoleName, "A role has no usable name.");
            roles.Add(name, Role.Read(ref cursor));
        }

        foreach (RoleName name in TopLevel)
        {
            if (!roles.ContainsKey(name))
            {
                throw cursor.Missing(start, name.Value);
            }
        }

        return roles;
    }
}
