using System.Text.RegularExpressions;

namespace Playground.Repository.Reports;

/// <summary>Who is called by a report, so that the next one need not: written to the report as a comment that does not show.</summary>
public static partial class ReportMentions
{
    private const int Most = 20;

    /// <summary>Whom <see cref="ReportMarkdown.Write"/> mentions: those who have something to do, whom a forge knows by that name, and who were not mentioned before.</summary>
    public static IReadOnlyList<string> Of(EventResult result, ReportLinks links)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(links);
        if (links.Mentioned is not { } mentioned)
        {
            return [];
        }

        var known = result.Known.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. WaitedFor.Of(result).Select(person => person.Name)
                .Where(name => (links.MentionsNewcomers || known.Contains(name)) && !mentioned.Contains(name) && Account().IsMatch(name)).Take(Most),
        ];
    }

    /// <summary>The comment that remembers people; to stand on a line of its own.</summary>
    public static string Marker(IEnumerable<string> people)
    {
        ArgumentNullException.ThrowIfNull(people);
        return $"<!-- playground mentioned: {string.Join(' ', people.Where(name => Account().IsMatch(name)).Select(name => name[1..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} -->";
    }

    /// <summary>The people that a report remembers; none where it has no such comment. Ask only reports that are one's own.</summary>
    public static IReadOnlySet<string> Read(string report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Marked().Match(report) is { Success: true } marker
            ? marker.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => "@" + name).Where(name => Account().IsMatch(name)).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\A@[a-z0-9](-?[a-z0-9]){0,38}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();

    [GeneratedRegex(@"^<!-- playground mentioned: (?<names>[a-z0-9 -]*) -->\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Marked();
}
