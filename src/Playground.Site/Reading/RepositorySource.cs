using Playground.Tuf.Client;

namespace Playground.Site.Reading;

/// <summary>Where a repository is, and why its first root is trusted.</summary>
public sealed record RepositorySource
{
    /// <summary>Where metadata is published.</summary>
    public required Uri MetadataUrl { get; init; }

    /// <summary>Where artifacts are published, or null: descriptions that projects keep as files are then not shown.</summary>
    public Uri? TargetsUrl { get; init; }

    /// <summary>How things are fetched.</summary>
    public required IFetcher Fetcher { get; init; }

    /// <summary>The file of a root that is trusted for a reason outside of TUF.</summary>
    public required ReadOnlyMemory<byte> TrustedRoot { get; init; }

    /// <summary>The time against which expiry is judged.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whether artifacts are published under names that begin with their hash (specification 6.2).</summary>
    public bool PrefixTargetsWithHash { get; init; } = true;

    /// <summary>How many versions before the present one are looked for, of each role but root; of that all since the trusted one.</summary>
    public int Earlier { get; init; } = 20;

    /// <summary>How many roles are read at most.</summary>
    public int MaxRoles { get; init; } = 200_000;

    /// <summary>
    /// A repository in a folder: as it is published, with <c>metadata/</c> and <c>targets/</c> or the metadata folder alone, or as git has it, where
    /// names carry no versions.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="trustedRoot">The root to begin from.</param>
    /// <param name="time">The time against which expiry is judged.</param>
    public static RepositorySource OfFolder(string folder, ReadOnlyMemory<byte> trustedRoot, DateTimeOffset time)
    {
        string given = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string metadata = Directory.Exists(Path.Combine(given, "metadata")) ? Path.Combine(given, "metadata") : given;
        string targets = Path.Combine(Path.GetDirectoryName(metadata) ?? metadata, "targets");
        bool isWorkTree = File.Exists(Path.Combine(metadata, "root.json")) && File.Exists(Path.Combine(metadata, "snapshot.json"));
        return new RepositorySource
        {
            MetadataUrl = UrlOf(metadata),
            TargetsUrl = Directory.Exists(targets) ? UrlOf(targets) : null,
            Fetcher = isWorkTree ? new WorkTreeFetcher(metadata) : new FileFetcher(),
            TrustedRoot = trustedRoot,
            Time = time,
            PrefixTargetsWithHash = !isWorkTree,
            Earlier = isWorkTree ? 0 : 20,
        };
    }

    private static Uri UrlOf(string folder) => new(folder + Path.DirectorySeparatorChar);
}
