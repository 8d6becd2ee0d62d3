using System.Diagnostics.CodeAnalysis;

namespace Playground.Tuf.Model;

/// <summary>
/// A shell-style pattern of target paths (specification 4.5, PATHPATTERN): <c>*</c> stands for any characters but <c>/</c>, <c>?</c> for
/// any one of them; everything else for itself. A pattern therefore has as many segments as the paths it matches.
/// </summary>
public readonly record struct PathPattern
{
    private readonly string? _value;

    private PathPattern(string value) => _value = value;

    /// <summary>The text of the pattern.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default PathPattern matches nothing.");

    /// <summary>Reads a pattern; any Unicode text that is not empty is one.</summary>
    /// <exception cref="TufException">The text is empty, or has half a surrogate pair: <see cref="ProblemCodes.BadPaths"/>.</exception>
    public static PathPattern Parse(string text) =>
        TryParse(text, out PathPattern pattern) ? pattern : throw new TufException(ProblemCodes.BadPaths, "A path pattern is empty, or not Unicode.");

    /// <summary>Reads a pattern, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PathPattern pattern)
    {
        pattern = !UnicodeText.IsValid(text) || text.Length == 0 ? default : new PathPattern(text);
        return pattern._value is not null;
    }

    /// <summary>Whether the pattern matches a whole path. Takes at most pattern times path steps, whatever they hold.</summary>
    public bool Matches(TargetPath path)
    {
        ReadOnlySpan<char> pattern = Value;
        ReadOnlySpan<char> text = path.Value;
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == text[t] || (pattern[p] == '?' && text[t] != '/')))
            {
                int length = pattern[p] == '?' && char.IsHighSurrogate(text[t]) && t + 1 < text.Length ? 2 : 1;
                p++;
                t += length;
            }
            else if (star >= 0 && text[resume] != '/')
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    /// <inheritdoc/>
    public override string ToString() => Printable.Of(_value ?? "");
}
