namespace Playground.Repository.Git;

/// <summary>All settings that git sees in one place, read at once: asking for each costs a process.</summary>
internal sealed class GitConfig
{
    private readonly ILookup<string, string> _values;

    private GitConfig(ILookup<string, string> values) => _values = values;

    /// <summary>Reads what <c>git config -z --list</c> says: a key, a line break and a value; a key alone is set to nothing.</summary>
    internal static GitConfig Parse(IEnumerable<string> items) => new(items.Select(item => item.Split('\n', 2))
        .ToLookup(parts => parts[0], parts => parts.Length == 2 ? parts[1] : "", StringComparer.Ordinal));

    /// <summary>A setting, or null; of several values the last.</summary>
    internal string? Get(string key) => _values[Canonical(key)].LastOrDefault();

    /// <summary>The remotes that have a URL, in order of their names.</summary>
    internal IReadOnlyList<GitRemote> Remotes() =>
    [
        .. _values.Where(value => value.Key.StartsWith("remote.", StringComparison.Ordinal) && value.Key.EndsWith(".url", StringComparison.Ordinal))
            .Select(value => GitRemote.Of(value.Key, value.First())).OfType<GitRemote>().OrderBy(remote => remote.Name.Value, StringComparer.Ordinal),
    ];

    /// <summary>As git writes it: only what is between the first dot and the last keeps its case.</summary>
    private static string Canonical(string key)
    {
        int first = key.IndexOf('.', StringComparison.Ordinal);
        int last = key.LastIndexOf('.');
        return $"{Lower(key[..first])}{key[first..last]}{Lower(key[last..])}";
    }

#pragma warning disable CA1308 // Git writes them in lower case.
    private static string Lower(string part) => part.ToLowerInvariant();
#pragma warning restore CA1308
}
