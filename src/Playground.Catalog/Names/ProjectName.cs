using System.Diagnostics.CodeAnalysis;

namespace Playground.Catalog.Names;

/// <summary>
/// The name of a project as it was registered: <c>[a-z0-9]</c>, with single <c>-</c>, <c>_</c> or <c>.</c> inside, 1 to 64 characters. It is a segment of
/// target paths and the name of the owners' role. Two spellings of one name are told apart here; <see cref="Folded"/> says whether they mean the same.
/// </summary>
public readonly record struct ProjectName : IComparable<ProjectName>
{
    /// <summary>How long a name may be, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    private ProjectName(string value) => _value = value;

    /// <summary>The name as registered.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default ProjectName names no project.");

    /// <summary>The name with every separator as <c>-</c>: what makes <c>foo_bar</c> and <c>foo.bar</c> one name.</summary>
    public string Folded => Fold(Value);

    /// <summary>Whether the repository keeps the name for itself. See <see cref="ReservedNames"/>.</summary>
    public bool IsReserved => ReservedNames.Contain(this);

    /// <summary>Reads a name as registered.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="CatalogProblemCodes.BadProjectName"/>.</exception>
    public static ProjectName Parse(string text) => TryParse(text, out ProjectName name)
        ? name
        : throw new TufException(
            CatalogProblemCodes.BadProjectName,
            $"'{Printable.Of(text ?? "")}' cannot name a project: a to z and digits, with single '-', '_' or '.' between them, at most {MaxLength}.");

    /// <summary>Reads a name as registered, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProjectName name)
    {
        bool good = text is { Length: > 0 and <= MaxLength };
        bool afterSeparator = true;
        foreach (char c in good ? text! : "")
        {
            bool separator = c is '-' or '_' or '.';
            good &= separator ? !afterSeparator : char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
            afterSeparator = separator;
        }

        good &= !afterSeparator;
        name = good ? new ProjectName(text!) : default;
        return good;
    }

    /// <summary>Folds what a person typed, in any case and with any separators, to compare it with <see cref="Folded"/>.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Create(text.Length, text, static (folded, text) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                folded[i] = text[i] is '_' or '.' ? '-' : char.ToLowerInvariant(text[i]);
            }
        });
    }

    /// <inheritdoc/>
    public int CompareTo(ProjectName other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
