using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>The <c>meta</c> of timestamp and snapshot: metadata files by role. Stays in its bytes, see <see cref="JsonMap{TKey, TValue}"/>.</summary>
public sealed class MetaFiles : JsonMap<RoleName, MetaFile>
{
    private const string Suffix = ".json";

    private MetaFiles(ReadOnlyMemory<byte> json, int[] names, string root)
        : base(json, names, root)
    {
    }

    private MetaFiles(Dictionary<RoleName, MetaFile?> entries)
        : base(entries)
    {
    }

    private MetaFiles(MetaFiles origin, Dictionary<RoleName, MetaFile?> edits, int count)
        : base(origin, edits, count)
    {
    }

    /// <summary>No files.</summary>
    public static MetaFiles Empty { get; } = new([]);

    /// <summary>Files given by role.</summary>
    public static MetaFiles From(IEnumerable<KeyValuePair<RoleName, MetaFile>> files)
    {
        var entries = new Dictionary<RoleName, MetaFile?>();
        foreach ((RoleName role, MetaFile file) in files)
        {
            entries.Add(role, file);
        }

        return new MetaFiles(entries);
    }

    /// <summary>These files with one set.</summary>
    public MetaFiles With(RoleName role, MetaFile file)
    {
        (Dictionary<RoleName, MetaFile?> edits, int count) = Edited(role, file);
        return new MetaFiles(this, edits, count);
    }

    /// <summary>These files without one of them.</summary>
    public MetaFiles Without(RoleName role)
    {
        (Dictionary<RoleName, MetaFile?> edits, int count) = Edited(role, null);
        return new MetaFiles(this, edits, count);
    }

    /// <summary>Where the names begin in the signed part, in order: what <see cref="Recall"/> needs.</summary>
    internal ReadOnlySpan<int> Names => NameOffsets;

    /// <summary>
    /// The files of a signed part that was read and checked before, by where its names begin; null where that cannot be, be it that a name
    /// is not there, not a name, or not in order. No entry is looked into.
    /// </summary>
    internal static MetaFiles? Recall(ReadOnlyMemory<byte> signedJson, int[] names, string root) =>
        AreNames(signedJson.Span, names) ? new MetaFiles(signedJson, names, root) : null;

    internal static MetaFiles Read(ref JsonCursor cursor) => new(cursor.Json, ReadNames(ref cursor, CheckEntry), cursor.Root);

    private protected override RoleName ToKey(string name) => RoleName.Parse(name[..^Suffix.Length]);

    private protected override string ToName(RoleName key) => key.Value + Suffix;

    private protected override MetaFile ReadValue(ref JsonCursor cursor) => MetaFile.Read(ref cursor, make: true)!;

    private protected override void Write(Utf8JsonWriter writer, MetaFile value) => value.WriteTo(writer);

    private static void CheckEntry(ref JsonCursor cursor)
    {
        if (!IsName(cursor.Utf8()))
        {
            throw cursor.Error(ProblemCodes.BadMetaFileName, "This is not the name of a role and '.json'.");
        }

        MetaFile.Read(ref cursor, make: false);
    }

    private static bool IsName(ReadOnlySpan<byte> name) => name.EndsWith(".json"u8) && RoleName.IsValid(name[..^Suffix.Length]);

    /// <summary>Whether a plain name of a file begins at every offset, each behind the one before it in order.</summary>
    internal static bool AreNames(ReadOnlySpan<byte> json, ReadOnlySpan<int> offsets)
    {
        ReadOnlySpan<byte> previous = default;
        foreach (int offset in offsets)
        {
            if ((uint)offset >= (uint)json.Length || json[offset] != (byte)'"')
            {
                return false;
            }

            ReadOnlySpan<byte> rest = json[(offset + 1)..];
            int end = rest.IndexOfAny((byte)'"', (byte)'\\');
            if (end < 0 || rest[end] != (byte)'"')
            {
                return false;
            }

            ReadOnlySpan<byte> name = rest[..end];
            if (!IsName(name) || name.SequenceCompareTo(previous) <= 0)
            {
                return false;
            }

            previous = name;
        }

        return true;
    }
}
