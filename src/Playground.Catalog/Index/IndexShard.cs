using System.Text;
using System.Text.Json;
using Playground.Catalog.Names;
using Playground.Tuf.Model;

namespace Playground.Catalog.Index;

/// <summary>
/// A file of the index: the projects whose names begin with one letter or digit. It is a target, <c>index/a.json</c>, listed by
/// <see cref="CatalogRoles.Index"/>.
/// </summary>
/// <param name="Letter">The letter or digit.</param>
/// <param name="Projects">The projects.</param>
public sealed record IndexShard(char Letter, IReadOnlyDictionary<ProjectName, IndexEntry> Projects)
{
    /// <summary>How long a file may be, in bytes: some fifty thousand projects.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>The one format there is.</summary>
    public const int Format = 1;

    private const string Folder = "index/";
    private const string Suffix = ".json";

    /// <summary>Every letter and digit that names can begin with.</summary>
    public static IReadOnlyList<char> Letters { get; } = [.. "0123456789abcdefghijklmnopqrstuvwxyz"];

    /// <summary>Where the file is.</summary>
    public TargetPath Path => PathOf(Letter);

    /// <summary>Where the file of a letter is.</summary>
    public static TargetPath PathOf(char letter) => TargetPath.Parse($"{Folder}{letter}{Suffix}");

    /// <summary>In which file a project stands.</summary>
    public static char LetterOf(ProjectName project) => project.Value[0];

    /// <summary>The letter of an index file, or null where the path is that of another target.</summary>
    public static char? LetterOf(TargetPath path)
    {
        string value = path.Value;
        return value.Length == Folder.Length + 1 + Suffix.Length
            && value.StartsWith(Folder, StringComparison.Ordinal)
            && value.EndsWith(Suffix, StringComparison.Ordinal)
            && Letters.Contains(value[Folder.Length])
                ? value[Folder.Length]
                : null;
    }

    /// <summary>The file: the same bytes for the same projects, a line for each, in the order of their names.</summary>
    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        file.Write(Encoding.UTF8.GetBytes($"{{\"format\":{Format},\"projects\":{{"));
        string before = "\n";
        foreach ((ProjectName name, IndexEntry entry) in Projects.OrderBy(project => project.Key))
        {
            file.Write(Encoding.UTF8.GetBytes($"{before}\"{name.Value}\":"));
            file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, IndexJson.Default.IndexEntry));
            before = ",\n";
        }

        file.Write("\n}}\n"u8);
        return file.ToArray();
    }

    /// <summary>Reads the file of a letter. Members that are not known are passed over.</summary>
    /// <exception cref="TufException">It is not one: <see cref="CatalogProblemCodes.BadIndex"/>.</exception>
    public static IndexShard Parse(char letter, ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxLength)
        {
            throw Bad(letter, $"it has {file.Length} bytes, and {MaxLength} are the most");
        }

        IndexFile read;
        try
        {
            read = JsonSerializer.Deserialize(file, IndexJson.Default.IndexFile) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw Bad(letter, e.Message, e);
        }

        if (read.Format != Format || read.Projects is null)
        {
            throw Bad(letter, $"its format is {read.Format}, and only {Format} is known");
        }

        var projects = new Dictionary<ProjectName, IndexEntry>(read.Projects.Count);
        foreach ((string name, IndexEntry entry) in read.Projects)
        {
            if (!ProjectName.TryParse(name, out ProjectName project) || LetterOf(project) != letter || entry is null)
            {
                throw Bad(letter, $"'{name}' does not belong there");
            }

            projects.Add(project, entry);
        }

        return new IndexShard(letter, projects);
    }

    internal static TufException Bad(char letter, string why, Exception? innerException = null) => new(
        CatalogProblemCodes.BadIndex, $"'{PathOf(letter)}' of the index of projects cannot be understood: {Printable.Of(why)}.", innerException: innerException);
}
