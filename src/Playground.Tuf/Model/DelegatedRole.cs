using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>A role that targets metadata delegates to (specification 4.5): for which paths, and whether the search ends there.</summary>
public sealed record DelegatedRole : Role
{
    /// <summary>The role's name.</summary>
    public required RoleName Name { get; init; }

    /// <summary>Whether roles that come after this one are not asked for the paths it matches.</summary>
    public required bool Terminating { get; init; }

    /// <summary>The paths the role is trusted for, or null where <see cref="PathHashPrefixes"/> say it.</summary>
    public IReadOnlyList<PathPattern>? Paths { get; init; }

    /// <summary>Beginnings of the hexadecimal SHA-256 of the paths the role is trusted for, or null.</summary>
    public IReadOnlyList<string>? PathHashPrefixes { get; init; }

    /// <summary>Whether the role is trusted for a path.</summary>
    public bool Covers(TargetPath path)
    {
        foreach (PathPattern pattern in Paths ?? [])
        {
            if (pattern.Matches(path))
            {
                return true;
            }
        }

        if (PathHashPrefixes is not { Count: > 0 } prefixes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[32];
        path.Hash(hash);
        string hex = Convert.ToHexStringLower(hash);
        return prefixes.Any(prefix => hex.StartsWith(prefix, StringComparison.Ordinal));
    }

    internal static new DelegatedRole Read(ref JsonCursor cursor)
    {
        var fields = new RoleFields(ref cursor);
        RoleName? name = null;
        bool? terminating = null;
        List<PathPattern>? paths = null;
        List<string>? prefixes = null;
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("name"u8))
            {
                name = ReadName(ref cursor);
            }
            else if (cursor.NameIs("terminating"u8))
            {
                terminating = cursor.ReadBoolean();
            }
            else if (cursor.NameIs("paths"u8))
            {
                paths = ReadPaths(ref cursor);
            }
            else if (cursor.NameIs("path_hash_prefixes"u8))
            {
                prefixes = ReadPrefixes(ref cursor);
            }
            else if (!fields.TryRead(ref cursor))
            {
                cursor.ReadUnknown(ref unknown);
            }
        }

        fields.CheckComplete(ref cursor);
        if (paths is null == prefixes is null)
        {
            throw fields.Error(ref cursor, ProblemCodes.BadPaths, "A delegated role has either 'paths' or 'path_hash_prefixes'.");
        }

        return new DelegatedRole
        {
            KeyIds = fields.KeyIds!,
            Threshold = fields.Threshold!.Value,
            Name = name ?? throw fields.Missing(ref cursor, "name"),
            Terminating = terminating ?? throw fields.Missing(ref cursor, "terminating"),
            Paths = paths,
            PathHashPrefixes = prefixes,
            UnknownFields = unknown.ToFields(),
        };
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        base.WriteFields(writer);
        writer.WriteString("name"u8, Name.Value);
        writer.WriteBoolean("terminating"u8, Terminating);
        WriteTexts(writer, "paths", Paths?.Select(path => path.Value));
        WriteTexts(writer, "path_hash_prefixes", PathHashPrefixes);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string>? texts)
    {
        if (texts is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static RoleName ReadName(ref JsonCursor cursor)
    {
        string text = cursor.ReadString();
        return RoleName.TryParse(text, out RoleName name) && !name.IsTopLevel
            ? name
            : throw cursor.Error(ProblemCodes.BadRoleName, $"'{Printable.Of(text)}' cannot name a delegated role.");
    }

    private static List<PathPattern> ReadPaths(ref JsonCursor cursor)
    {
        var paths = new List<PathPattern>();
        cursor.BeginArray();
        while (cursor.NextElement())
        {
            paths.Add(PathPattern.TryParse(cursor.ReadString(), out PathPattern path)
                ? path
                : throw cursor.Error(ProblemCodes.BadPaths, "A path pattern is empty."));
        }

        return paths;
    }

    private static List<string> ReadPrefixes(ref JsonCursor cursor)
    {
        var prefixes = new List<string>();
        cursor.BeginArray();
        while (cursor.NextElement())
        {
            string prefix = cursor.ReadString();
            bool good = prefix.Length is > 0 and <= 64 && prefix.All(char.IsAsciiHexDigitLower);
            prefixes.Add(good ? prefix : throw cursor.Error(ProblemCodes.BadPaths, "A path hash prefix is 1 to 64 lower-case hexadecimal digits."));
        }

        return prefixes;
    }
}
