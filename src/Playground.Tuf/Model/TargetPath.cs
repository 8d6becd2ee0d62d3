using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Playground.Tuf.Model;

/// <summary>
/// The name of an artifact: a path relative to the repository's targets (specification 4.5, TARGETPATH). Segments separated by <c>/</c>, none
/// empty, none <c>.</c> or <c>..</c>, no backslash, no control characters: such a path cannot leave the folder it is put into.
/// </summary>
public readonly record struct TargetPath : IComparable<TargetPath>
{
    private const int MaxLength = 4096;

    private readonly string? _value;

    private TargetPath(string value) => _value = value;

    /// <summary>The text of the path.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default TargetPath names no target.");

    /// <summary>The last segment.</summary>
    public string FileName => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The folder, without a slash at the end; empty at the top.</summary>
    public string Directory => Value[..Math.Max(0, Value.LastIndexOf('/'))];

    /// <summary>Reads a target path.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="ProblemCodes.BadTargetPath"/>.</exception>
    public static TargetPath Parse(string text) => TryParse(text, out TargetPath path)
        ? path
        : throw new TufException(
            ProblemCodes.BadTargetPath,
            $"'{Printable.Of(text ?? "")}' is not a target path: segments separated by '/', none empty or of dots alone, no backslash or control character.");

    /// <summary>Reads a target path, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TargetPath path)
    {
        bool good = text is { Length: > 0 and <= MaxLength } && UnicodeText.IsValid(text) && IsValid(Encoding.UTF8.GetBytes(text));
        path = good ? new TargetPath(text!) : default;
        return good;
    }

    /// <summary>The SHA-256 of the path, by which bins and hash prefixes are chosen (specification 4.5; TAP 15).</summary>
    public void Hash(Span<byte> destination)
    {
        Span<byte> utf8 = stackalloc byte[512];
        int needed = Encoding.UTF8.GetByteCount(Value);
        if (needed <= utf8.Length)
        {
            SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(Value, utf8)], destination);
        }
        else
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(Value), destination);
        }
    }

    /// <inheritdoc/>
    public int CompareTo(TargetPath other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => Printable.Of(_value ?? "");

    /// <summary>Whether UTF-8 text is a target path; makes no objects.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength || utf8.IndexOfAnyInRange((byte)0, (byte)0x1f) >= 0 || utf8.IndexOfAny((byte)'\\', (byte)0x7f) >= 0)
        {
            return false;
        }

        while (true)
        {
            int slash = utf8.IndexOf((byte)'/');
            ReadOnlySpan<byte> segment = slash < 0 ? utf8 : utf8[..slash];
            if (segment.IsEmpty || segment.SequenceEqual("."u8) || segment.SequenceEqual(".."u8))
            {
                return false;
            }

            if (slash < 0)
            {
                return true;
            }

            utf8 = utf8[(slash + 1)..];
        }
    }
}
