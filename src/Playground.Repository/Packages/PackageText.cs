using System.Globalization;
using System.Text;

namespace Playground.Repository.Packages;

/// <summary>Makes what a package says short and plain enough to be signed.</summary>
internal static class PackageText
{
    private const int MaxName = 256;
    private const int MaxLine = 500;
    private const int MaxTag = 64;
    private const int MaxTags = 50;

    private static readonly string[] Schemes = ["https", "http", "git", "ssh"];

    /// <summary>What must be there, in one piece.</summary>
    internal static string Word(string? text, string called)
    {
        string word = text?.Trim() ?? "";
        bool good = word.Length is > 0 and <= MaxName && word.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && !char.IsSurrogate(c));
        return good ? word : throw new InvalidDataException($"It has no {called}, or none that can be one: '{Printable.Of(word)}'.");
    }

    /// <summary>The text in one line, cut where it is too long; null where nothing is left. Characters nobody sees are left out.</summary>
    internal static string? Line(string? text)
    {
        var line = new StringBuilder();
        bool blank = false;
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                blank = line.Length > 0;
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                continue;
            }

            line.Append(blank ? " " : "").Append(rune.ToString());
            blank = false;
            if (line.Length >= MaxLine)
            {
                return line.Append('…').ToString();
            }
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    /// <summary>Words to find a package by.</summary>
    internal static IReadOnlyList<string>? Tags(IEnumerable<string> words)
    {
        string[] tags = [.. words.Select(Line).OfType<string>().Where(word => word.Length <= MaxTag).Distinct(StringComparer.Ordinal).Take(MaxTags)];
        return tags.Length > 0 ? tags : null;
    }

    /// <summary>The address, if it is one of a place where sources may be.</summary>
    internal static string? Link(string? text)
    {
        string link = text?.Trim() ?? "";
        link = link.StartsWith("git+", StringComparison.OrdinalIgnoreCase) ? link[4..] : link;
        return link.Length <= MaxLine && Uri.TryCreate(link, UriKind.Absolute, out Uri? address) && Schemes.Contains(address.Scheme) && address.Host.Length > 0
            ? address.AbsoluteUri
            : null;
    }
}
