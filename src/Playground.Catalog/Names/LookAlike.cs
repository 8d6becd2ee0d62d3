namespace Playground.Catalog.Names;

/// <summary>Why a name may be taken for another.</summary>
public enum LookAlikeKind
{
    /// <summary>They are one name, spelled with other separators: <c>foo_bar</c>, <c>foo-bar</c>.</summary>
    SameName,

    /// <summary>They differ in separators, or in characters that look alike: <c>foobar</c>, <c>f0o-bar</c>.</summary>
    SameLook,

    /// <summary>They have the same words in another order: <c>bar-foo</c>.</summary>
    SameWords,

    /// <summary>They are a typing error apart: <c>fobar</c>, <c>ofobar</c>.</summary>
    Typo,
}

/// <summary>An existing name that a new one may be taken for.</summary>
/// <param name="Existing">The existing name.</param>
/// <param name="Kind">Why.</param>
public sealed record LookAlike(ProjectName Existing, LookAlikeKind Kind)
{
    /// <summary>Below this length every name is a typing error away from many.</summary>
    private const int ShortestWithTypos = 4;

    /// <summary>From this length on, two typing errors count.</summary>
    private const int ShortestWithTwoTypos = 10;

    private static readonly (string Seen, string As)[] Pairs = [("rn", "m"), ("vv", "w"), ("cl", "d")];

    /// <summary>Why, as the end of a sentence; safe to print.</summary>
    public string Why => Kind switch
    {
        LookAlikeKind.SameName => "it is the same name with other separators",
        LookAlikeKind.SameLook => "the two look alike",
        LookAlikeKind.SameWords => "it has the same words",
        _ => "they are a typing error apart",
    };

    /// <summary>
    /// Finds the existing name that a new one is most easily taken for, or null. Pure and the same everywhere, so that the one who proposes
    /// and the CI agree.
    /// </summary>
    /// <param name="proposed">The new name.</param>
    /// <param name="existing">Those that are there.</param>
    public static LookAlike? Find(ProjectName proposed, IEnumerable<ProjectName> existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        string folded = proposed.Folded;
        string look = LookOf(folded);
        string words = WordsOf(folded);
        LookAlike? nearest = null;
        foreach (ProjectName known in existing)
        {
            if (Kinship(folded, look, words, known.Folded) is { } kind
                && (nearest is null || kind < nearest.Kind || (kind == nearest.Kind && known.CompareTo(nearest.Existing) < 0)))
            {
                nearest = new LookAlike(known, kind);
            }
        }

        return nearest;
    }

    private static LookAlikeKind? Kinship(string folded, string look, string words, string known)
    {
        if (known == folded)
        {
            return LookAlikeKind.SameName;
        }

        // Lengths far apart rule everything else out, and most names at once.
        if (Math.Abs(known.Length - folded.Length) > 2 + Math.Max(Separators(known), Separators(folded)) + (Math.Max(known.Length, folded.Length) / 2))
        {
            return null;
        }

        string knownLook = LookOf(known);
        if (knownLook == look)
        {
            return LookAlikeKind.SameLook;
        }

        if (known.Length == folded.Length && WordsOf(known) == words)
        {
            return LookAlikeKind.SameWords;
        }

        int shorter = Math.Min(look.Length, knownLook.Length);
        int allowed = shorter < ShortestWithTypos ? 0 : shorter < ShortestWithTwoTypos ? 1 : 2;
        return allowed > 0 && Typing.Distance(look, knownLook, allowed) <= allowed ? LookAlikeKind.Typo : null;
    }

    private static int Separators(string folded) => folded.AsSpan().Count('-');

    /// <summary>The name as a hurried eye sees it: no separators, digits as the letters they resemble, pairs as the letter they make.</summary>
    private static string LookOf(string folded)
    {
        Span<char> look = stackalloc char[ProjectName.MaxLength];
        int length = 0;
        foreach (char c in folded)
        {
            if (c != '-')
            {
                look[length++] = c switch
                {
                    '0' => 'o',
                    '1' or 'i' => 'l',
                    '2' => 'z',
                    '3' => 'e',
                    '4' => 'a',
                    '5' => 's',
                    '6' => 'b',
                    '7' => 't',
                    '8' => 'b',
                    '9' => 'g',
                    _ => c,
                };
            }
        }

        string text = new(look[..length]);
        foreach ((string seen, string letter) in Pairs)
        {
            text = text.Replace(seen, letter, StringComparison.Ordinal);
        }

        return text;
    }

    private static string WordsOf(string folded) => string.Join('-', folded.Split('-').Order(StringComparer.Ordinal));
}
