namespace Playground.Repository.Packages;

/// <summary>Reads the core metadata of Python packages (PEP 566, 639), as wheels and sdists have it.</summary>
internal static class PythonMetadata
{
    private const int LongestLicence = 100;

    private static readonly string[] Sources = ["source", "sourcecode", "repository", "code", "github", "sources"];

    internal static Package Read(byte[] content, string kind, string? platform)
    {
        HeaderFields fields = HeaderFields.Parse(content);
        string name = PackageText.Word(fields.One("Name"), "Name");
        string version = PackageText.Word(fields.One("Version"), "Version");
        return new Package
        {
            Kind = kind,
            Name = name,
            Version = version,
            ReleaseVersions = PythonVersion.ReleaseVersionsOf(version),
            Purl = PackageUrl.Of("pypi", null, name.ToLowerInvariant().Replace('_', '-'), version),
            Platform = platform,
            Description = PackageText.Line(fields.One("Summary")),
            Licence = PackageText.Line(fields.One("License-Expression") ?? Short(fields.One("License"))),
            Repository = fields.All("Project-URL").Select(Source).FirstOrDefault(link => link is not null),
            Tags = PackageText.Tags((fields.One("Keywords") ?? "").Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
        };
    }

    /// <summary>Some put the whole text of the licence there.</summary>
    private static string? Short(string? licence) =>
        licence is { Length: <= LongestLicence } && !licence.Contains('\n', StringComparison.Ordinal) ? licence : null;

    /// <summary>The address of <c>label, address</c>, if the label means the sources.</summary>
    private static string? Source(string given)
    {
        string[] parts = given.Split(',', 2);
        string label = string.Concat(parts[0].Where(char.IsLetter)).ToLowerInvariant();
        return parts.Length == 2 && Sources.Contains(label) ? PackageText.Link(parts[1]) : null;
    }
}
