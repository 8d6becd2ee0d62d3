using System.IO.Compression;

namespace Playground.Repository.Packages;

/// <summary>Finds files in a zip without reading more of it than its directory and them.</summary>
internal static class ZipFiles
{
    /// <summary>Reads the files that are wanted.</summary>
    internal static DescribingFiles Read(Stream content, PackageLimits limits, Func<string, bool> isWanted)
    {
        using var bounded = new BudgetStream(content, limits.ZipDirectory);
        using var zip = new ZipArchive(bounded, ZipArchiveMode.Read, leaveOpen: true);
        var files = new DescribingFiles(limits, isWanted);
        List<(string Path, ZipArchiveEntry Entry)> wanted = [.. zip.Entries
            .Select(entry => (Path: files.Meet(entry.FullName), Entry: entry))
            .Where(entry => entry.Path is not null)
            .Select(entry => (entry.Path!, entry.Entry))];
        foreach ((string path, ZipArchiveEntry entry) in wanted)
        {
            bounded.Budget = 2L * limits.Description;
            using Stream opened = entry.Open();
            files.Take(path, opened);
        }

        return files;
    }
}
