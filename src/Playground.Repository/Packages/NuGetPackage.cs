using System.Text;
using System.Xml;

namespace Playground.Repository.Packages;

/// <summary>Reads a NuGet package: a zip with one <c>.nuspec</c> at its top.</summary>
internal static class NuGetPackage
{
    private const int MaxDepth = 32;

    private static readonly string[] Wanted = ["id", "version", "description", "license", "repository", "tags"];

    internal static Package Read(Stream content, PackageLimits limits)
    {
        DescribingFiles files = ZipFiles.Read(content, limits, path => path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !path.Contains('/', StringComparison.Ordinal));
        (string _, byte[] nuspec) = files.Single(".nuspec") ?? throw new InvalidDataException("It has no .nuspec.");
        Dictionary<string, (string Text, string? Attribute)> said = Metadata(nuspec, limits);
        string name = PackageText.Word(said.GetValueOrDefault("id").Text, "id");
        string version = PackageText.Word(said.GetValueOrDefault("version").Text, "version");
        (string? licence, string? kind) = said.GetValueOrDefault("license");
        return new Package
        {
            Kind = "nuget",
            Name = name,
            Version = version,
            ReleaseVersions = PackageVersions.Semantic(version),
            Purl = PackageUrl.Of("nuget", null, name, PackageVersions.Semantic(version) is [var one] ? one.Value : version),
            Description = PackageText.Line(said.GetValueOrDefault("description").Text),
            Licence = kind == "expression" ? PackageText.Line(licence) : null,
            Repository = PackageText.Link(said.GetValueOrDefault("repository").Attribute),
            Tags = PackageText.Tags((said.GetValueOrDefault("tags").Text ?? "").Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
        };
    }

    /// <summary>The children of <c>metadata</c> that are wanted, with the attribute that says more. Nothing is fetched, no entity is known.</summary>
    private static Dictionary<string, (string Text, string? Attribute)> Metadata(byte[] nuspec, PackageLimits limits)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = limits.Description };
        using var xml = XmlReader.Create(new MemoryStream(nuspec), settings);
        var said = new Dictionary<string, (string Text, string? Attribute)>(StringComparer.Ordinal);
        var text = new StringBuilder();
        string? parent = null;
        string? attribute = null;
        string? current = null;
        while (xml.Read())
        {
            if (xml.Depth > MaxDepth)
            {
                throw new InvalidDataException("Its .nuspec is nested too deeply.");
            }

            switch (xml.NodeType, xml.Depth)
            {
                case (XmlNodeType.Element, 1):
                    parent = xml.LocalName;
                    break;
                case (XmlNodeType.Element, 2) when parent == "metadata" && Wanted.Contains(xml.LocalName):
                    current = xml.LocalName;
                    attribute = xml.GetAttribute(current == "license" ? "type" : "url");
                    text.Clear();
                    if (xml.IsEmptyElement)
                    {
                        Say();
                    }

                    break;
                case (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace, 3) when current is not null:
                    text.Append(xml.Value);
                    break;
                case (XmlNodeType.EndElement, 2) when current is not null:
                    Say();
                    break;
            }
        }

        return said;

        void Say()
        {
            if (!said.TryAdd(current!, (text.ToString(), attribute)))
            {
                throw new InvalidDataException($"Its .nuspec says '{current}' more than once.");
            }

            current = null;
        }
    }
}
