namespace Playground.Forge;

/// <summary>
/// A service that hosts a repository, as far as Playground uses one. Everything that writes can be run twice: it looks first, or changes nothing the
/// second time. What fails, fails with a <see cref="ForgeException"/>.
/// </summary>
public interface IForge
{
    /// <summary>The repository.</summary>
    ForgeRepository Repository { get; }

    /// <summary>How many requests were made so far, each try counted.</summary>
    int Requests { get; }

    /// <summary>The newest open pull request of a branch, with the comment of ourselves that holds a marker; null where there is none.</summary>
    Task<PullRequest?> FindPullRequestAsync(HeadBranch head, string marker, CancellationToken cancellationToken = default);

    /// <summary>Opens a pull request as a draft, unless one is open for its branch.</summary>
    Task<PullRequest> OpenPullRequestAsync(NewPullRequest proposal, CancellationToken cancellationToken = default);

    /// <summary>Gives a pull request another title and body, unless it has them.</summary>
    Task EditPullRequestAsync(PullRequest pull, string title, string body, CancellationToken cancellationToken = default);

    /// <summary>Makes a pull request a draft, or ready, unless it is.</summary>
    /// <returns>Whether anything was changed.</returns>
    Task<bool> SetDraftAsync(PullRequest pull, bool isDraft, CancellationToken cancellationToken = default);

    /// <summary>Writes the one comment that holds a marker, or edits it where it is.</summary>
    /// <returns>Whether anything was changed.</returns>
    Task<bool> PutCommentAsync(PullRequest pull, string marker, string text, CancellationToken cancellationToken = default);

    /// <summary>Gives a pull request some labels, and takes those away that are managed and not wanted. Labels of others stay.</summary>
    /// <returns>Whether anything was changed.</returns>
    Task<bool> SetLabelsAsync(PullRequest pull, IReadOnlySet<string> wanted, IReadOnlySet<string> managed, CancellationToken cancellationToken = default);

    /// <summary>Says what a check says of a commit, unless it says so already.</summary>
    /// <returns>Whether anything was changed.</returns>
    Task<bool> PutCheckAsync(CheckReport report, CancellationToken cancellationToken = default);

    /// <summary>The id of a folder in a commit, or null where it is not there: equal ids are equal contents.</summary>
    Task<IReadOnlyList<string?>> ReadFolderIdsAsync(string folder, IReadOnlyList<string> commits, CancellationToken cancellationToken = default);

    /// <summary>Starts a workflow on a branch. It may start twice where an answer was lost, and is then to find nothing to do.</summary>
    Task StartWorkflowAsync(string file, string branch, IReadOnlyDictionary<string, string> inputs, CancellationToken cancellationToken = default);

    /// <summary>What is known of a run.</summary>
    Task<WorkflowRun> ReadRunAsync(long run, CancellationToken cancellationToken = default);

    /// <summary>One file out of an artifact that a run left; null where it left none of that name.</summary>
    /// <param name="run">The run.</param>
    /// <param name="artifact">The artifact's name.</param>
    /// <param name="file">The file in it.</param>
    /// <param name="maxLength">How many bytes the file may have.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<byte[]?> ReadArtifactAsync(long run, string artifact, string file, int maxLength, CancellationToken cancellationToken = default);

    /// <summary>Opens the issue about a failing workflow, or says in it that it failed again.</summary>
    /// <returns>The issue's number.</returns>
    Task<long> ReportFailureAsync(WorkflowFailure failure, CancellationToken cancellationToken = default);

    /// <summary>Closes the issue about a workflow that works again.</summary>
    /// <returns>The issue's number, or null where none was open.</returns>
    Task<long?> ResolveFailureAsync(WorkflowFailure resolved, CancellationToken cancellationToken = default);

    /// <summary>The issue with a marker, opened, given its text, or closed where there is nothing to say.</summary>
    /// <returns>The issue's number, or null where none is open.</returns>
    Task<long?> PutIssueAsync(string marker, string title, string? text, CancellationToken cancellationToken = default);

    /// <summary>The release of a tag; made where there is none.</summary>
    Task<ForgeRelease> EnsureReleaseAsync(string tag, string title, string commit, CancellationToken cancellationToken = default);

    /// <summary>Puts a file into a release, unless it is there.</summary>
    Task<ReleaseAsset> UploadAssetAsync(ForgeRelease release, NewReleaseAsset asset, CancellationToken cancellationToken = default);
}
