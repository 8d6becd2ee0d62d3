namespace Playground.Catalog.Names;

/// <summary>
/// How many slips of the fingers lie between two texts: a character too much, one missing, another one, or two neighbours swapped (the optimal
/// string alignment distance).
/// </summary>
internal static class Typing
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 where it is more. At most 64 characters each.</summary>
    internal static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return limit + 1;
        }

        Span<int> rows = stackalloc int[3 * (ProjectName.MaxLength + 1)];
        int width = other.Length + 1;
        Span<int> twoBack = rows[..width];
        Span<int> back = rows.Slice(ProjectName.MaxLength + 1, width);
        Span<int> row = rows.Slice(2 * (ProjectName.MaxLength + 1), width);
        for (int j = 0; j < width; j++)
        {
            back[j] = j;
        }

        for (int i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            int best = i;
            for (int j = 1; j < width; j++)
            {
                int cost = one[i - 1] == other[j - 1] ? 0 : 1;
                int distance = Math.Min(Math.Min(back[j] + 1, row[j - 1] + 1), back[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    distance = Math.Min(distance, twoBack[j - 2] + 1);
                }

                row[j] = distance;
                best = Math.Min(best, distance);
            }

            if (best > limit)
            {
                return limit + 1;
            }

            Span<int> spare = twoBack;
            twoBack = back;
            back = row;
            row = spare;
        }

        return Math.Min(back[^1], limit + 1);
    }
}
