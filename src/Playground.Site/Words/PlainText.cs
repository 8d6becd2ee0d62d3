using System.Buffers;
using System.Globalization;
using System.Text;

namespace Playground.Site.Words;

/// <summary>Text of strangers in one line: no control characters, no bidi tricks, bounded. It is still to be escaped where it becomes HTML.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code), '\n', '\t']);

    /// <summary>The text with what cannot be seen made visible, as <c>\uXXXX</c>, cut after some characters.</summary>
    internal static string Of(string? text, int most = 200)
    {
        if (text is null)
        {
            return "";
        }

        if (text.Length <= most && text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= most)
            {
                return shown.Append('…').ToString();
            }

            if (IsHidden(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }

    /// <summary>Several lines: line ends stay, everything else that cannot be seen is made visible.</summary>
    internal static string Lines(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
            {
                shown.Append((char)rune.Value);
            }
            else if (rune.Value != '\r')
            {
                shown.Append(IsHidden(rune) ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : rune.ToString());
            }
        }

        return shown.ToString();
    }

    private static bool IsHidden(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
