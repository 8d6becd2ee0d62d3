namespace Playground.Repository.Reports;

/// <summary>How much still fits into a result, so that its JSON is never longer than <see cref="EventResult.MaxLength"/>, whatever was proposed.</summary>
internal sealed class ResultRoom
{
    private const int Overhead = 200;
    private const int Escaped = 6;

    private long _left = EventResult.MaxLength - 1024 * 1024;

    /// <summary>Takes the first entries that fit.</summary>
    /// <param name="entries">The entries, most important first.</param>
    /// <param name="most">How many there may be at most.</param>
    /// <param name="texts">The texts of an entry.</param>
    internal (List<T> Taken, int Left) Take<T>(IEnumerable<T> entries, int most, Func<T, IEnumerable<string?>> texts)
    {
        var taken = new List<T>();
        int left = 0;
        foreach (T entry in entries)
        {
            long cost = Overhead + texts(entry).Sum(Cost);
            if (left == 0 && taken.Count < most && cost <= _left)
            {
                _left -= cost;
                taken.Add(entry);
            }
            else
            {
                left++;
            }
        }

        return (taken, left);
    }

    /// <summary>A text of at most so many characters.</summary>
    internal static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1), "…");

    private static long Cost(string? text)
    {
        long cost = 0;
        foreach (char c in text ?? "")
        {
            cost += char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '.' or '-' or '_' or ':' or ',' or '=' or '(' or ')' ? 1 : Escaped;
        }

        return cost;
    }
}
