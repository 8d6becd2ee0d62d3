using System.Globalization;
using System.Text;
using Playground.Repository.Reports;

namespace Playground.Repository.Publishing;

/// <summary>How much is to be published, and where it lies.</summary>
internal sealed class PublicationSize(PublicationLimits limits)
{
    private const int FolderDepth = 3;
    private const int ShownFolders = 10;
    private const int ShownFiles = 10;

    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);

    internal void Add(string name, long length) => _files[name] = length;

    /// <summary>Warnings where a limit is near.</summary>
    /// <exception cref="TufException">A limit is passed: <see cref="RepositoryProblemCodes.TooLargeToPublish"/>.</exception>
    internal IReadOnlyList<string> Require(string otherwise)
    {
        long site = _files.Values.Aggregate(0L, Sum);
        KeyValuePair<string, long>[] large = [.. _files.Where(file => file.Value > limits.MaxFile).OrderByDescending(file => file.Value).ThenBy(file => file.Key, StringComparer.Ordinal)];
        if (site > limits.MaxSite || large.Length > 0)
        {
            string what = string.Join(" and ", ((string?[])[
                site > limits.MaxSite ? $"the site would have {ByteSize.Of(site)}, and {ByteSize.Of(limits.MaxSite)} are allowed" : null,
                large.Length == 1 ? $"a file has more than {ByteSize.Of(limits.MaxFile)}" : large.Length > 1 ? $"{large.Length} files have more than {ByteSize.Of(limits.MaxFile)}" : null]).OfType<string>());
            throw new TufException(
                RepositoryProblemCodes.TooLargeToPublish,
                $"This is too large to publish: {what}. {otherwise} Let large files lie elsewhere (docs/administrator.md, Limits), or allow more with --max-site and --max-file.\n{Table(large)}");
        }

        List<string> warnings = [];
        if (site > limits.MaxSite * PublicationLimits.WarningShare)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The site has {ByteSize.Of(site)}: {100.0 * site / limits.MaxSite:0} % of the {ByteSize.Of(limits.MaxSite)} that are allowed.\n{Table([])}").TrimEnd());
        }

        warnings.AddRange(_files.Where(file => file.Value > limits.MaxFile * PublicationLimits.WarningShare).OrderByDescending(file => file.Value).Take(ShownFiles)
            .Select(file => $"{Printable.Of(file.Key)} has {ByteSize.Of(file.Value)}, and {ByteSize.Of(limits.MaxFile)} are allowed."));
        return warnings;
    }

    private static long Sum(long one, long other) => other > long.MaxValue - one ? long.MaxValue : one + other;

    /// <summary>The largest folders, and the files that are too large.</summary>
    private string Table(KeyValuePair<string, long>[] large)
    {
        var table = new StringBuilder();
        foreach ((string folder, long length, int count) in _files.GroupBy(file => FolderOf(file.Key), StringComparer.Ordinal)
            .Select(group => (group.Key, group.Aggregate(0L, (sum, file) => Sum(sum, file.Value)), group.Count())).OrderByDescending(entry => entry.Item2).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(ShownFolders))
        {
            table.Append(CultureInfo.InvariantCulture, $"{ByteSize.Of(length),10} {count,8} files  {Printable.Of(folder)}/\n");
        }

        foreach ((string name, long length) in large.Take(ShownFiles))
        {
            table.Append(CultureInfo.InvariantCulture, $"{ByteSize.Of(length),10} {"",14}  {Printable.Of(name)}\n");
        }

        return table.ToString().TrimEnd();
    }

    private static string FolderOf(string name)
    {
        string[] segments = name.Split('/');
        return string.Join('/', segments.Take(Math.Min(FolderDepth, segments.Length - 1)));
    }
}
