using System.Globalization;
using System.Text;
using System.Text.Json;
using Playground.Site.Digests;
using Playground.Site.Words;

namespace Playground.Site.Search;

/// <summary>
/// What search reads, in parts: words by their first two letters, with the projects that have them, and projects by the hundred. A search for one word loads
/// three small files, however many projects there are.
/// </summary>
internal static class SearchIndex
{
    private const int Size = 100;
    private const int InName = 40;
    private const int InNamePart = 20;
    private const int InTag = 10;
    private const int InDescription = 1;

    /// <summary>Words that nearly every description has find nothing.</summary>
    private const int TooCommon = 3000;

    /// <summary>The files, by path.</summary>
    internal static IEnumerable<(string Path, byte[] Content)> Of(IReadOnlyList<ProjectDigest> projects)
    {
        List<IGrouping<string, KeyValuePair<string, SortedDictionary<int, int>>>> parts = [.. Words(projects).GroupBy(word => PartOf(word.Key), StringComparer.Ordinal)];
        yield return ("search/index.json", Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("size", Size);
            writer.WriteNumber("projects", projects.Count);
            writer.WriteStartArray("words");
            parts.ForEach(part => writer.WriteStringValue(part.Key));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
        foreach ((ProjectDigest[] part, int number) in projects.Chunk(Size).Select((part, number) => (part, number)))
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"search/p-{number}.json"), Write(writer =>
            {
                writer.WriteStartArray();
                foreach (ProjectDigest project in part)
                {
                    writer.WriteStartArray();
                    writer.WriteStringValue(project.Name);
                    writer.WriteStringValue(project.IsBlocked ? "blocked" : project.Newest ?? "");
                    writer.WriteStringValue(PlainText.Of(project.Description));
                    writer.WriteStringValue(SitePath.Project(project.Name));
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
            }));
        }

        foreach (IGrouping<string, KeyValuePair<string, SortedDictionary<int, int>>> part in parts)
        {
            yield return ($"search/{part.Key}.json", Write(writer =>
            {
                writer.WriteStartObject();
                foreach ((string word, SortedDictionary<int, int> having) in part)
                {
                    writer.WriteStartArray(word);
                    foreach ((int project, int weight) in having)
                    {
                        writer.WriteStartArray();
                        writer.WriteNumberValue(project);
                        writer.WriteNumberValue(weight);
                        writer.WriteEndArray();
                    }

                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }));
        }
    }

    /// <summary>The words of a text, as the script in the page finds them.</summary>
    internal static IEnumerable<string> WordsOf(string? text)
    {
        var word = new StringBuilder();
        foreach (Rune rune in (text ?? "").ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    /// <summary>In which file a word stands: its first two UTF-16 units, as the script in the page counts.</summary>
    internal static string PartOf(string word)
    {
        string letters = "";
        foreach (Rune rune in word[..Math.Min(2, word.Length)].EnumerateRunes())
        {
            letters += rune.IsAscii && Rune.IsLetterOrDigit(rune) ? rune.ToString() : "_";
        }

        return "w-" + letters;
    }

    private static SortedDictionary<string, SortedDictionary<int, int>> Words(IReadOnlyList<ProjectDigest> projects)
    {
        var words = new SortedDictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        for (int i = 0; i < projects.Count; i++)
        {
            ProjectDigest project = projects[i];
            List<string> parts = [.. WordsOf(project.Name)];
            Add(string.Concat(parts), i, InName);
            parts.ForEach(part => Add(part, i, InNamePart));
            foreach (string tag in project.Tags.SelectMany(WordsOf))
            {
                Add(tag, i, InTag);
            }

            foreach (string word in WordsOf(project.Description).Where(word => word.Length > 2))
            {
                Add(word, i, InDescription);
            }
        }

        foreach (string word in words.Where(word => word.Value.Count > TooCommon).Select(word => word.Key).ToList())
        {
            // In names and tags it still counts.
            foreach (int project in words[word].Where(entry => entry.Value == InDescription).Select(entry => entry.Key).ToList())
            {
                words[word].Remove(project);
            }

            if (words[word].Count == 0)
            {
                words.Remove(word);
            }
        }

        return words;

        void Add(string word, int project, int weight)
        {
            if (!words.TryGetValue(word, out SortedDictionary<int, int>? having))
            {
                words[word] = having = [];
            }

            having[project] = Math.Max(weight, having.GetValueOrDefault(project));
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.ToArray();
    }
}
