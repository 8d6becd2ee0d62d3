using System.Text.Json;
using Playground.Tuf.Json;

namespace Playground.Tuf.Model;

/// <summary>The <c>targets</c> of a targets role: artifacts by path. Stays in its bytes, see <see cref="JsonMap{TKey, TValue}"/>.</summary>
public sealed class TargetFiles : JsonMap<TargetPath, TargetFile>
{
    private TargetFiles(ReadOnlyMemory<byte> json, int[] names, string root)
        : base(json, names, root)
    {
    }

    private TargetFiles(Dictionary<TargetPath, TargetFile?> entries)
        : base(entries)
    {
    }

    private TargetFiles(TargetFiles origin, Dictionary<TargetPath, TargetFile?> edits, int count)
        : base(origin, edits, count)
    {
    }

    /// <summary>No files.</summary>
    public static TargetFiles Empty { get; } = new([]);

    /// <summary>Files given by path.</summary>
    public static TargetFiles From(IEnumerable<KeyValuePair<TargetPath, TargetFile>> files)
    {
        var entries = new Dictionary<TargetPath, TargetFile?>();
        foreach ((TargetPath path, TargetFile file) in files)
        {
            entries.Add(path, file);
        }

        return new TargetFiles(entries);
    }

    /// <summary>These files with one set.</summary>
    public TargetFiles With(TargetPath path, TargetFile file)
    {
        (Dictionary<TargetPath, TargetFile?> edits, int count) = Edited(path, file);
        return new TargetFiles(this, edits, count);
    }

    /// <summary>These files without one of them.</summary>
    public TargetFiles Without(TargetPath path)
    {
        (Dictionary<TargetPath, TargetFile?> edits, int count) = Edited(path, null);
        return new TargetFiles(this, edits, count);
    }

    internal static TargetFiles Read(ref JsonCursor cursor) => new(cursor.Json, ReadNames(ref cursor, CheckEntry), cursor.Root);

    private protected override TargetPath ToKey(string name) => TargetPath.Parse(name);

    private protected override string ToName(TargetPath key) => key.Value;

    private protected override TargetFile ReadValue(ref JsonCursor cursor) => TargetFile.Read(ref cursor, make: true)!;

    private protected override void Write(Utf8JsonWriter writer, TargetFile value) => value.WriteTo(writer);

    private static void CheckEntry(ref JsonCursor cursor)
    {
        if (!TargetPath.IsValid(cursor.Utf8()))
        {
            throw cursor.Error(ProblemCodes.BadTargetPath, "This is not a target path: it is absolute, empty, or has '.' or '..' segments, a backslash or control characters.");
        }

        TargetFile.Read(ref cursor, make: false);
    }
}
