using System.Text.Json;
using Playground.Catalog.Index;

namespace Playground.Downloader;

/// <summary>What was found, as scripts get it.</summary>
internal static class SearchJson
{
    internal static void Write(Utf8JsonWriter writer, IReadOnlyList<IndexHit> hits)
    {
        writer.WriteStartArray();
        foreach (IndexHit hit in hits)
        {
            writer.WriteStartObject();
            writer.WriteString("project", hit.Project.Value);
            writer.WriteString("version", hit.Entry.Version);
            writer.WriteNumber("releases", hit.Entry.Releases);
            writer.WriteString("released", hit.Entry.Released?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
            writer.WriteString("description", hit.Entry.Description);
            writer.WriteStartArray("tags");
            foreach (string tag in hit.Entry.Tags ?? [])
            {
                writer.WriteStringValue(tag);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
