namespace Playground.Repository.Packages;

/// <summary>The files of an archive that describe the package, by path. Nothing is unpacked to disk, and every path must be a plain one.</summary>
internal sealed class DescribingFiles(PackageLimits limits, Func<string, bool> isWanted)
{
    /// <summary>More than this of them only somebody has who means ill.</summary>
    private const int Most = 8;

    private readonly Dictionary<string, byte[]> _found = new(StringComparer.Ordinal);
    private int _entries;

    /// <summary>Whether any was met, be it one that can be taken or not.</summary>
    internal bool IsAnyMet { get; private set; }

    /// <summary>The only one, or null where there is none. Which of two an installer takes is anybody's guess.</summary>
    internal (string Path, byte[] Content)? Single(string called) => _found.Count switch
    {
        0 => null,
        1 => (_found.First().Key, _found.First().Value),
        _ => throw new InvalidDataException($"It has more than one {called}."),
    };

    /// <summary>The path of an entry in its plain form, if the entry is one that describes the package.</summary>
    internal string? Meet(string name)
    {
        if (++_entries > limits.Entries)
        {
            throw new InvalidDataException($"It has more than {limits.Entries} files.");
        }

        string path = name;
        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        if (path.StartsWith('/') || path.StartsWith('\\') || path.Split('/', '\\').Contains("..") || path.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            throw new InvalidDataException($"A file in it would be unpacked elsewhere: '{Printable.Of(name)}'.");
        }

        bool wanted = isWanted(path);
        IsAnyMet |= wanted;
        return wanted ? path : null;
    }

    /// <summary>Takes the content of such an entry.</summary>
    internal void Take(string path, Stream content)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[16 << 10];
        while (content.Read(buffer) is > 0 and int read)
        {
            all.Write(buffer, 0, read);
            if (all.Length > limits.Description)
            {
                throw new InvalidDataException($"'{Printable.Of(path)}' in it is longer than {limits.Description} bytes.");
            }
        }

        if (_found.Count == Most || !_found.TryAdd(path, all.ToArray()))
        {
            throw new InvalidDataException($"'{Printable.Of(path)}' is in it more than once.");
        }
    }
}
