namespace Playground.Repository.Git;

/// <summary>One entry of a folder.</summary>
/// <param name="Name">Its name, as <see cref="GitPath"/> spells it.</param>
/// <param name="Mode">What it is.</param>
/// <param name="Id">Its object.</param>
internal readonly record struct TreeEntry(string Name, GitFileMode Mode, ObjectId Id);

/// <summary>
/// A folder's list of entries. Malformed ones (unsorted, a name twice or empty or with a slash, a mode that is none) are refused, because
/// programs would disagree about what they hold.
/// </summary>
internal sealed class TreeObject
{
    private readonly Dictionary<string, TreeEntry> _entries;

    private TreeObject(Dictionary<string, TreeEntry> entries) => _entries = entries;

    internal static TreeObject Empty { get; } = new(new(StringComparer.Ordinal));

    internal int Count => _entries.Count;

    internal IEnumerable<TreeEntry> Entries => _entries.Values;

    internal TreeEntry? Find(string name) => _entries.TryGetValue(name, out TreeEntry entry) ? entry : null;

    /// <summary>Reads the bytes of a tree object: for each entry mode, space, name, NUL, raw object id.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.ObjectBroken"/>.</exception>
    internal static TreeObject Parse(ObjectId id, ReadOnlySpan<byte> bytes)
    {
        int idLength = id.Value.Length / 2;
        var entries = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        ReadOnlySpan<byte> lastName = default;
        bool lastIsFolder = false;
        while (!bytes.IsEmpty)
        {
            int space = bytes.IndexOf((byte)' ');
            int end = bytes.IndexOf((byte)0);
            if (space < 0 || end <= space + 1 || bytes.Length < end + 1 + idLength) throw Broken(id, "an entry is incomplete");
            ReadOnlySpan<byte> name = bytes[(space + 1)..end];
            if (name.Contains((byte)'/')) throw Broken(id, "a name holds a slash");
            GitFileMode mode = ParseMode(bytes[..space]);
            if (mode == GitFileMode.None) throw Broken(id, "an entry is neither file, folder, link nor submodule");
            bool isFolder = mode == GitFileMode.Folder;
            if (!lastName.IsEmpty && Compare(lastName, lastIsFolder, name, isFolder) >= 0) throw Broken(id, "its entries are not in order");
            string text = GitPath.Decode(name);
            if (!entries.TryAdd(text, new TreeEntry(text, mode, ObjectId.FromBytes(bytes.Slice(end + 1, idLength))))) throw Broken(id, "a name stands there twice");
            lastName = name;
            lastIsFolder = isFolder;
            bytes = bytes[(end + 1 + idLength)..];
        }

        return new TreeObject(entries);
    }

    private static GitFileMode ParseMode(ReadOnlySpan<byte> octal)
    {
        if (octal.Length is 0 or > 6) return GitFileMode.None;
        int mode = 0;
        foreach (byte digit in octal)
        {
            if (digit is < (byte)'0' or > (byte)'7') return GitFileMode.None;
            mode = (mode << 3) | (digit - '0');
        }

        const int GroupWritable = 0x81B4;
        return mode switch
        {
            // Written by git before 2005-05, when it kept the group's permission.
            GroupWritable => GitFileMode.File,
            (int)GitFileMode.Folder or (int)GitFileMode.File or (int)GitFileMode.Executable or (int)GitFileMode.Symlink or (int)GitFileMode.Submodule => (GitFileMode)mode,
            _ => GitFileMode.None,
        };
    }

    /// <summary>Git's order: by bytes, where a folder's name ends in a slash.</summary>
    private static int Compare(ReadOnlySpan<byte> one, bool oneIsFolder, ReadOnlySpan<byte> other, bool otherIsFolder)
    {
        int common = Math.Min(one.Length, other.Length);
        int order = one[..common].SequenceCompareTo(other[..common]);
        return order != 0 ? order : After(one, common, oneIsFolder) - After(other, common, otherIsFolder);
    }

    private static int After(ReadOnlySpan<byte> name, int index, bool isFolder) => index < name.Length ? name[index] : isFolder ? '/' : 0;

    private static TufException Broken(ObjectId id, string how) =>
        new(GitProblemCodes.ObjectBroken, $"Folder object {id} is malformed: {how}. Do not merge it; whoever made it should make it anew with: git commit");
}
