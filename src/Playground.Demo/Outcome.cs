namespace Playground.Demo;

/// <summary>What came of a command.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Answer">What it wrote to stdout.</param>
/// <param name="All">All that it wrote.</param>
internal sealed record Outcome(int ExitCode, string Answer, string All)
{
    /// <summary>What follows a text in what was written, up to the next blank.</summary>
    internal string After(string beginning)
    {
        int at = All.IndexOf(beginning, StringComparison.Ordinal);
        return at < 0
            ? throw new StoryBrokenException($"'{beginning}' is not in what was printed.")
            : All[(at + beginning.Length)..].Split([' ', '\n'], 2)[0];
    }
}
