namespace Playground.Repository.Packages;

/// <summary>Reads a Python source distribution: a packed tar with a <c>PKG-INFO</c> in its only top folder.</summary>
internal static class SdistPackage
{
    /// <summary>What the package says, or null: a tar of something else.</summary>
    internal static Package? Read(Stream content, PackageLimits limits)
    {
        DescribingFiles files = TarFiles.ReadAnyGZip(content, limits, path => path.Split('/') is [not "", "PKG-INFO"]);
        return files.Single("PKG-INFO") is (_, var metadata) ? PythonMetadata.Read(metadata, "sdist", platform: null) : null;
    }
}
