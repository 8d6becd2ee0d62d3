using System.Text.RegularExpressions;
using Playground.Tuf.Client;

namespace Playground.Site.Reading;

/// <summary>
/// Reads metadata as git has it: one file per role, named without a version, in one folder or in folders of bins and projects below it; roots in
/// <c>root_history</c>. Whether a file is of the version that was asked for, the trust rules find out.
/// </summary>
internal sealed partial class WorkTreeFetcher : IFetcher
{
    private readonly FileFetcher _files = new();
    private readonly string _metadata;
    private readonly Dictionary<string, string> _elsewhere;

    internal WorkTreeFetcher(string metadata)
    {
        _metadata = metadata;
        _elsewhere = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string below in (string[])["projects", "bins"])
        {
            string folder = Path.Combine(metadata, below);
            foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories) : [])
            {
                _elsewhere.TryAdd(Path.GetFileName(file), file);
            }
        }
    }

    public ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        string name = Path.GetFileName(uri.LocalPath);
        if (!string.Equals(Path.GetDirectoryName(uri.LocalPath), _metadata, StringComparison.Ordinal) || Versioned().Match(name) is not { Success: true } match)
        {
            return _files.OpenAsync(uri, cancellationToken);
        }

        string role = match.Groups["role"].Value;
        string plain = Path.Combine(_metadata, role);
        string path = role == "root.json" ? Path.Combine(_metadata, "root_history", name)
            : File.Exists(plain) ? plain
            : _elsewhere.GetValueOrDefault(role) ?? plain;
        return _files.OpenAsync(new Uri(path), cancellationToken);
    }

    [GeneratedRegex("^[0-9]+[.](?<role>.+[.]json)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Versioned();
}
