using System.Diagnostics.CodeAnalysis;

namespace Playground.Repository.Git;

/// <summary>
/// The short name of a branch, such as <c>sign/add-carol</c>, by the rules of <c>git check-ref-format --branch</c>: among others, no
/// leading dash, so that it is never an option, and none of git's shorthands such as <c>@{-1}</c>.
/// </summary>
public readonly record struct BranchName : IComparable<BranchName>
{
    private const int MaxLength = 1000;

    private readonly string? _value;

    private BranchName(string value) => _value = value;

    /// <summary>The short name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default BranchName names no branch.");

    /// <summary>The full name: <c>refs/heads/…</c>.</summary>
    public RefName Ref => RefName.Parse("refs/heads/" + Value);

    /// <summary>Reads the name of a branch.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="GitProblemCodes.BadRefName"/>.</exception>
    public static BranchName Parse(string text) => TryParse(text, out BranchName name)
        ? name
        : throw new TufException(
            GitProblemCodes.BadRefName,
            $"'{Printable.Of(text ?? "")}' cannot name a branch. Use letters, digits, '-', '_' and '/', and begin with a letter or digit.");

    /// <summary>Reads the name of a branch, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BranchName name)
    {
        bool good = text is { Length: > 0 and <= MaxLength } and not "HEAD" && !text.StartsWith('-') && RefName.IsWellFormed(text) && text != "@";
        name = good ? new BranchName(text!) : default;
        return good;
    }

    /// <inheritdoc/>
    public int CompareTo(BranchName other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => Printable.Of(_value ?? "");
}
