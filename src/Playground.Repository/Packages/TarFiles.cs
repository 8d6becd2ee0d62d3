using System.Formats.Tar;
using System.IO.Compression;

namespace Playground.Repository.Packages;

/// <summary>Finds files in a tar, read once from begin to end.</summary>
internal static class TarFiles
{
    /// <summary>Reads the files that are wanted.</summary>
    internal static DescribingFiles Read(Stream content, PackageLimits limits, Func<string, bool> isWanted)
    {
        var files = new DescribingFiles(limits, isWanted);
        ReadInto(files, content, limits);
        return files;
    }

    /// <summary>
    /// Reads the files that are wanted out of a packed tar that may be anything: where nothing wanted was met before it broke a bound or could not
    /// be read any further, it is simply no package.
    /// </summary>
    internal static DescribingFiles ReadAnyGZip(Stream content, PackageLimits limits, Func<string, bool> isWanted)
    {
        var files = new DescribingFiles(limits, isWanted);
        using var plain = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            ReadInto(files, plain, limits);
        }
        catch (Exception e) when (!files.IsAnyMet && PackageReader.IsUnsound(e))
        {
            return new DescribingFiles(limits, isWanted);
        }

        return files;
    }

    private static void ReadInto(DescribingFiles files, Stream content, PackageLimits limits)
    {
        using var guard = new TarHeaderGuard(new BudgetStream(content, limits.Tar), limits.TarHeader);
        using var tar = new TarReader(guard, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Length != guard.Size)
            {
                throw new InvalidDataException("A file in it has two lengths.");
            }

            if (entry is not PaxGlobalExtendedAttributesTarEntry && files.Meet(entry.Name) is { } path)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                {
                    throw new InvalidDataException($"'{Printable.Of(path)}' in it is no plain file.");
                }

                files.Take(path, entry.DataStream ?? Stream.Null);
            }
        }
    }
}
