using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Playground.Site.Words;

namespace Playground.Site.Pictures;

/// <summary>How many releases there were each week, over a year up to the newest of them.</summary>
internal static class Sparkline
{
    private const int Weeks = 52;
    private const int Width = 10;
    private const int Height = 64;

    internal static MarkupString Of(IEnumerable<DateTimeOffset> releases)
    {
        List<DateTimeOffset> all = [.. releases];
        if (all.Count == 0)
        {
            return new MarkupString("");
        }

        DateTimeOffset end = all.Max();
        int[] weeks = new int[Weeks];
        foreach (DateTimeOffset time in all)
        {
            int back = (int)((end - time).TotalDays / 7);
            if (back < Weeks)
            {
                weeks[Weeks - 1 - back]++;
            }
        }

        int most = weeks.Max();
        var bars = new StringBuilder();
        for (int i = 0; i < Weeks; i++)
        {
            int height = weeks[i] == 0 ? 2 : Math.Max(4, (int)Math.Round(weeks[i] * (double)Height / most));
            bars.Append(CultureInfo.InvariantCulture, $"<rect{(weeks[i] == 0 ? " class=\"zero\"" : "")} x=\"{i * Width}\" y=\"{Height - height}\" width=\"{Width - 3}\" height=\"{height}\"/>");
        }

        string said = $"{Phrase.Count(weeks.Sum(), "release")} in the 52 weeks up to {Phrase.Date(end)}, at most {most} in a week";
        return new MarkupString($"<svg class=\"spark\" viewBox=\"0 0 {(Weeks * Width) - 3} {Height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{said}\">{bars}</svg><p class=\"hint\">{said}.</p>");
    }
}
