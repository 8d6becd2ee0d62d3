using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>What timestamp and snapshot say of a metadata file (specification 4.4, METAFILES).</summary>
public sealed record MetaFile
{
    private readonly long _version = 1;
    private readonly long? _length;

    /// <summary>The version of the metadata in the file, from 1.</summary>
    public required long Version
    {
        get => _version;
        init => _version = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Versions begin at 1.");
    }

    /// <summary>The length of the file in bytes, or null where it is not given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to a negative number.</exception>
    public long? Length
    {
        get => _length;
        init => _length = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A length is not negative.");
    }

    /// <summary>The hashes of the file, or null where they are not given.</summary>
    public Hashes? Hashes { get; init; }

    /// <summary>Fields this library does not know.</summary>
    public JsonFields UnknownFields { get; init; } = JsonFields.Empty;

    /// <summary>Describes the bytes of a metadata file of this version, with length and SHA-256.</summary>
    public static MetaFile Describe(long version, ReadOnlySpan<byte> file) => new() { Version = version, Length = file.Length, Hashes = Hashes.OfSha256(file) };

    internal static MetaFile? Read(ref JsonCursor cursor, bool make)
    {
        int start = cursor.BeginObject();
        long? version = null;
        long? length = null;
        Hashes? hashes = null;
        JsonFieldsBuilder unknown = default;
        while (cursor.NextMember())
        {
            if (cursor.NameIs("version"u8))
            {
                version = SignedFields.ReadVersion(ref cursor);
            }
            else if (cursor.NameIs("length"u8))
            {
                length = TargetFile.ReadLength(ref cursor);
            }
            else if (cursor.NameIs("hashes"u8))
            {
                hashes = Hashes.Read(ref cursor, make);
            }
            else if (make)
            {
                cursor.ReadUnknown(ref unknown);
            }
            else
            {
                cursor.SkipValue();
            }
        }

        long known = version ?? throw cursor.Missing(start, "version");
        return make ? new MetaFile { Version = known, Length = length, Hashes = hashes, UnknownFields = unknown.ToFields() } : null;
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        Hashes?.WriteTo(writer);
        if (Length is { } length)
        {
            writer.WriteNumber("length"u8, length);
        }

        writer.WriteNumber("version"u8, Version);
        UnknownFields.WriteTo(writer);
        writer.WriteEndObject();
    }
}
