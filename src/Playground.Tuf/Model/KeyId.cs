using System.Diagnostics.CodeAnalysis;

namespace Playground.Tuf.Model;

/// <summary>
/// Names a key inside metadata (specification 4.2, KEYID). An opaque string to a client; a repository may require it to be the
/// SHA-256 of the key, see <see cref="Key.ComputeId"/>.
/// </summary>
public readonly record struct KeyId : IComparable<KeyId>
{
    private readonly string? _value;

    private KeyId(string value) => _value = value;

    /// <summary>The text of the keyid.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default KeyId names no key.");

    /// <summary>Reads a keyid; any Unicode text that is not empty is one.</summary>
    /// <exception cref="TufException">The text is empty, or has half a surrogate pair: <see cref="ProblemCodes.BadKeyId"/>.</exception>
    public static KeyId Parse(string text) =>
        TryParse(text, out KeyId id) ? id : throw new TufException(ProblemCodes.BadKeyId, "A keyid is empty, or not Unicode.");

    /// <summary>Reads a keyid, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeyId id)
    {
        id = !UnicodeText.IsValid(text) || text.Length == 0 ? default : new KeyId(text);
        return id._value is not null;
    }

    /// <inheritdoc/>
    public int CompareTo(KeyId other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
