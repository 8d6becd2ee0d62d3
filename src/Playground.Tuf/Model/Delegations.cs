using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>
/// To whom a targets role delegates (specification 4.5): either a list of roles in the order in which they are asked, or succinct bins.
/// </summary>
public sealed record Delegations : IDelegator
{
    private readonly IReadOnlyList<DelegatedRole>? _roles;
    private Dictionary<RoleName, DelegatedRole>? _byName;

    /// <inheritdoc/>
    public required IReadOnlyDictionary<KeyId, Key> Keys { get; init; }

    /// <summary>The roles in order, or null where there are <see cref="SuccinctRoles"/>.</summary>
    /// <exception cref="ArgumentException">A role is named twice.</exception>
    public IReadOnlyList<DelegatedRole>? Roles
    {
        get => _roles;
        init
        {
            _byName = null;
            _roles = value is null || value.Select(role => role.Name).Distinct().Count() == value.Count
                ? value
                : throw new ArgumentException("A role is named twice.", nameof(value));
        }
    }

    /// <summary>The bins (TAP 15), or null where there are <see cref="Roles"/>.</summary>
    public SuccinctRoles? SuccinctRoles { get; init; }

    /// <summary>Fields this library does not know.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Reads delegations that stand by themselves, in a field of one's own for example.</summary>
    /// <exception cref="TufException">They are malformed: a code of 00xx or 01xx.</exception>
    public static Delegations Parse(JsonElement value)
    {
        var cursor = new JsonCursor(JsonOutput.Write(value.WriteTo), "$");
        return Read(ref cursor);
    }

    /// <summary>The delegations by themselves, as JSON.</summary>
    public JsonElement ToJson() => JsonElement.Parse(JsonOutput.Write(WriteTo));

    /// <inheritdoc/>
    public Role? FindRole(RoleName role)
    {
        if (SuccinctRoles is { } bins)
        {
            return bins.IsBin(role) ? bins : null;
        }

        _byName ??= (Roles ?? []).ToDictionary(known => known.Name);
        return _byName.GetValueOrDefault(role);
    }

    /// <summary>The roles that are trusted for a path, in the order in which they are to be asked (specification 5.6.7).</summary>
    public IEnumerable<(RoleName Name, bool Terminating)> RolesFor(TargetPath path)
    {
        if (SuccinctRoles is { } bins)
        {
            yield return (bins.NameOf(bins.BinOf(path)), true);
            yield break;
        }

        foreach (DelegatedRole role in Roles ?? [])
        {
            if (role.Covers(path))
            {
                yield return (role.Name, role.Terminating);
            }
        }
    }

    internal static Delegations Read(ref JsonCursor cursor)
    {
        Dictionary<KeyId, Key>? keys = null;
        List<DelegatedRole>? roles = null;
        SuccinctRoles? succinct = null;
        JsonFieldsBuilder unknown = default;
        int start = cursor.BeginObject();
        while (cursor.NextMember())
        {
            if (cursor.NameIs("keys"u8))
            {
                keys = KeyRing.Read(ref cursor);
            }
            else if (cursor.NameIs("roles"u8))
            {
                roles = ReadRoles(ref cursor);
            }
            else if (cursor.NameIs("succinct_roles"u8))
            {
                succinct = SuccinctRoles.Read(ref cursor);
            }
            else
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        if (roles is null == succinct is null)
        {
            throw cursor.ErrorAt(start, ProblemCodes.BadDelegations, "Delegations have either 'roles' or 'succinct_roles'.");
        }

        return new Delegations
        {
            Keys = keys ?? throw cursor.Missing(start, "keys"),
            Roles = roles,
            SuccinctRoles = succinct,
            UnknownFields = unknown.ToFields(),
        };
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        KeyRing.WriteTo(writer, Keys);
        if (SuccinctRoles is not null)
        {
            writer.WritePropertyName("succinct_roles"u8);
            SuccinctRoles.WriteTo(writer);
        }
        else
        {
            writer.WriteStartArray("roles"u8);
            foreach (DelegatedRole role in Roles ?? [])
            {
                role.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static List<DelegatedRole> ReadRoles(ref JsonCursor cursor)
    {
        var roles = new List<DelegatedRole>();
        var names = new HashSet<RoleName>();
        cursor.BeginArray();
        while (cursor.NextElement())
        {
            DelegatedRole role = DelegatedRole.Read(ref cursor);
            if (!names.Add(role.Name))
            {
                throw cursor.Error(ProblemCodes.DuplicateRole, $"The role '{role.Name}' is named twice.");
            }

            roles.Add(role);
        }

        return roles;
    }
}
