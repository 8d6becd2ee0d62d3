using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Playground.Repository.Git;

/// <summary>
/// The path of a file inside a commit. Git's paths are bytes: those that are not UTF-8 are kept too, each odd byte as a lone surrogate
/// U+DC80 to U+DCFF, so that two different paths are never equal and none is lost.
/// </summary>
/// <remarks>
/// What <see cref="Parse"/> gives may be written: no empty, <c>.</c>, <c>..</c> or <c>.git</c> segment. What is read from a commit may be
/// anything; ask <see cref="IsOrdinary"/>.
/// </remarks>
public readonly record struct GitPath : IComparable<GitPath>
{
    /// <summary>The longest path, in bytes.</summary>
    public const int MaxBytes = 4096;

    private const char OddByte = '\uDC00';

    private readonly string? _value;

    private GitPath(string value) => _value = value;

    /// <summary>The text, with slashes between its segments.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default GitPath names no file.");

    /// <summary>The last segment.</summary>
    public string FileName => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The folder, or null at the top.</summary>
    public GitPath? Folder => Value.LastIndexOf('/') is >= 0 and var slash ? new GitPath(Value[..slash]) : null;

    /// <summary>Whether the path is UTF-8, of printable characters, and safe to write to a disk: what <see cref="Parse"/> takes.</summary>
    public bool IsOrdinary => TryParse(_value, out _);

    /// <summary>Reads a path.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="GitProblemCodes.BadPath"/>.</exception>
    public static GitPath Parse(string text) => TryParse(text, out GitPath path)
        ? path
        : throw new TufException(
            GitProblemCodes.BadPath,
            $"'{Printable.Of(text ?? "")}' cannot be a path in a repository: segments separated by '/', none empty, '.', '..' or '.git', no control characters.");

    /// <summary>Reads a path, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out GitPath path)
    {
        path = default;
        if (text is not { Length: > 0 and <= MaxBytes } || text.AsSpan().ContainsAnyInRange('\0', '\x1f') || text.AsSpan().ContainsAny('\\', '\x7f'))
        {
            return false;
        }

        foreach (Range range in text.AsSpan().Split('/'))
        {
            if (!IsWritable(text.AsSpan(range))) return false;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) return false;
        }

        path = new GitPath(text);
        return Encoding.UTF8.GetByteCount(text) <= MaxBytes;
    }

    /// <summary>The path of something in this folder.</summary>
    public static GitPath operator /(GitPath folder, string name) => Parse($"{folder.Value}/{name}");

    /// <summary>Whether this is that folder or lies in it.</summary>
    public bool IsIn(GitPath folder) =>
        Value.StartsWith(folder.Value, StringComparison.Ordinal) && (Value.Length == folder.Value.Length || Value[folder.Value.Length] == '/');

    /// <summary>The bytes, as git has them.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(Value.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = 0; i < Value.Length; i++)
        {
            if (char.IsLowSurrogate(Value[i]))
            {
                bytes.Add((byte)(Value[i] - OddByte));
                continue;
            }

            Rune.DecodeFromUtf16(Value.AsSpan(i), out Rune rune, out int chars);
            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            i += chars - 1;
        }

        return [.. bytes];
    }

    /// <inheritdoc/>
    public int CompareTo(GitPath other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => Printable.Of(_value ?? "");

    /// <summary>A name out of a tree object, whatever its bytes.</summary>
    internal static string Decode(ReadOnlySpan<byte> name)
    {
        var text = new StringBuilder(name.Length);
        while (!name.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(name, out Rune rune, out int bytes) == System.Buffers.OperationStatus.Done) text.Append(rune.ToString());
            else foreach (byte odd in name[..bytes]) text.Append((char)(OddByte + odd));
            name = name[bytes..];
        }

        return text.ToString();
    }

    /// <summary>A path as it is read from a commit.</summary>
    internal static GitPath FromCommit(GitPath? folder, string name) => new(folder is { } parent ? $"{parent.Value}/{name}" : name);

    private static bool IsWritable(ReadOnlySpan<char> segment) =>
        !segment.IsEmpty && segment is not "." and not ".."
        && !segment.Equals(".git", StringComparison.OrdinalIgnoreCase) && !segment.Equals("git~1", StringComparison.OrdinalIgnoreCase);
}
