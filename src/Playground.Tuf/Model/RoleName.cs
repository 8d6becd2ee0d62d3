using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Playground.Tuf.Model;

/// <summary>
/// The name of a role (specification 4.2, ROLENAME and 4.5). Any Unicode text without control characters: it is percent-encoded wherever it becomes
/// part of a URL or a file name, so that <c>../x</c> is a name like any other.
/// </summary>
public readonly record struct RoleName : IComparable<RoleName>
{
    private const int MaxLength = 1024;

    private readonly string? _value;

    private RoleName(string value) => _value = value;

    /// <summary>The root role.</summary>
    public static RoleName Root { get; } = new("root");

    /// <summary>The timestamp role.</summary>
    public static RoleName Timestamp { get; } = new("timestamp");

    /// <summary>The snapshot role.</summary>
    public static RoleName Snapshot { get; } = new("snapshot");

    /// <summary>The top-level targets role.</summary>
    public static RoleName Targets { get; } = new("targets");

    /// <summary>The text of the name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default RoleName names no role.");

    /// <summary>Whether this is one of the four roles that root delegates to.</summary>
    public bool IsTopLevel => _value is "root" or "timestamp" or "snapshot" or "targets";

    /// <summary>The name of the role's file, safe on every file system and in every URL: percent-encoded, with <c>.json</c>.</summary>
    public string FileName => FileNames.Encode(Value) + ".json";

    /// <summary>Reads a role name.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="ProblemCodes.BadRoleName"/>.</exception>
    public static RoleName Parse(string text) => TryParse(text, out RoleName name)
        ? name
        : throw new TufException(ProblemCodes.BadRoleName, $"'{Printable.Of(text ?? "")}' cannot name a role.");

    /// <summary>Reads a role name, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RoleName name)
    {
        bool good = text is { Length: > 0 and <= MaxLength } && UnicodeText.IsValid(text);
        foreach (char c in text ?? "")
        {
            good &= !char.IsControl(c);
        }

        name = good ? new RoleName(text!) : default;
        return good;
    }

    /// <summary>Whether UTF-8 text is a role name; makes no objects where it is plain.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
        ? utf8.Length is > 0 and <= MaxLength
        : TryParse(Encoding.UTF8.GetString(utf8), out _);

    /// <inheritdoc/>
    public int CompareTo(RoleName other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => Printable.Of(_value ?? "");
}
