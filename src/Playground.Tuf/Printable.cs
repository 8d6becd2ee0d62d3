using System.Globalization;
using System.Text;

namespace Playground.Tuf;

/// <summary>Makes text that came from outside safe to show: one line, no control characters, no bidi tricks, no commands that CI services find in logs, bounded.</summary>
public static class Printable
{
    private const int MaxLength = 200;

    /// <summary>The text with control, format and unpaired surrogate characters as <c>\uXXXX</c>, cut after 200 characters.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= MaxLength && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return WithoutCommands(text);
        }

        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
            {
                shown.Append('…');
                break;
            }

            if (IsShown(rune))
            {
                shown.Append(rune.ToString());
            }
            else
            {
                shown.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
            }
        }

        return WithoutCommands(shown.ToString());
    }

    /// <summary>Whether a character shows, and changes nothing else than itself: neither control nor format, none that fonts pass over, none of nobody's.</summary>
    public static bool IsShown(Rune rune) => rune != Rune.ReplacementChar && !IsIgnorable(rune.Value)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    /// <summary>Text in which CI services find no command or expression of theirs, wherever it stands in a line: <c>##[</c> and <c>${{</c> are broken up.</summary>
    public static string WithoutCommands(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("##[", StringComparison.Ordinal) || text.Contains("${{", StringComparison.Ordinal)
            ? text.Replace("##[", @"##\u005b", StringComparison.Ordinal).Replace("${{", @"$\u007b{", StringComparison.Ordinal)
            : text;
    }

    /// <summary>Letters and marks that Unicode calls default ignorable: they take no room.</summary>
    private static bool IsIgnorable(int c) => c is 0x34f or 0x115f or 0x1160 or 0x17b4 or 0x17b5 or (>= 0x180b and <= 0x180f) or 0x2800 or 0x3164 or (>= 0xfe00 and <= 0xfe0f)
        or 0xffa0 or (>= 0xe0100 and <= 0xe01ef);
}
