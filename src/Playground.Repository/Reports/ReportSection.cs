namespace Playground.Repository.Reports;

/// <summary>A part of a report that is cut by whole rows where there is not room for all.</summary>
/// <param name="Rank">Which is given room first; the lowest.</param>
/// <param name="Head">What stands before the rows.</param>
/// <param name="Rows">The rows, most important first.</param>
/// <param name="Foot">What stands after them.</param>
/// <param name="More">A row that says how many there are besides.</param>
internal sealed record ReportSection(int Rank, string Head, IReadOnlyList<string> Rows, string Foot, Func<long, string> More)
{
    private const int MoreLength = 120;

    /// <summary>How many there are beside the rows.</summary>
    internal long Besides { get; init; }

    /// <summary>The most characters of it, so that those that come after it get room too.</summary>
    internal int Most { get; init; } = int.MaxValue;

    /// <summary>Text that is never cut.</summary>
    internal static ReportSection Fixed(string text) => new(0, text, [], "", _ => "");

    /// <summary>The sections one after the other, in at most so many characters.</summary>
    internal static string Compose(IReadOnlyList<ReportSection> sections, int most)
    {
        string[] texts = new string[sections.Count];
        foreach ((int index, ReportSection section) in sections.Index().OrderBy(entry => entry.Item.Rank))
        {
            texts[index] = section.Write(Math.Min(most, section.Most));
            most -= texts[index].Length;
        }

        return string.Concat(texts);
    }

    private string Write(int most)
    {
        if (Rows.Count == 0)
        {
            return Head;
        }

        int used = Head.Length + Foot.Length + MoreLength;
        if (used > most)
        {
            return "";
        }

        int shown = 0;
        while (shown < Rows.Count && used + Rows[shown].Length <= most)
        {
            used += Rows[shown++].Length;
        }

        long left = Rows.Count - shown + Besides;
        return Head + string.Concat(Rows.Take(shown)) + (left > 0 ? More(left) : "") + Foot;
    }
}
