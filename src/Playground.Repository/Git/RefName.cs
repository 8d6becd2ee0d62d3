using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Playground.Repository.Git;

/// <summary>The full name of a reference, such as <c>refs/heads/main</c>, by the rules of <c>git check-ref-format</c>.</summary>
public readonly record struct RefName : IComparable<RefName>
{
    private const int MaxLength = 1024;
    private const string Prefix = "refs/";

    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([' ', '~', '^', ':', '?', '*', '[', '\\', '\x7f', .. Enumerable.Range(0, 32).Select(c => (char)c)]);

    private readonly string? _value;

    private RefName(string value) => _value = value;

    /// <summary>The full name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default RefName names no reference.");

    /// <summary>The branch that this is, or null.</summary>
    public BranchName? Branch =>
        Value.StartsWith("refs/heads/", StringComparison.Ordinal) && BranchName.TryParse(Value["refs/heads/".Length..], out BranchName name) ? name : null;

    /// <summary>Reads the full name of a reference.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="GitProblemCodes.BadRefName"/>.</exception>
    public static RefName Parse(string text) => TryParse(text, out RefName name)
        ? name
        : throw new TufException(GitProblemCodes.BadRefName, $"'{Printable.Of(text ?? "")}' cannot be the full name of a git reference (refs/…).");

    /// <summary>Reads the full name of a reference, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RefName name)
    {
        bool good = text is { Length: <= MaxLength } && text.StartsWith(Prefix, StringComparison.Ordinal) && IsWellFormed(text);
        name = good ? new RefName(text!) : default;
        return good;
    }

    /// <summary>Where a remote's branch is remembered: <c>refs/remotes/origin/main</c>.</summary>
    public static RefName Tracking(RemoteName remote, BranchName branch) => Parse($"refs/remotes/{remote.Value}/{branch.Value}");

    /// <inheritdoc/>
    public int CompareTo(RefName other) => string.CompareOrdinal(_value, other._value);

    /// <inheritdoc/>
    public override string ToString() => Printable.Of(_value ?? "");

    /// <summary>The rules that hold for the part after <c>refs/heads/</c> as well.</summary>
    internal static bool IsWellFormed(string text)
    {
        if (text.Length == 0 || text.EndsWith('.') || text.AsSpan().ContainsAny(Forbidden)
            || text.Contains("..", StringComparison.Ordinal) || text.Contains("@{", StringComparison.Ordinal) || HasLoneSurrogate(text))
        {
            return false;
        }

        foreach (Range range in text.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> component = text.AsSpan(range);
            if (component.IsEmpty || component[0] == '.' || component.EndsWith(".lock", StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
