using System.Text.Json;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Repository.Projects;

/// <summary>Something that administrators have stopped.</summary>
/// <param name="Paths">What: all files of a project, or of a release.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
/// <param name="IsRemoval">Whether it is a release that was taken away: its files are gone, and nothing of that version ever comes back.</param>
public sealed record Block(PathPattern Paths, string Reason, DateTimeOffset Since, bool IsRemoval = false);

/// <summary>
/// What administrators have stopped, as the top-level targets metadata says: a terminating delegation ahead of all others to a role that lists nothing
/// stops every TUF client; beside it stand the reasons, for people.
/// </summary>
public sealed class Blocks
{
    /// <summary>The field of the signed part.</summary>
    public const string Field = "x-playground-blocked";

    private const string Removed = "removed";
    private const string TimeForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private Blocks(IReadOnlyList<Block> all) => All = all;

    /// <summary>Each of them, by what it stops.</summary>
    public IReadOnlyList<Block> All { get; }

    /// <summary>Reads them; what is malformed counts as no reason at all.</summary>
    public static Blocks Of(Targets? targets)
    {
        var all = new List<Block>();
        if (targets?.UnknownFields.TryGet(Field, out JsonElement value) == true && value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty entry in value.EnumerateObject())
            {
                if (PathPattern.TryParse(entry.Name, out PathPattern paths) && entry.Value.ValueKind == JsonValueKind.Object
                    && entry.Value.TryGetProperty("reason", out JsonElement reason) && reason.ValueKind == JsonValueKind.String
                    && entry.Value.TryGetProperty("since", out JsonElement since) && since.ValueKind == JsonValueKind.String
                    && DateTimeOffset.TryParseExact(since.GetString(), TimeForm, null, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                {
                    all.Add(new Block(paths, reason.GetString()!, time, entry.Value.TryGetProperty(Removed, out JsonElement removed) && removed.ValueKind == JsonValueKind.True));
                }
            }
        }

        return new Blocks([.. all.OrderBy(block => block.Paths.Value, StringComparer.Ordinal)]);
    }

    /// <summary>The paths of a project, or of one release of it.</summary>
    public static PathPattern PathsOf(ProjectName project, ReleaseVersion? version) =>
        version is { } one ? ReleasePath.AllOf(project, one) : ReleasePath.AllOf(project);

    /// <summary>Whether a file is stopped.</summary>
    public bool Cover(TargetPath path) => All.Any(block => block.Paths.Matches(path));

    /// <summary>Whether a file is of a release that administrators have taken away.</summary>
    public bool Remove(TargetPath path) => All.Any(block => block.IsRemoval && block.Paths.Matches(path));

    /// <summary>The block of just these paths, or null.</summary>
    public Block? Find(PathPattern paths) => All.FirstOrDefault(block => block.Paths == paths);

    /// <summary>With one more, or another reason for one.</summary>
    public Blocks With(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return new Blocks([.. All.Where(other => other.Paths != block.Paths).Append(block).OrderBy(other => other.Paths.Value, StringComparer.Ordinal)]);
    }

    /// <summary>Without one.</summary>
    public Blocks Without(PathPattern paths) => new([.. All.Where(other => other.Paths != paths)]);

    /// <summary>The fields of the top-level targets metadata with these.</summary>
    public JsonFields In(JsonFields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        if (All.Count == 0)
        {
            return fields.Without(Field);
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (Block block in All)
            {
                writer.WriteStartObject(block.Paths.Value);
                writer.WriteString("reason", block.Reason);
                writer.WriteString("since", block.Since.UtcDateTime.ToString(TimeForm, System.Globalization.CultureInfo.InvariantCulture));
                if (block.IsRemoval)
                {
                    writer.WriteBoolean(Removed, true);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return fields.With(Field, JsonElement.Parse(buffer.ToArray()));
    }
}
