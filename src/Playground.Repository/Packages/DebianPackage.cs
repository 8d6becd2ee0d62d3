using System.IO.Compression;

namespace Playground.Repository.Packages;

/// <summary>Reads a Debian package (deb(5)): an <c>ar</c> with <c>debian-binary</c>, then the control archive, then the files.</summary>
internal static class DebianPackage
{
    internal static async Task<Package> ReadAsync(Stream content, PackageLimits limits, CancellationToken stop)
    {
        var ar = new ArArchive(content);
        if (ar.Next() is not ("debian-binary", 4 and var length) || !ar.Read(length).AsSpan(0, 2).SequenceEqual("2."u8))
        {
            throw new InvalidDataException("It is no Debian package of format 2.");
        }

        (string Name, long Length)? member = ar.Next();
        while (member is { Name: ['_', ..] })
        {
            member = ar.Next();
        }

        if (member is not { } control || control.Length > limits.DebianControl)
        {
            throw new InvalidDataException("It has no control archive, or one that is too long.");
        }

        using Stream tar = await UnpackAsync(control.Name, ar.Read(control.Length), limits, stop).ConfigureAwait(false);
        DescribingFiles files = TarFiles.Read(tar, limits with { Tar = limits.DebianControl }, path => path == "control");
        (string _, byte[] described) = files.Single("control") ?? throw new InvalidDataException("It has no control file.");
        return Describe(HeaderFields.Parse(described));
    }

    private static async Task<Stream> UnpackAsync(string name, byte[] packed, PackageLimits limits, CancellationToken stop) => name switch
    {
        "control.tar" => new MemoryStream(packed),
        "control.tar.gz" => new GZipStream(new MemoryStream(packed), CompressionMode.Decompress),
        "control.tar.xz" => new MemoryStream(await DecompressionProgram.Xz.RunAsync(packed, limits.DebianControl, stop).ConfigureAwait(false)),
        "control.tar.zst" => new MemoryStream(await DecompressionProgram.Zstandard.RunAsync(packed, limits.DebianControl, stop).ConfigureAwait(false)),
        _ => throw new InvalidDataException($"Where its control archive belongs it has '{Printable.Of(name)}'."),
    };

    private static Package Describe(HeaderFields fields)
    {
        string name = PackageText.Word(fields.One("Package"), "Package");
        string version = PackageText.Word(fields.One("Version"), "Version");
        string? architecture = PackageText.Line(fields.One("Architecture"));
        return new Package
        {
            Kind = "deb",
            Name = name,
            Version = version,
            ReleaseVersions = PackageVersions.Debian(version),
            Purl = PackageUrl.Of("deb", "debian", name, version, architecture),
            Platform = architecture,
            Description = PackageText.Line(fields.One("Description")?.Split('\n')[0]),
        };
    }
}
