using System.Globalization;
using System.Text;

namespace Playground.Forge;

/// <summary>Makes what a service said safe to show: one line, no control characters, bounded, and never a token.</summary>
internal static class ShownText
{
    private const int MaxLength = 300;

    internal static string Of(string text, ForgeToken token)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in token.Hide(text).EnumerateRunes())
        {
            if (shown.Length >= MaxLength)
            {
                return shown.Append('…').ToString();
            }

            bool hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
            shown.Append(hidden ? "?" : rune.ToString());
        }

        return shown.ToString();
    }
}
