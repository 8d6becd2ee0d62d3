using System.Text.RegularExpressions;

namespace Playground.Repository.Git;

/// <summary>A lock file in git's way. Whether its owner lives cannot be known for sure from here, so it is named and never removed.</summary>
internal static partial class GitLock
{
    private const string Suffix = ".lock";

    /// <summary>The lock file that git said was in its way, or null.</summary>
    internal static string? Find(string said)
    {
        Match match = InTheWay().Match(said);
        return !match.Success ? null
            : match.Groups["lock"] is { Success: true } file ? GitText.Show(file.Value)
            : GitText.Show(match.Groups["config"].Value) + Suffix;
    }

    /// <summary>Says which file it is, and what to do about it.</summary>
    /// <param name="what">What was not done, as the beginning of a sentence.</param>
    /// <param name="file">The lock file.</param>
    internal static TufException Problem(string what, string file) => new(
        GitProblemCodes.RefLocked,
        $"{what}: another git process is at work in this repository, or was killed there. Try again; if no git is running there, remove this file and try again: {file}");

    [GeneratedRegex(@"'(?<lock>[^'\n]+\.lock)': File exists|unable to create file (?<lock>[^\n]+\.new): File exists|could not lock config file (?<config>[^\n]+): File exists", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InTheWay();
}
