using System.Buffers;
using System.Globalization;
using System.Text;
using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>
/// Files that can be checked out and downloaded on every system under the name they show. Names that are published with a SHA-256 before them
/// have to be shorter than what file systems take.
/// </summary>
internal sealed class FileNames : IRule
{
    private const int MaxSegmentBytes = 190;
    private const int MaxPathBytes = 1000;

    private static readonly HashSet<string> Devices = new(
        ["con", "prn", "aux", "nul", "conin$", "conout$", .. "0123456789¹²³".SelectMany(digit => new[] { $"com{digit}", $"lpt{digit}" })],
        StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"|?*");

    public string Code => RepositoryProblemCodes.OddFileName;

    public string Protects => "Files that cannot be checked out everywhere, or whose name reads as another.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (GitFileChange file in change.Changes)
        {
            if (file.After is not null && (file.Path.IsIn(Layout.Metadata) || file.Path.IsIn(Layout.Targets)) && Trouble(file.Path) is { } trouble)
            {
                yield return new Finding(null, $"The name '{file.Path}' {trouble}.", FixCommand.Remove(file.Path));
            }
        }
    }

    private static string? Trouble(GitPath path) =>
        !path.IsOrdinary ? "is not UTF-8, or has characters or segments that no file name may have"
        : path.ToBytes().Length > MaxPathBytes ? $"is longer than {MaxPathBytes} bytes"
        : path.Value.Split('/').Select(OfSegment).FirstOrDefault(trouble => trouble is not null);

    private static string? OfSegment(string name) =>
        Encoding.UTF8.GetByteCount(name) > MaxSegmentBytes ? $"has a part of more than {MaxSegmentBytes} bytes"
        : name[0] == ' ' || name[^1] is ' ' or '.' ? "has a part that begins with a space, or ends in a space or dot"
        : name.AsSpan().ContainsAny(Forbidden) ? "has one of the characters < > : \" | ? *"
        : name.StartsWith(".git", StringComparison.OrdinalIgnoreCase) ? "has a part that means something to git"
        : Devices.Contains(name.Split('.')[0].TrimEnd()) ? "has a part that is a device on Windows"
        : name.EnumerateRunes().Any(IsHidden) ? "has a character that does not show, or turns the direction of text"
        : name.EnumerateRunes().Any(IsPartial) ? "has an accent apart from its letter: write them as one character"
        : null;

    private static bool IsHidden(Rune rune) => (rune.Value != ' ' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;

    /// <summary>Combining diacritical marks and conjoining jamo: systems that compose them would see another name.</summary>
    private static bool IsPartial(Rune rune) => rune.Value is (>= 0x300 and <= 0x36f) or (>= 0x1100 and <= 0x11ff);
}
