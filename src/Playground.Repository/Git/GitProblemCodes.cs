namespace Playground.Repository.Git;

/// <summary>What can go wrong with git: 06xx. <c>docs/errors.md</c> says of each what it means and what to do.</summary>
public static class GitProblemCodes
{
    /// <summary>The <c>git</c> program was not found.</summary>
    public const string GitMissing = "PG0601";

    /// <summary>The <c>git</c> program is older than <see cref="GitProgram.MinimumVersion"/>.</summary>
    public const string GitTooOld = "PG0602";

    /// <summary>The folder is not in a git repository.</summary>
    public const string NotARepository = "PG0603";

    /// <summary>The repository belongs to another user, so git will not read its configuration.</summary>
    public const string DubiousOwnership = "PG0604";

    /// <summary>Git failed in a way that has no code of its own.</summary>
    public const string GitFailed = "PG0605";

    /// <summary>Git took longer than allowed and was stopped.</summary>
    public const string GitTimeout = "PG0606";

    /// <summary>The text is not a full object id.</summary>
    public const string BadObjectId = "PG0610";

    /// <summary>The text cannot name a branch or reference.</summary>
    public const string BadRefName = "PG0611";

    /// <summary>The text cannot name a remote.</summary>
    public const string BadRemote = "PG0612";

    /// <summary>The text cannot be a path in a repository.</summary>
    public const string BadPath = "PG0613";

    /// <summary>The text cannot name a setting of git's configuration, or be its value.</summary>
    public const string BadConfig = "PG0614";

    /// <summary>An object that should be there is not.</summary>
    public const string ObjectMissing = "PG0620";

    /// <summary>An object is malformed: what it means would depend on who reads it.</summary>
    public const string ObjectBroken = "PG0621";

    /// <summary>A file is larger than the caller allows.</summary>
    public const string FileTooLarge = "PG0622";

    /// <summary>A commit holds more files than the caller allows.</summary>
    public const string TooManyFiles = "PG0623";

    /// <summary>The remote does not answer, or there is no repository.</summary>
    public const string RemoteUnreachable = "PG0630";

    /// <summary>The remote refuses: wrong or no credentials, or no permission.</summary>
    public const string AccessDenied = "PG0631";

    /// <summary>The remote has no such branch.</summary>
    public const string NoSuchBranch = "PG0632";

    /// <summary>A branch was changed by others each time it was about to be.</summary>
    public const string BranchKeepsMoving = "PG0633";

    /// <summary>The new commit does not contain what it should follow; pushing it would drop others' commits.</summary>
    public const string NotFastForward = "PG0634";

    /// <summary>Another process holds the lock of a reference.</summary>
    public const string RefLocked = "PG0635";

    /// <summary>The work tree has changes that would be lost.</summary>
    public const string WorkTreeDirty = "PG0640";

    /// <summary>The repository has no work tree.</summary>
    public const string NoWorkTree = "PG0641";
}
