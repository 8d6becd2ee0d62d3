using Playground.CommandLine;
using Playground.Tuf;

namespace Playground.Maintainer.Beginning;

/// <summary>Where the actions come from that workflows use: a repository on GitHub, and the one commit that is trusted.</summary>
/// <param name="Repository">The owner and the name, such as <c>example/playground</c>.</param>
/// <param name="Commit">All 40 digits of the commit; tags and branches can be moved.</param>
internal readonly record struct ActionSource(string Repository, string Commit)
{
    private const int CommitDigits = 40;

    internal static ActionSource Parse(string text)
    {
        string[] parts = text.Split('@');
        return parts is [{ } repository, { Length: CommitDigits } commit]
            && repository.Split('/') is [{ Length: > 0 }, { Length: > 0 }]
            && repository.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.')
            && commit.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')
                ? new ActionSource(repository, commit)
                : throw ToolException.Usage($"'{Printable.Of(text)}' is not OWNER/REPOSITORY@COMMIT with all 40 digits of the commit; nothing was changed.");
    }
}
