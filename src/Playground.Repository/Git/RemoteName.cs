using System.Diagnostics.CodeAnalysis;

namespace Playground.Repository.Git;

/// <summary>
/// Another repository: the name of a configured remote, such as <c>origin</c>, or a URL or path. Never begins with a dash, so that it is
/// never an option. Shown without credentials.
/// </summary>
public readonly record struct RemoteName
{
    private readonly string? _value;

    private RemoteName(string value) => _value = value;

    /// <summary>The remote that <c>git clone</c> makes.</summary>
    public static RemoteName Origin { get; } = new("origin");

    /// <summary>The name, URL or path as git takes it; it may hold credentials.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default RemoteName names no remote.");

    /// <summary>Reads a remote.</summary>
    /// <exception cref="TufException">The text cannot be one: <see cref="GitProblemCodes.BadRemote"/>.</exception>
    public static RemoteName Parse(string text) => TryParse(text, out RemoteName name)
        ? name
        : throw new TufException(GitProblemCodes.BadRemote, $"'{GitText.Show(text ?? "")}' is neither the name of a git remote nor a URL.");

    /// <summary>Reads a remote, or says that the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RemoteName name)
    {
        bool good = text is { Length: > 0 and <= 4096 } && text[0] is not '-' and not ' ' && !text.AsSpan().ContainsAnyInRange('\0', '\x1f');
        name = good ? new RemoteName(text!) : default;
        return good;
    }

    /// <inheritdoc/>
    public override string ToString() => GitText.Show(_value ?? "");
}
