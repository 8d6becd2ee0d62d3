namespace Playground.EndToEnd.Tests.Killing;

/// <summary>One of the times that a tool ran git.</summary>
/// <param name="Number">Which one, counted from 1.</param>
/// <param name="Words">What it was told.</param>
internal sealed record GitCommand(int Number, string Words)
{
    /// <summary>Whether it may change something: a commit made, a branch fetched or moved, a setting kept. Reading takes no locks, and says so.</summary>
    internal bool Changes => !Words.Contains("--no-optional-locks", StringComparison.Ordinal) && Words != "version" && !Words.StartsWith("rev-parse ", StringComparison.Ordinal);
}
