namespace Playground.Forge;

/// <summary>A repository on a service: its owner and its name.</summary>
/// <param name="Owner">A person or an organisation.</param>
/// <param name="Name">The repository.</param>
public readonly record struct ForgeRepository(string Owner, string Name)
{
    private const int MaxLength = 100;

    /// <summary>Reads <c>OWNER/NAME</c>.</summary>
    public static bool TryParse(string? text, out ForgeRepository repository)
    {
        string[] parts = (text ?? "").Split('/');
        bool is2 = parts is [{ } owner, { } name] && IsName(owner) && IsName(name);
        repository = is2 ? new ForgeRepository(parts[0], parts[1]) : default;
        return is2;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Name}";

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength && text is not "." and not ".." && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
