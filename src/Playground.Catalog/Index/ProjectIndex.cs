using Playground.Catalog.Reading;

namespace Playground.Catalog.Index;

/// <summary>The index of projects, in shards of one letter or digit each, as the CI publishes it.</summary>
public static class ProjectIndex
{
    /// <summary>
    /// Makes the index out of what clients would see. Projects that do not exist or are blocked are not in it; letters without projects
    /// have no shard: a file that an earlier index had for one is to be removed.
    /// </summary>
    /// <param name="listings">Every project once.</param>
    public static IReadOnlyList<IndexShard> Of(IEnumerable<ProjectListing> listings)
    {
        ArgumentNullException.ThrowIfNull(listings);
        return
        [
            .. listings.Where(listing => listing.Exists && !listing.IsBlocked)
                .GroupBy(listing => IndexShard.LetterOf(listing.Project))
                .OrderBy(group => group.Key)
                .Select(group => new IndexShard(group.Key, group.ToDictionary(listing => listing.Project, IndexEntry.Of))),
        ];
    }
}
