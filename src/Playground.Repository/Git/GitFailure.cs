namespace Playground.Repository.Git;

/// <summary>Finds out from what git said which problem it is, and says what to run next.</summary>
internal static class GitFailure
{
    private static readonly string[] DeniedWords =
    [
        "Authentication failed", "Permission denied", "could not read Username", "could not read Password", "terminal prompts disabled",
        "error: 401", "error: 403", "access denied", "Access denied", "not permitted", "Invalid username or password", "denied to ",
        "Host key verification failed", "insufficient permission",
    ];

    private static readonly string[] UnreachableWords =
    [
        "Could not resolve host", "Could not resolve hostname", "unable to access", "Connection refused", "Connection timed out", "Connection reset",
        "unable to connect", "does not appear to be a git repository", "Could not read from remote repository", "Repository not found",
        "does not exist", "hung up unexpectedly", "early EOF", "not found", "No such device or address", "protocol error", "RPC failed",
        "transport '", "Unable to find remote helper", "invalid URL", "No such remote", "unexpected disconnect",
    ];

    /// <summary>A failure that has nothing to do with a remote.</summary>
    /// <param name="output">What git answered.</param>
    /// <param name="what">What was not done, as the beginning of a sentence.</param>
    internal static TufException Of(GitOutput output, string what)
    {
        string said = GitText.ShowLines(output.Error);
        if (Has(output, "dubious ownership"))
        {
            return new TufException(
                GitProblemCodes.DubiousOwnership,
                $"{what}: the repository belongs to another user, so git does not use it. If you trust its contents, run: git config --global --add safe.directory <its folder>");
        }

        if (Has(output, "not a git repository"))
        {
            return new TufException(
                GitProblemCodes.NotARepository, $"{what}: this is not a git repository. Change into one, or make one with: git clone <url>");
        }

        if (GitLock.Find(output.Error) is { } file)
        {
            return GitLock.Problem(what, file);
        }

        return new TufException(GitProblemCodes.GitFailed, $"{what}: git ended with {output.ExitCode}. {said}".TrimEnd());
    }

    /// <summary>A failure while talking to a remote.</summary>
    internal static TufException OfRemote(GitOutput output, RemoteName remote, string what)
    {
        string said = GitText.ShowLines(output.Error);
        if (Has(output, "couldn't find remote ref"))
        {
            return new TufException(
                GitProblemCodes.NoSuchBranch, $"{what}: '{remote}' has no such branch. See what there is with: git ls-remote --heads {remote}\n{said}");
        }

        return GitLock.Find(output.Error) is { } file ? GitLock.Problem(what, file)
            : IsDenied(output) ? new TufException(
                GitProblemCodes.AccessDenied, $"{what}: '{remote}' refused. Check your credentials and permissions with: git ls-remote {remote}\n{said}")
            : IsUnreachable(output)
                ? new TufException(
                    GitProblemCodes.RemoteUnreachable, $"{what}: '{remote}' could not be reached. Check its address and the network with: git ls-remote {remote}\n{said}")
                : Of(output, what);
    }

    internal static bool IsDenied(GitOutput output) => DeniedWords.Any(word => Has(output, word));

    internal static bool IsUnreachable(GitOutput output) => UnreachableWords.Any(word => Has(output, word));

    private static bool Has(GitOutput output, string word) => output.Error.Contains(word, StringComparison.Ordinal);
}
