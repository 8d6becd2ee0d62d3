namespace Playground.Repository.Git;

/// <summary>How a push ended.</summary>
public enum PushOutcome
{
    /// <summary>Nothing is known; never given.</summary>
    None,

    /// <summary>The branch is at the new commit.</summary>
    Pushed,

    /// <summary>The branch is not where it was expected; nothing was changed. Fetch, build anew, try again.</summary>
    Moved,

    /// <summary>The remote refuses: credentials, permissions, a protected branch, a hook. Nothing was changed.</summary>
    Denied,

    /// <summary>The remote did not answer, or broke off; whether the branch was moved is unknown then.</summary>
    Unreachable,
}

/// <summary>What came of a push.</summary>
/// <param name="Outcome">In one word.</param>
/// <param name="Text">What the remote and git said, fit to be shown.</param>
public sealed record PushResult(PushOutcome Outcome, string Text)
{
    /// <summary>Somebody who is at work lets go before that.</summary>
    private const int TriesAtLock = 3;

    /// <summary>Why the remote would say no although nobody forbids it: somebody else was quicker.</summary>
    private static readonly string[] MovedWords =
        ["stale info", "fetch first", "non-fast-forward", "needs force", "cannot lock ref", "failed to update ref", "incorrect old value", "reference already exists", "failed to lock", "failed to write"];

    /// <summary>The problem that it is where this is not the first try: a lock file in the way, which may be one that nobody holds; else null.</summary>
    /// <param name="what">What was not done, as the beginning of a sentence.</param>
    /// <param name="tries">How often it was tried.</param>
    public TufException? LockedAfter(int tries, string what) => Outcome == PushOutcome.Moved && tries >= TriesAtLock && GitLock.Find(Text) is { } file
        ? GitLock.Problem(what, file)
        : null;

    /// <summary>Understands <c>git push --porcelain</c>: a flag, a tab, the references, a tab, and a reason.</summary>
    internal static PushResult Parse(GitOutput output)
    {
        string text = GitText.ShowLines(output.Error);
        string? line = output.Lines.FirstOrDefault(candidate => candidate.Length > 2 && candidate[1] == '\t');
        if (line is null)
        {
            return new PushResult(GitFailure.IsDenied(output) ? PushOutcome.Denied : PushOutcome.Unreachable, text);
        }

        if (line[0] is ' ' or '*' or '=') return new PushResult(PushOutcome.Pushed, text);
        string reason = line[(line.LastIndexOf('\t') + 1)..];
        bool moved = MovedWords.Any(word => reason.Contains(word, StringComparison.Ordinal));
        return new PushResult(moved ? PushOutcome.Moved : PushOutcome.Denied, $"{text}\n{GitText.Show(reason)}".Trim());
    }
}
