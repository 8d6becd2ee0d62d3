using System.Globalization;
using System.Text;

namespace Playground.Repository.Reports;

/// <summary>
/// Text as Markdown code (CommonMark 4.5, 6.1): the one place where no mention, link, entity or HTML is read. Always one line; characters that do not show are
/// spelled <c>\uXXXX</c>, and so is what CI services take for a command in a log. Cut after 1,000 characters.
/// </summary>
public static class MarkdownCode
{
    private const int MaxLength = 1000;
    private const int ShortestFence = 3;

    /// <summary>A code span anywhere but in a table. Its delimiters are longer than any row of backticks in the text.</summary>
    public static string Span(string text)
    {
        string shown = Show(text, "");
        string fence = new('`', LongestRow(shown) + 1);
        bool padded = shown.Length == 0 || shown[0] is '`' or ' ' || shown[^1] is '`' or ' ';
        return padded ? $"{fence} {shown} {fence}" : fence + shown + fence;
    }

    /// <summary>A code span in a table's cell, where a bar would end the cell: bars, backticks and backslashes are spelled too.</summary>
    public static string Cell(string text) => $"`{Show(text is "" ? " " : text, "|`\\")}`";

    /// <summary>A line of a code block between <see cref="Fence"/>s.</summary>
    public static string Line(string text) => Show(text, "");

    /// <summary>What a code block of these lines stands between.</summary>
    public static string Fence(IEnumerable<string> lines) =>
        new('`', Math.Max(ShortestFence, lines.Select(line => LongestRow(line) + 1).DefaultIfEmpty(0).Max()));

    private static int LongestRow(string text)
    {
        int longest = 0;
        int row = 0;
        foreach (char c in text)
        {
            row = c == '`' ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        return longest;
    }

    private static string Show(string text, string spelled)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
            {
                shown.Append('…');
                break;
            }

            bool plain = Printable.IsShown(rune);
            bool letter = rune.IsBmp && spelled.Contains((char)rune.Value, StringComparison.Ordinal);
            shown.Append(plain && !letter
                ? rune.ToString()
                : (rune.IsBmp ? "\\u" : "\\U") + rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
        }

        return Printable.WithoutCommands(shown.ToString());
    }
}
