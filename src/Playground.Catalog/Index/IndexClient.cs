using Playground.Catalog.Names;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Catalog.Index;

/// <summary>
/// Reads the index of a repository through a TUF client, and keeps its files in a folder: those that did not change are not fetched again, and every
/// one is verified whenever it is read. Not safe for use from several threads at once.
/// </summary>
/// <param name="updater">The client.</param>
/// <param name="folder">Where to keep the files; made where needed.</param>
/// <param name="maxRoles">How many roles may be asked for the index.</param>
public sealed class IndexClient(Updater updater, string folder, int maxRoles = 64)
{
    /// <summary>All of the index, by letter. Nothing where the repository has none.</summary>
    /// <exception cref="TufException">A file or a role on the way was refused or could not be fetched.</exception>
    public async Task<IReadOnlyList<IndexShard>> LoadAsync(CancellationToken cancellationToken = default)
    {
        if (updater.Trusted is null)
        {
            await updater.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        // No file of the index has this name; every delegation to the role of the index covers it.
        var letters = new SortedSet<char>();
        var search = new DelegationSearch(updater.Trusted!.Root, TargetPath.Parse("index/-.json"), maxRoles);
        while (search.Next() is { } step)
        {
            Targets targets = await updater.LoadRoleAsync(step, cancellationToken).ConfigureAwait(false);
            letters.UnionWith(targets.Files.Keys.Select(IndexShard.LetterOf).OfType<char>());
            search.Descend(targets);
        }

        var shards = new List<IndexShard>();
        foreach (char letter in letters)
        {
            if (await LoadAsync(letter, cancellationToken).ConfigureAwait(false) is { } shard)
            {
                shards.Add(shard);
            }
        }

        return shards;
    }

    /// <summary>The file of a letter, or null where the index has none.</summary>
    /// <exception cref="TufException">It, or a role on the way, was refused or could not be fetched.</exception>
    public async Task<IndexShard?> LoadAsync(char letter, CancellationToken cancellationToken = default)
    {
        TargetPath path = IndexShard.PathOf(letter);
        if (await updater.FindTargetAsync(path, cancellationToken).ConfigureAwait(false) is not { } target)
        {
            return null;
        }

        if (target.File.Length > IndexShard.MaxLength)
        {
            throw IndexShard.Bad(letter, $"it has {target.File.Length} bytes, and {IndexShard.MaxLength} are the most");
        }

        string file = Path.Combine(folder, path.FileName);
        await updater.DownloadAsync(target, file, progress: null, cancellationToken).ConfigureAwait(false);
        byte[] content = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        return target.File.Hashes.Match(content)
            ? IndexShard.Parse(letter, content)
            : throw IndexShard.Bad(letter, "another program changed it while it was read");
    }

    /// <summary>The project that the index has under a name, however that is spelled, or null.</summary>
    /// <param name="typed">What a person typed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">A file of the index, or a role on the way, was refused or could not be fetched.</exception>
    public async Task<ProjectName?> FindAsync(string typed, CancellationToken cancellationToken = default)
    {
        string folded = ProjectName.Fold(typed);
        if (folded.Length == 0 || !IndexShard.Letters.Contains(folded[0]))
        {
            return null;
        }

        IndexShard? shard = await LoadAsync(folded[0], cancellationToken).ConfigureAwait(false);
        return shard?.Projects.Keys.Order().Select(name => (ProjectName?)name).FirstOrDefault(name => name!.Value.Folded == folded);
    }
}
