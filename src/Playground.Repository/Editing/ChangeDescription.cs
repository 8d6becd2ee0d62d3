#pragma warning disable MA0025, MA0150, CA1822, IDE0051, IDE0052, MA0038, MA0041 // Not written yet.
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>What a line of a <see cref="ChangeDescription"/> tells of.</summary>
public enum ChangeKind
{
    /// <summary>A heading: which role, from which version to which.</summary>
    Heading,

    /// <summary>Something came.</summary>
    Added,

    /// <summary>Something is another now.</summary>
    Changed,

    /// <summary>Something is gone.</summary>
    Removed,

    /// <summary>Something a reviewer should look at twice.</summary>
    Warning,
}

/// <summary>One line of a <see cref="ChangeDescription"/>.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="Role">Of which role.</param>
/// <param name="Text">In words; safe to print.</param>
public sealed record ChangeLine(ChangeKind Kind, RoleName Role, string Text);

/// <summary>A proposed change in words, for the person who is asked to sign it.</summary>
/// <param name="Lines">The lines, in order.</param>
public sealed record ChangeDescription(IReadOnlyList<ChangeLine> Lines)
{
    /// <summary>Describes an event against its known good commit. The same event always gives the same lines.</summary>
    public static ChangeDescription Of(SigningEvent change) => throw new NotImplementedException();

    /// <summary>Describes what one view proposes against another.</summary>
    public static ChangeDescription Of(RepositoryView? knownGood, RepositoryView proposed) => throw new NotImplementedException();

    /// <summary>As plain text.</summary>
    public override string ToString() => throw new NotImplementedException();
}
