using System.Text.Json;
using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Downloader;

/// <summary>
/// <c>playget.lock.json</c> in the folder where playget runs: which releases somebody chose, with the lengths and hashes of their files, so that everybody else
/// gets the same.
/// </summary>
internal sealed record LockFile
{
    internal const string Name = "playget.lock.json";

    private const int MaxLength = 64 * 1024 * 1024;
    private const int KnownFormat = 1;

    /// <summary>1: what is described in docs/downloader.md.</summary>
    public required int Format { get; init; }

    /// <summary>The repository it is of.</summary>
    public required LockedRepository Repository { get; init; }

    /// <summary>The projects by their registered names.</summary>
    public required SortedDictionary<string, LockedProject> Projects { get; init; }

    /// <summary>A lock file of a repository with nothing in it.</summary>
    internal static LockFile Of(TrustedRepository repository) => new()
    {
        Format = KnownFormat,
        Repository = new LockedRepository(repository.Name, repository.Url.AbsoluteUri),
        Projects = new SortedDictionary<string, LockedProject>(StringComparer.Ordinal),
    };

    /// <summary>The lock file, or null where there is none.</summary>
    /// <exception cref="ToolException">It cannot be understood.</exception>
    internal static LockFile? Read()
    {
        if (!File.Exists(Name))
        {
            return null;
        }

        try
        {
            using FileStream file = File.OpenRead(Name);
            LockFile read = file.Length > MaxLength ? throw new JsonException("It is too long.")
                : JsonSerializer.Deserialize(file, LockJson.Default.LockFile) ?? throw new JsonException("It is null.");
            return read.Format == KnownFormat && read.Projects.All(project => IsGood(project.Key, project.Value))
                ? read with { Projects = new SortedDictionary<string, LockedProject>(read.Projects, StringComparer.Ordinal) }
                : throw new JsonException(read.Format == KnownFormat ? "A project in it is not well-formed." : $"Its format is {read.Format}.");
        }
        catch (JsonException e)
        {
            throw new ToolException(
                ExitCode.Surroundings,
                $"{Name} cannot be understood: {Printable.Of(e.Message)} Take an earlier version of it, or remove it and lock anew.",
                DownloaderProblemCodes.BadLock);
        }
    }

    internal static ToolException Missing() => new(
        ExitCode.Usage, $"There is no {Name} here, or nothing in it. Make one with: playget lock PROJECT", DownloaderProblemCodes.NoLock);

    /// <summary>Says for scripts what is locked; hashes are in the file.</summary>
    internal void WriteAnswer(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach ((string name, LockedProject locked) in Projects)
        {
            writer.WriteStartObject();
            writer.WriteString("project", name);
            writer.WriteString("wanted", locked.Wanted);
            writer.WriteString("version", locked.Version);
            writer.WriteStartArray("files");
            foreach (LockedFile file in locked.Files)
            {
                writer.WriteStringValue(file.Name);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes it, in one step.</summary>
    internal void Write()
    {
        string temporary = $".{Path.GetRandomFileName()}.{Name}";
        try
        {
            File.WriteAllBytes(temporary, LockJson.Encode(this));
            File.Move(temporary, Name, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Whether its parts are what they are to be, so that nobody need check again.</summary>
    private static bool IsGood(string project, LockedProject? locked) => locked is { Files.Count: > 0 }
        && Catalog.Names.ProjectName.TryParse(project, out _)
        && Catalog.Versions.ReleaseVersion.TryParse(locked.Version, out _)
        && Catalog.Versions.VersionQuery.TryParse(locked.Wanted, out _)
        && locked.WantedFiles is null or { Count: > 0 } && locked.WantedFiles?.All(pattern => pattern is { Length: > 0 }) != false
        && locked.Files.All(file => file is { Name.Length: > 0 } and not { Sha256: null, Sha512: null });
}
