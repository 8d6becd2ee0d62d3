namespace Playground.Repository.Git;

/// <summary>Who commits: what stands in a commit, proving nothing.</summary>
public sealed record GitIdentity
{
    private GitIdentity(string name, string email) => (Name, Email) = (name, email);

    /// <summary>A name and an email address. What git cannot hold there (angle brackets, line breaks) is left out.</summary>
    public static GitIdentity Of(string name, string email)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(email);
        return new GitIdentity(Clean(name), Clean(email));
    }

    /// <summary>The name; may be empty.</summary>
    public string Name { get; }

    /// <summary>The email address; may be empty.</summary>
    public string Email { get; }

    /// <inheritdoc/>
    public override string ToString() => Printable.Of($"{Name} <{Email}>");

    internal static GitIdentity Unknown { get; } = new("", "");

    internal static GitIdentity FromCommit(string name, string email) => new(name, email);

    private static string Clean(string text) => new string([.. text.Where(c => c is not '<' and not '>' && !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
}
