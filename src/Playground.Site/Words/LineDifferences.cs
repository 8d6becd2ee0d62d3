namespace Playground.Site.Words;

/// <summary>Compares two texts line by line, and shows what differs with a few lines around it.</summary>
internal static class LineDifferences
{
    private const int Context = 2;
    private const long MostCells = 4_000_000;
    private const int MostLines = 400;

    /// <summary>The lines that differ; null where the texts are too long for a comparison that anyone would read.</summary>
    internal static IReadOnlyList<Difference>? Between(string before, string after)
    {
        string[] a = before.Split('\n');
        string[] b = after.Split('\n');
        int start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        int endA = a.Length;
        int endB = b.Length;
        while (endA > start && endB > start && a[endA - 1] == b[endB - 1])
        {
            endA--;
            endB--;
        }

        if ((long)(endA - start) * (endB - start) > MostCells)
        {
            return null;
        }

        List<Difference> all = [.. a[..start].Select(Same), .. Middle(a[start..endA], b[start..endB]), .. a[endA..].Select(Same)];
        List<Difference> shown = Shorten(all);
        return shown.Count > MostLines ? null : shown;
    }

    private static Difference Same(string line) => new(DifferenceKind.Same, line);

    /// <summary>The longest common subsequence, and what is not in it.</summary>
    private static IEnumerable<Difference> Middle(string[] a, string[] b)
    {
        int[,] length = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
            {
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        int x = 0;
        int y = 0;
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                yield return Same(a[x++]);
                y++;
            }
            else if (x < a.Length && (y == b.Length || length[x + 1, y] >= length[x, y + 1]))
            {
                yield return new Difference(DifferenceKind.Removed, a[x++]);
            }
            else
            {
                yield return new Difference(DifferenceKind.Added, b[y++]);
            }
        }
    }

    private static List<Difference> Shorten(List<Difference> all)
    {
        bool[] near = new bool[all.Count];
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i].Kind != DifferenceKind.Same)
            {
                near.AsSpan(Math.Max(0, i - Context), Math.Min(all.Count, i + Context + 1) - Math.Max(0, i - Context)).Fill(true);
            }
        }

        var shown = new List<Difference>();
        for (int i = 0; i < all.Count; i++)
        {
            if (near[i])
            {
                shown.Add(all[i]);
            }
            else if (i == 0 || near[i - 1])
            {
                shown.Add(Same("…"));
            }
        }

        return shown;
    }
}
