using System.Diagnostics.CodeAnalysis;

namespace Playground.Repository;

/// <summary>A person who signs, written <c>@name</c>: letters, digits and single hyphens, as forges name accounts. Case does not count.</summary>
public readonly record struct Signer : IComparable<Signer>
{
    private const int MaxLength = 64;

    private readonly string? _name;

    private Signer(string name) => _name = name;

    /// <summary>The name with its <c>@</c>, in lower case.</summary>
    public string Name => _name ?? throw new InvalidOperationException("A default Signer is nobody.");

    /// <summary>Reads a name, with or without <c>@</c>.</summary>
    /// <exception cref="TufException">The text cannot name anyone: <see cref="RepositoryProblemCodes.BadSigner"/>.</exception>
    public static Signer Parse(string text) => TryParse(text, out Signer signer)
        ? signer
        : throw new TufException(RepositoryProblemCodes.BadSigner, $"'{Printable.Of(text ?? "")}' is not a name such as @alice: letters, digits and hyphens.");

    /// <summary>Reads a name, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Signer signer)
    {
        string name = (text ?? "").TrimStart('@').ToLowerInvariant();
        bool good = name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && name[0] is not '-' and not '.';
        signer = good ? new Signer("@" + name) : default;
        return good;
    }

    /// <inheritdoc/>
    public int CompareTo(Signer other) => string.CompareOrdinal(_name, other._name);

    /// <inheritdoc/>
    public override string ToString() => _name ?? "";
}
