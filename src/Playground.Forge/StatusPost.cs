namespace Playground.Forge;

/// <summary>
/// What is to be said of a proposed branch, and says it: pull request, comment, labels, draft and check brought in line, in as few requests as there are
/// changes. What is in line already costs two requests in all.
/// </summary>
public sealed record StatusPost
{
    /// <summary>The branch.</summary>
    public required HeadBranch Head { get; init; }

    /// <summary>The commit that all of it is about. A pull request that has moved on is left to whoever judges its newer commit.</summary>
    public required string Commit { get; init; }

    /// <summary>What the comment is found by; hidden in Markdown.</summary>
    public required string Marker { get; init; }

    /// <summary>Makes the comment from the one that is there, or from null.</summary>
    public required Func<string?, string> Comment { get; init; }

    /// <summary>The check, or null for none.</summary>
    public CheckReport? Check { get; init; }

    /// <summary>Labels that it is to have.</summary>
    public IReadOnlySet<string> Labels { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Labels that are given and taken here.</summary>
    public IReadOnlySet<string> ManagedLabels { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is to be a draft; null to leave it.</summary>
    public bool? IsDraft { get; init; }

    /// <summary>The pull request to open where none is open, or null to open none.</summary>
    public NewPullRequest? Open { get; init; }

    /// <summary>Says it.</summary>
    /// <exception cref="ForgeException">Some of it could not be said. What could be, was; run again, the rest is made up for.</exception>
    public async Task<StatusPosted> SendAsync(IForge forge, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(forge);
        var notes = new List<string>();
        var failures = new List<ForgeException>();
        PullRequest? pull = await forge.FindPullRequestAsync(Head, Marker, cancellationToken).ConfigureAwait(false);
        if (pull is null && Open is { } proposal)
        {
            try
            {
                pull = await forge.OpenPullRequestAsync(proposal, cancellationToken).ConfigureAwait(false);
            }
            catch (ForgeException e) when (e.Code is ForgeProblemCodes.NoAccess or ForgeProblemCodes.NotTaken)
            {
                notes.Add($"{e.Code}: {e.Message} Somebody opens it by hand, or Settings, Actions, General, \"Allow GitHub Actions to create and approve pull requests\".");
            }
        }

        if (pull is not null && pull.HeadCommit != Commit)
        {
            return new StatusPosted(pull.Number, IsStale: true, Changed: false, [$"Pull request {pull.Number} is at {Short(pull.HeadCommit)} now; what is said of {Short(Commit)} is not told there."]);
        }

        bool changed = false;

        async Task TryAsync(Func<Task<bool>> step)
        {
            try
            {
                changed |= await step().ConfigureAwait(false);
            }
            catch (ForgeException e)
            {
                failures.Add(e);
            }
        }

        // The check first: it is what merging may hang on.
        if (Check is { } check)
        {
            await TryAsync(() => forge.PutCheckAsync(check, cancellationToken)).ConfigureAwait(false);
        }

        if (pull is not null)
        {
            await TryAsync(() => forge.PutCommentAsync(pull, Marker, Comment(pull.Sticky?.Text), cancellationToken)).ConfigureAwait(false);
            await TryAsync(() => forge.SetLabelsAsync(pull, Labels, ManagedLabels, cancellationToken)).ConfigureAwait(false);
            if (IsDraft is { } draft)
            {
                await TryAsync(() => forge.SetDraftAsync(pull, draft, cancellationToken)).ConfigureAwait(false);
            }
        }

        return failures switch
        {
            [] => new StatusPosted(pull?.Number, IsStale: false, changed, notes),
            [var only] => throw only,
            [var first, .. var rest] => throw new ForgeException(first.Code, string.Join(" ", rest.Select(e => e.Message).Distinct().Prepend(first.Message)), first.Status, first),
        };
    }

    private static string Short(string commit) => commit.Length > 7 ? commit[..7] : commit;
}

/// <summary>What came of telling.</summary>
/// <param name="Number">The pull request, or null where none is open.</param>
/// <param name="IsStale">Whether the pull request has moved on, so that nothing was said.</param>
/// <param name="Changed">Whether anything was different before.</param>
/// <param name="Notes">What else people should know.</param>
public sealed record StatusPosted(long? Number, bool IsStale, bool Changed, IReadOnlyList<string> Notes);
