using System.Text.Json;

namespace Playground.Repository.Packages;

/// <summary>Reads an npm package: a packed tar with a <c>package.json</c> in its only top folder.</summary>
internal static class NpmPackage
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>What the package says, or null: a tar of something else.</summary>
    internal static Package? Read(Stream content, PackageLimits limits)
    {
        DescribingFiles files = TarFiles.ReadAnyGZip(content, limits, path => path.Split('/') is [not "", "package.json"]);
        if (files.Single("package.json") is not (_, var json))
        {
            return null;
        }

        bool marked = json.AsSpan().StartsWith((byte[])[0xEF, 0xBB, 0xBF]);
        using JsonDocument document = JsonDocument.Parse(json.AsMemory(marked ? 3 : 0), Strict);
        JsonElement said = document.RootElement;
        if (said.ValueKind != JsonValueKind.Object || Text(said, "name") is null || Text(said, "version") is null)
        {
            return null;
        }

        string name = PackageText.Word(Text(said, "name"), "name");
        string version = PackageText.Word(Text(said, "version"), "version");
        (string? scope, string bare) = Split(name);
        return new Package
        {
            Kind = "npm",
            Name = name,
            Version = version,
            ReleaseVersions = PackageVersions.Semantic(version),
            Purl = PackageUrl.Of("npm", scope?.ToLowerInvariant(), bare.ToLowerInvariant(), version),
            Platform = Platform(said),
            Description = PackageText.Line(Text(said, "description")),
            Licence = Licence(said),
            Repository = Repository(said),
            Tags = PackageText.Tags(Words(said, "keywords")),
        };
    }

    /// <summary>The scope, with its <c>@</c>, and the rest of a name.</summary>
    internal static (string? Scope, string Bare) Split(string name) =>
        name.StartsWith('@') && name.IndexOf('/', StringComparison.Ordinal) is > 1 and int slash ? (name[..slash], name[(slash + 1)..]) : (null, name);

    private static string? Platform(JsonElement said)
    {
        string[] both = [string.Join('.', Words(said, "os")), string.Join('.', Words(said, "cpu"))];
        return PackageText.Line(string.Join('-', both.Where(part => part.Length > 0)));
    }

    /// <summary>The expression; a sentence that points elsewhere is none.</summary>
    private static string? Licence(JsonElement said)
    {
        string? licence = Text(said, "license") ?? (said.TryGetProperty("license", out JsonElement old) ? Text(old, "type") : null);
        return licence?.StartsWith("SEE LICENSE", StringComparison.OrdinalIgnoreCase) == true ? null : PackageText.Line(licence);
    }

    private static string? Repository(JsonElement said)
    {
        string? given = Text(said, "repository") ?? (said.TryGetProperty("repository", out JsonElement repository) ? Text(repository, "url") : null);
        if (given is null)
        {
            return null;
        }

        string[] parts = given.Split(':', 2);
        string path = parts[^1];
        bool isShort = path.Split('/').Length == 2 && !path.Contains(' ', StringComparison.Ordinal);
        string? host = !isShort ? null : parts.Length == 1 ? "github.com" : parts[0] switch
        {
            "github" => "github.com",
            "gitlab" => "gitlab.com",
            "bitbucket" => "bitbucket.org",
            _ => null,
        };
        return PackageText.Link(host is null ? given : $"https://{host}/{path}");
    }

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Words(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out JsonElement value))
        {
            return [];
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => value.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!),
            _ => [],
        };
    }
}
