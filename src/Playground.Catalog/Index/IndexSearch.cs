using Playground.Catalog.Names;

namespace Playground.Catalog.Index;

/// <summary>Finds projects by words.</summary>
public static class IndexSearch
{
    /// <summary>
    /// The projects that have every word in their name, a tag or their description, in whatever case: those of that very name first, then by where the words
    /// are, then by name.
    /// </summary>
    public static IReadOnlyList<IndexHit> Find(IEnumerable<IndexShard> shards, IReadOnlyCollection<string> words)
    {
        ArgumentNullException.ThrowIfNull(shards);
        return
        [
            .. from shard in shards
               from project in shard.Projects
               let distance = words.Sum(word => (int?)Distance(word, project.Key, project.Value))
               where words.All(word => Distance(word, project.Key, project.Value) is not null)
               orderby distance, project.Key
               select new IndexHit(project.Key, project.Value),
        ];
    }

    private static int? Distance(string word, ProjectName project, IndexEntry entry)
    {
        string folded = ProjectName.Fold(word);
        string name = project.Folded;
        return name == folded ? 0
            : name.StartsWith(folded, StringComparison.Ordinal) ? 1
            : name.Contains(folded, StringComparison.Ordinal) ? 2
            : entry.Tags?.Contains(word, StringComparer.OrdinalIgnoreCase) == true ? 20
            : entry.Tags?.Any(tag => tag?.Contains(word, StringComparison.OrdinalIgnoreCase) == true) == true ? 40
            : entry.Description?.Contains(word, StringComparison.OrdinalIgnoreCase) == true ? 60
            : null;
    }
}
