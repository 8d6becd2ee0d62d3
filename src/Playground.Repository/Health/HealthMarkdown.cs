using System.Globalization;
using System.Text;
using Playground.Repository.Reports;

namespace Playground.Repository.Health;

/// <summary>The health of a repository for people, in Markdown: what is due first. Names stand in code spans.</summary>
public static class HealthMarkdown
{
    private const int MostRows = 100;

    /// <summary>Writes what was found.</summary>
    public static string Write(IReadOnlyList<HealthItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int due = items.Count(item => item.State == HealthState.Due);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {(due == 0 ? "Nothing is due" : due == 1 ? "1 thing is due" : $"{due} things are due")}\n\n");
        text.Append("| State | What | Days | | What to do |\n| --- | --- | --- | --- | --- |\n");
        foreach (HealthItem item in items.OrderByDescending(item => item.State).ThenBy(item => item.Subject).ThenBy(item => item.Subject == HealthSubject.Event ? -item.Days : item.Days).Take(MostRows))
        {
            string state = item.State switch
            {
                HealthState.Due => "**due**",
                HealthState.Soon => "soon",
                _ => "good",
            };
            string fix = item.Fix is null ? "" : MarkdownCode.Cell(item.Fix);
            text.Append(CultureInfo.InvariantCulture, $"| {state} | {Word(item.Subject)} {MarkdownCode.Cell(item.Name)} | {item.Days} | {MarkdownCode.Cell(item.Message)} | {fix} |\n");
        }

        return items.Count > MostRows ? text.Append(CultureInfo.InvariantCulture, $"| | and {items.Count - MostRows} more | | | |\n").ToString() : text.ToString();
    }

    /// <summary>A subject in a word or two.</summary>
    public static string Word(HealthSubject subject) => subject switch
    {
        HealthSubject.Role => "role",
        HealthSubject.Event => "event",
        HealthSubject.Publication => "publication",
        HealthSubject.Project => "project",
        _ => "online key",
    };
}
