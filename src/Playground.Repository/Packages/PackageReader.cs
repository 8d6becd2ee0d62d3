using System.Text.Json;
using System.Xml;

namespace Playground.Repository.Packages;

/// <summary>Recognises packages, and reads what they say of themselves. Bounded in memory whatever the file holds; nothing is unpacked to disk, nothing run.</summary>
public static class PackageReader
{
    /// <summary>Reads a package, or says with null that the file is none.</summary>
    /// <param name="fileName">The name of the file: its ending says what it may be.</param>
    /// <param name="content">The file, from its beginning; it can be sought.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="TufException">
    /// It claims to be a package and is none that can be read (<see cref="RepositoryProblemCodes.UnsoundPackage"/>), or a program is missing that reads
    /// it (<see cref="RepositoryProblemCodes.UnpackerMissing"/>).
    /// </exception>
    public static Task<Package?> ReadAsync(string fileName, Stream content, CancellationToken stop = default) => ReadAsync(fileName, content, PackageLimits.Usual, stop);

    /// <summary>Whether a file is what people read first, in Markdown.</summary>
    public static bool IsReadme(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return fileName.Equals("README.md", StringComparison.OrdinalIgnoreCase) || fileName.Equals("README.markdown", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The same within other bounds.</summary>
    internal static async Task<Package?> ReadAsync(string fileName, Stream content, PackageLimits limits, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            return Ending(fileName) switch
            {
                ".nupkg" => NuGetPackage.Read(content, limits),
                ".whl" => WheelPackage.Read(fileName, content, limits),
                ".deb" => await DebianPackage.ReadAsync(content, limits, stop).ConfigureAwait(false),
                ".tgz" => NpmPackage.Read(content, limits),
                ".tar.gz" => SdistPackage.Read(content, limits),
                _ => null,
            };
        }
        catch (Exception e) when (IsUnsound(e))
        {
            throw new TufException(
                RepositoryProblemCodes.UnsoundPackage, $"'{Printable.Of(fileName)}' is not a package that can be read: {Printable.Of(e.Message)} Nothing was changed.", innerException: e);
        }
    }

    /// <summary>What the readers of the framework, and ours, throw at content that makes no sense.</summary>
    internal static bool IsUnsound(Exception e) => e is InvalidDataException or EndOfStreamException or JsonException or XmlException
        or FormatException or ArgumentException or OverflowException or NotSupportedException or InvalidOperationException;

    private static string Ending(string fileName)
    {
        string lower = fileName.ToLowerInvariant();
        return lower.EndsWith(".tar.gz", StringComparison.Ordinal) ? ".tar.gz" : Path.GetExtension(lower);
    }
}
