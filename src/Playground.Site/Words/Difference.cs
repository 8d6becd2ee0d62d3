namespace Playground.Site.Words;

/// <summary>How a line of a comparison came about.</summary>
internal enum DifferenceKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>Only in the later.</summary>
    Added,

    /// <summary>Only in the earlier.</summary>
    Removed,

    /// <summary>In both, and not the same.</summary>
    Changed,
}

/// <summary>A line of a comparison.</summary>
/// <param name="Kind">How it came about.</param>
/// <param name="Text">What it says.</param>
internal sealed record Difference(DifferenceKind Kind, string Text)
{
    internal string Mark => Kind switch { DifferenceKind.Added => "+", DifferenceKind.Removed => "−", DifferenceKind.Changed => "~", _ => " " };

    internal string Class => Kind switch { DifferenceKind.Added => "add", DifferenceKind.Removed => "del", DifferenceKind.Changed => "chg", _ => "" };

    internal string Said => Kind switch { DifferenceKind.Added => "added", DifferenceKind.Removed => "removed", DifferenceKind.Changed => "changed", _ => "" };
}
