using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Playground.Repository.Git;

/// <summary>Names an object of a git repository by its content: 40 lower-case hexadecimal digits (SHA-1) or 64 (SHA-256).</summary>
public readonly record struct ObjectId : IComparable<ObjectId>
{
    private const int Sha1Length = 40;
    private const int Sha256Length = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly string? _value;

    private ObjectId(string value) => _value = value;

    /// <summary>The digits.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default ObjectId names no object.");

    /// <summary>Reads an object id; abbreviations are none.</summary>
    /// <exception cref="TufException">The text is not one: <see cref="GitProblemCodes.BadObjectId"/>.</exception>
    public static ObjectId Parse(string text) => TryParse(text, out ObjectId id)
        ? id
        : throw new TufException(
            GitProblemCodes.BadObjectId, $"'{Printable.Of(text ?? "")}' is not a full object id: 40 or 64 lower-case hexadecimal digits.");

    /// <summary>Reads an object id, or says that the text is none. Only zeros mean "nothing" to git, and are none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ObjectId id)
    {
        bool good = text is { Length: Sha1Length or Sha256Length } && !text.AsSpan().ContainsAnyExcept(Digits) && text.AsSpan().ContainsAnyExcept('0');
        id = good ? new ObjectId(text!) : default;
        return good;
    }

    /// <summary>The id in a tree object's entry.</summary>
    internal static ObjectId FromBytes(ReadOnlySpan<byte> raw) => new(Convert.ToHexStringLower(raw));

    /// <inheritdoc/>
    public int CompareTo(ObjectId other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
