using System.Text.RegularExpressions;
using Playground.Catalog.Versions;

namespace Playground.Repository.Packages;

/// <summary>How versions of Python packages (PEP 440) are spelled as versions of releases.</summary>
internal static partial class PythonVersion
{
    /// <summary>
    /// <c>1.0rc1</c> is <c>1.0.0-rc1</c> or <c>1.0.0-rc.1</c>; <c>1.0.post2</c>, which comes after 1.0 and before 1.0.1, is <c>1.0.0.2</c>. Epochs and local parts
    /// (<c>+cpu</c>) are left out. None where it is no such version or has no spelling.
    /// </summary>
    internal static IReadOnlyList<ReleaseVersion> ReleaseVersionsOf(string version)
    {
        if (version.Length > ReleaseVersion.MaxLength || Form().Match(version) is not { Success: true } match)
        {
            return [];
        }

        List<string> numbers = [.. match.Groups["release"].Value.Split('.')];
        bool isPre = match.Groups["pre"].Success;
        var labels = new List<(string[] Words, string Number)>();
        if (isPre)
        {
            labels.Add((Words(match.Groups["pre"].Value), Number("pren")));
        }

        if (match.Groups["post"].Success)
        {
            string number = Number("post1") is not "0" and { } implied ? implied : Number("post2");
            if (isPre)
            {
                labels.Add((["post"], number));
            }
            else
            {
                while (numbers.Count < 3)
                {
                    numbers.Add("0");
                }

                numbers.Add(number);
            }
        }

        if (match.Groups["dev"].Success)
        {
            labels.Add((["dev"], Number("devn")));
        }

        string bare = string.Join('.', numbers);
        var spellings = new List<string> { bare };
        foreach ((string[] words, string number) in labels)
        {
            spellings = [.. spellings.SelectMany(before => words.SelectMany(word => (string[])[$"{before}{Link(before)}{word}{number}", $"{before}{Link(before)}{word}.{number}"]))];
        }

        return [.. spellings.Select(text => ReleaseVersion.TryParse(text, out ReleaseVersion one) ? one : (ReleaseVersion?)null).OfType<ReleaseVersion>().Distinct()];

        string Number(string group) => match.Groups[group].Value is { Length: > 0 } digits && digits.TrimStart('0') is { Length: > 0 } number ? number : "0";

        string Link(string before) => before == bare ? "-" : ".";
    }

    private static string[] Words(string label) => label.ToLowerInvariant() switch
    {
        "a" or "alpha" => ["a", "alpha"],
        "b" or "beta" => ["b", "beta"],
        _ => ["rc"],
    };

    [GeneratedRegex(
        """
        \A\s* v? (\d+!)? (?<release>\d+(\.\d+)*)
        ([-_.]? (?<pre>alpha|a|beta|b|preview|pre|c|rc) [-_.]? (?<pren>\d*))?
        (?<post> -(?<post1>\d+) | [-_.]?(post|rev|r)[-_.]?(?<post2>\d*) )?
        (?<dev> [-_.]?dev[-_.]?(?<devn>\d*) )?
        (\+[a-z0-9]+([-_.][a-z0-9]+)*)? \s*\z
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        1000)]
    private static partial Regex Form();
}
