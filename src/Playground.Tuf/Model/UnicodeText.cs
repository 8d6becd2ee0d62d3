using System.Diagnostics.CodeAnalysis;

namespace Playground.Tuf.Model;

/// <summary>Tells text from strings that hold half a surrogate pair: no JSON can carry these, and written as UTF-8 two of them look the same.</summary>
internal static class UnicodeText
{
    internal static bool IsValid([NotNullWhen(true)] string? text)
    {
        ReadOnlySpan<char> rest = text;
        while (rest.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and int at)
        {
            if (at + 1 >= rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                return false;
            }

            rest = rest[(at + 2)..];
        }

        return text is not null;
    }
}
