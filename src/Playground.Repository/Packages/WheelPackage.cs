using Playground.Catalog.Versions;

namespace Playground.Repository.Packages;

/// <summary>Reads a wheel (PEP 427): a zip with one <c>*.dist-info/METADATA</c>, whose file name says for what it was built.</summary>
internal static class WheelPackage
{
    internal static Package Read(string fileName, Stream content, PackageLimits limits)
    {
        DescribingFiles files = ZipFiles.Read(
            content, limits, path => path.Split('/') is [var folder, "METADATA"] && folder.EndsWith(".dist-info", StringComparison.Ordinal));
        (string _, byte[] metadata) = files.Single("METADATA") ?? throw new InvalidDataException("It has no METADATA.");
        string[] parts = Path.GetFileNameWithoutExtension(fileName).Split('-');
        bool isUsual = parts.Length is 5 or 6;
        Package package = PythonMetadata.Read(metadata, "wheel", isUsual ? string.Join('-', parts[^3..]) : null);
        return !isUsual || Agrees(package, parts[0], parts[1])
            ? package
            : throw new InvalidDataException($"Its file name says {Printable.Of(parts[0])} {Printable.Of(parts[1])}, inside it says {package.Name} {package.Version}.");
    }

    /// <summary>Installers go by the file's name, and are not to be told something else.</summary>
    private static bool Agrees(Package package, string name, string version)
    {
        IReadOnlyList<ReleaseVersion> versions = PythonVersion.ReleaseVersionsOf(version);
        return PackageNames.Fold(name) == PackageNames.Fold(package.Name)
            && (package.ReleaseVersions.Count == 0 ? version == package.Version : versions.Intersect(package.ReleaseVersions).Any());
    }
}
