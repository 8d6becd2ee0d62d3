using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Tuf;

namespace Playground.RepositoryPages;

/// <summary>
/// What <c>playground.yml</c> says of a repository's name and address: members of its top level that are plain or quoted texts of one line. What is written
/// otherwise is passed over, since nothing depends on it.
/// </summary>
/// <param name="Name">What the repository is called, or null.</param>
/// <param name="Url">Where it is published, or null.</param>
internal sealed partial record RepositorySettings(string? Name, Uri? Url)
{
    private const int MaxLength = 64 * 1024;

    internal static async Task<RepositorySettings> ReadAsync(GitRepository git, CommitId commit, CancellationToken stop)
    {
        try
        {
            return Parse(await git.ReadFileAsync(commit, Layout.Settings, MaxLength, stop) is { } file ? Encoding.UTF8.GetString(file) : "");
        }
        catch (TufException e) when (e.Code == GitProblemCodes.FileTooLarge)
        {
            return new RepositorySettings(null, null);
        }
    }

    internal static RepositorySettings Parse(string text)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match member in Member().Matches(text))
        {
            if (ValueOf(member) is { Length: > 0 } value)
            {
                said.TryAdd(member.Groups["name"].Value, value);
            }
        }

        Uri? url = said.TryGetValue("url", out string? address) && Uri.TryCreate(address.EndsWith('/') ? address : address + "/", UriKind.Absolute, out Uri? given) && given.Scheme is "https" or "http"
            ? given
            : null;
        return new RepositorySettings(said.GetValueOrDefault("name"), url);
    }

    private static string? ValueOf(Match member)
    {
        if (member.Groups["double"] is { Success: true } quoted)
        {
            try
            {
                return JsonDocument.Parse($"\"{quoted.Value}\"").RootElement.GetString();
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return member.Groups["single"] is { Success: true } single ? single.Value.Replace("''", "'", StringComparison.Ordinal) : member.Groups["plain"].Value.Trim();
    }

    [GeneratedRegex("^(?<name>name|url):[ ]+(\"(?<double>([^\"\\\\]|\\\\.)*)\"|'(?<single>([^']|'')*)'|(?<plain>[^\"'#\\[{&*!|>%@`][^#\\r\\n]*))[ ]*(#.*)?\\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();
}
