using System.Globalization;
using System.Text;

namespace Playground.Tuf;

/// <summary>Makes text that came from outside safe to show: one line, no control characters, no bidi tricks, bounded.</summary>
public static class Printable
{
    private const int MaxLength = 200;

    /// <summary>The text with control, format and unpaired surrogate characters as <c>\uXXXX</c>, cut after 200 characters.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= MaxLength && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
            {
                return shown.Append('…').ToString();
            }

            bool hidden = rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
            if (!hidden)
            {
                shown.Append(rune.ToString());
            }
            else
            {
                shown.Append(rune.IsBmp ? "\\u" : "\\U").Append(rune.Value.ToString(rune.IsBmp ? "x4" : "x8", CultureInfo.InvariantCulture));
            }
        }

        return shown.ToString();
    }
}
