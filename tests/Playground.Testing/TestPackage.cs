using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Playground.Testing;

/// <summary>Packages as their tools make them, in memory, and whatever else can be made of the same parts.</summary>
public static class TestPackage
{
    /// <summary>A NuGet package with one library.</summary>
    public static byte[] NuGet(string id, string version, string more = "") => Zip(
        ("_rels/.rels", "<Relationships/>"),
        ($"{id}.nuspec", $"""<?xml version="1.0"?><package xmlns="urn:nuspec"><metadata><id>{id}</id><version>{version}</version>{more}</metadata></package>"""),
        ($"lib/net10.0/{id}.dll", "MZ"));

    /// <summary>An npm package.</summary>
    public static byte[] Npm(string packageJson) => GZip(Tar(("package/index.js", "1\n"), ("package/package.json", packageJson)));

    /// <summary>A wheel.</summary>
    public static byte[] Wheel(string name, string version, string more = "") => Zip(
        ($"{name}/__init__.py", ""), ($"{name}-{version}.dist-info/METADATA", PythonMetadata(name, version, more)), ($"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\n"));

    /// <summary>A Python source distribution.</summary>
    public static byte[] Sdist(string name, string version, string more = "") =>
        GZip(Tar(($"{name}-{version}/setup.py", ""), ($"{name}-{version}/PKG-INFO", PythonMetadata(name, version, more))));

    /// <summary>A Debian package.</summary>
    /// <param name="control">Its control file.</param>
    /// <param name="packing">The ending of the control archive: <c>.gz</c>, say.</param>
    /// <param name="pack">What packs it so.</param>
    public static byte[] Deb(string control, string packing = ".gz", Func<byte[], byte[]>? pack = null) => Ar(
        ("debian-binary", "2.0\n"u8.ToArray()), ($"control.tar{packing}", (pack ?? GZip)(Tar(("./control", control)))), ("data.tar.gz", GZip(Tar(("./usr/bin/tool", "#!/bin/sh\n")))));

    /// <summary>A zip of files, in that order, even where two have one name.</summary>
    public static byte[] Zip(params (string Path, string Content)[] files)
    {
        using var all = new MemoryStream();
        using (var zip = new ZipArchive(all, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, string content) in files)
            {
                using Stream entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return all.ToArray();
    }

    /// <summary>A tar of files, likewise.</summary>
    public static byte[] Tar(params (string Path, string Content)[] files)
    {
        using var all = new MemoryStream();
        using (var tar = new TarWriter(all, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string path, string content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), ModificationTime = DateTimeOffset.UnixEpoch });
            }
        }

        return all.ToArray();
    }

    /// <summary>An ar archive.</summary>
    public static byte[] Ar(params (string Name, byte[] Content)[] members)
    {
        using var all = new MemoryStream();
        all.Write("!<arch>\n"u8);
        foreach ((string name, byte[] content) in members)
        {
            all.Write(Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"100644",-8}{content.Length,-10}`\n"));
            all.Write(content);
            if (content.Length % 2 == 1)
            {
                all.WriteByte((byte)'\n');
            }
        }

        return all.ToArray();
    }

    /// <summary>Packed with gzip.</summary>
    public static byte[] GZip(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return all.ToArray();
    }

    private static string PythonMetadata(string name, string version, string more) =>
        $"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{more}\nThe long description.\n\nName: {name}\n";
}
