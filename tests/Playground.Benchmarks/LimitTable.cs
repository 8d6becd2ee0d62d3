using System.Globalization;

namespace Playground.Benchmarks;

/// <summary>What was measured against what it may be at most; the exit code of a run.</summary>
internal sealed class LimitTable
{
    private bool _allKept = true;

    /// <summary>0 when every limit was kept, else 1.</summary>
    internal int ExitCode => _allKept ? 0 : 1;

    internal static void Note(string text) => Console.WriteLine($"       {text}");

    internal void Add(string what, double measured, double limit, string unit)
    {
        bool kept = measured <= limit;
        _allKept &= kept;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(kept ? "kept  " : "BROKEN")} {what}: {measured:0.00} {unit}, at most {limit:0.00}"));
    }
}
