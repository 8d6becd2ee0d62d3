using System.Text;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Whether all paths that one pattern matches are matched by another too (specification 4.5, PATHPATTERN). Decided carefully: a no may be
/// wrong for patterns that say the same in different ways, a yes never is.
/// </summary>
public static class PatternContainment
{
    /// <summary>Whether the pattern stands for one path only.</summary>
    extension(PathPattern pattern)
    {
        /// <summary>Whether the pattern matches just the path that it spells.</summary>
        public bool IsLiteral => !pattern.Value.AsSpan().ContainsAny('*', '?');

        /// <summary>Whether every path this pattern matches is matched by <paramref name="outer"/>. Takes at most as many steps as the product of their lengths.</summary>
        public bool IsInside(PathPattern outer)
        {
            Rune[] inner = [.. pattern.Value.EnumerateRunes()];
            Rune[] pieces = [.. outer.Value.EnumerateRunes()];
            int i = 0;
            int o = 0;
            int star = -1;
            int resume = 0;
            while (i < inner.Length)
            {
                if (o < pieces.Length && pieces[o].Value == '*')
                {
                    star = o++;
                    resume = i;
                }
                else if (o < pieces.Length && Takes(pieces[o], inner[i]))
                {
                    o++;
                    i++;
                }
                else if (star >= 0 && inner[resume].Value != '/')
                {
                    o = star + 1;
                    i = ++resume;
                }
                else
                {
                    return false;
                }
            }

            return pieces.AsSpan(o).TrimStart(new Rune('*')).IsEmpty;
        }
    }

    /// <summary>A star of the inner pattern is taken only by one of the outer, which the caller saw to.</summary>
    private static bool Takes(Rune outer, Rune inner) =>
        inner.Value != '*' && (outer == inner || (outer.Value == '?' && inner.Value != '/'));
}
