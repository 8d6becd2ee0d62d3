namespace Playground.Repository.Git;

/// <content>Other repositories.</content>
public sealed partial class GitRepository
{
    private const int MaxTries = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The configured remotes, in order of their names.</summary>
    public async Task<IReadOnlyList<GitRemote>> ListRemotesAsync(CancellationToken cancellationToken = default) =>
        (await ReadConfigAsync(cancellationToken).ConfigureAwait(false)).Remotes();

    /// <summary>Where a remote's branch is now, or null where it has no such branch. Brings no objects.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.RemoteUnreachable"/>, <see cref="GitProblemCodes.AccessDenied"/>.</exception>
    public async Task<CommitId?> ReadRemoteBranchAsync(RemoteName remote, BranchName branch, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<GitBranch> branches = await ListRemoteAsync(remote, branch.Ref.Value, cancellationToken).ConfigureAwait(false);
        return branches.FirstOrDefault(found => found.Name == branch)?.Tip;
    }

    /// <summary>The branches a remote has now, in order of their names. Brings no objects.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.RemoteUnreachable"/>, <see cref="GitProblemCodes.AccessDenied"/>.</exception>
    public Task<IReadOnlyList<GitBranch>> ListRemoteBranchesAsync(RemoteName remote, CancellationToken cancellationToken = default) =>
        ListRemoteAsync(remote, "refs/heads/*", cancellationToken);

    /// <summary>Brings objects, and moves the references that say where the remote's are.</summary>
    /// <param name="remote">From where.</param>
    /// <param name="refspecs">What; none: what the remote is configured for.</param>
    /// <param name="prune">Whether to forget references that the remote no longer has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">
    /// <see cref="GitProblemCodes.RemoteUnreachable"/>, <see cref="GitProblemCodes.AccessDenied"/>, <see cref="GitProblemCodes.NoSuchBranch"/>.
    /// </exception>
    public async Task FetchAsync(RemoteName remote, IEnumerable<Refspec>? refspecs = null, bool prune = false, CancellationToken cancellationToken = default)
    {
        string[] arguments =
        [
            "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules",
            prune ? "--prune" : "--no-prune", "--end-of-options", remote.Value, .. (refspecs ?? []).Select(refspec => refspec.Text),
        ];
        GitOutput output = await WriteAsync(cancellationToken, arguments).ConfigureAwait(false);
        if (!output.Succeeded) throw GitFailure.OfRemote(output, remote, "Nothing was fetched");
    }

    /// <summary>
    /// Moves a remote's branch to a commit that follows what is there. Others' commits are never overwritten: the commit must contain the
    /// expected one, and the remote moves the branch only if it is still there.
    /// </summary>
    /// <param name="remote">Where to.</param>
    /// <param name="commit">The new tip.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="expected">Where the branch must be; null: there must be none.</param>
    /// <param name="cancellationToken">Gives up; whether the branch was moved is unknown then.</param>
    /// <exception cref="TufException"><see cref="GitProblemCodes.NotFastForward"/>.</exception>
    public async Task<PushResult> PushAsync(
        RemoteName remote, CommitId commit, BranchName branch, CommitId? expected, CancellationToken cancellationToken = default)
    {
        if (expected is { } old && (await ResolveAsync(old.Value, cancellationToken).ConfigureAwait(false) is null
            || !await IsAncestorAsync(old, commit, cancellationToken).ConfigureAwait(false)))
        {
            throw new TufException(
                GitProblemCodes.NotFastForward,
                $"Commit {commit.Short} does not follow {old.Short}, where '{branch}' is: pushing it would drop others' commits, so nothing was pushed. "
                + (IsShallow ? "This clone has no full history; get it with: git fetch --unshallow" : $"Get theirs with: git fetch {remote} {branch}"));
        }

        GitOutput output = await WriteAsync(
            cancellationToken,
            "push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no",
            $"--force-with-lease={branch.Ref.Value}:{expected?.Value}",
            "--end-of-options", remote.Value, $"{commit.Value}:{branch.Ref.Value}").ConfigureAwait(false);
        return PushResult.Parse(output);
    }

    /// <summary>
    /// Brings a change onto a remote's branch, however busy it is: reads the tip, lets the caller build on it, pushes, and does it all
    /// again from the new tip when somebody else was quicker.
    /// </summary>
    /// <param name="remote">Where to.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="build">
    /// Makes the new commit out of the tip (null: no such branch yet), whose objects are here. May run several times. Null: nothing to do.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The commit that was pushed, or null where there was nothing to do.</returns>
    /// <exception cref="TufException">
    /// <see cref="GitProblemCodes.BranchKeepsMoving"/>, <see cref="GitProblemCodes.AccessDenied"/>, <see cref="GitProblemCodes.RemoteUnreachable"/>.
    /// </exception>
    public async Task<CommitId?> PublishAsync(
        RemoteName remote, BranchName branch, Func<CommitId?, CancellationToken, Task<CommitId?>> build, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(build);
        for (int tries = 1; tries <= MaxTries; tries++)
        {
            CommitId? tip = await BringTipAsync(remote, branch, cancellationToken).ConfigureAwait(false);
            if (await build(tip, cancellationToken).ConfigureAwait(false) is not { } commit) return null;
            PushResult result = await PushAsync(remote, commit, branch, tip, cancellationToken).ConfigureAwait(false);
            switch (result.Outcome)
            {
                case PushOutcome.Pushed:
                    return commit;
                case PushOutcome.Denied:
                    throw new TufException(
                        GitProblemCodes.AccessDenied,
                        $"'{remote}' does not let you push to '{branch}'; nothing was changed there. Check your permissions, or push to a fork.\n{result.Text}");
                case PushOutcome.Moved:
                    if (result.LockedAfter(tries, $"Nothing was pushed to '{branch}' of '{remote}'") is { } locked) throw locked;
                    break;
                default:
                    throw new TufException(
                        GitProblemCodes.RemoteUnreachable,
                        $"Pushing to '{branch}' of '{remote}' broke off. Run the same command again; if the push did arrive, it finds nothing to do.\n{result.Text}");
            }

            await PauseAsync(tries, cancellationToken).ConfigureAwait(false);
        }

        throw new TufException(
            GitProblemCodes.BranchKeepsMoving, $"'{branch}' of '{remote}' was changed by others each of {MaxTries} times; nothing of yours was pushed. Try again.");
    }

    /// <summary>The tip of a remote's branch, with its objects here.</summary>
    private async Task<CommitId?> BringTipAsync(RemoteName remote, BranchName branch, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            CommitId? tip = await ReadRemoteBranchAsync(remote, branch, cancellationToken).ConfigureAwait(false);
            if (tip is not { } commit || await ResolveAsync(commit.Value, cancellationToken).ConfigureAwait(false) is not null) return tip;
            try
            {
                await FetchAsync(remote, [Refspec.Of(branch.Ref)], cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (TufException e) when (e.Code == GitProblemCodes.NoSuchBranch && tries < MaxTries)
            {
                // Deleted in between; ask again.
            }

            if (await ResolveAsync(commit.Value, cancellationToken).ConfigureAwait(false) is not null) return tip;
            if (tries == MaxTries) throw new TufException(GitProblemCodes.BranchKeepsMoving, $"'{branch}' of '{remote}' keeps changing. Try again.");
        }
    }

    /// <summary>Random, so that those who met do not meet again.</summary>
    private Task PauseAsync(int tries, CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // Who waits how long is no secret.
        double share = Random.Shared.NextDouble();
#pragma warning restore CA5394
        return Task.Delay(FirstPause * Math.Min(tries, 8) * share, TimeProvider, cancellationToken);
    }

    private async Task<IReadOnlyList<GitBranch>> ListRemoteAsync(RemoteName remote, string pattern, CancellationToken cancellationToken)
    {
        GitOutput output = await ReadAsync(cancellationToken, "ls-remote", "--quiet", "--end-of-options", remote.Value, pattern).ConfigureAwait(false);
        return output.Succeeded
            ? GitBranch.ParseAll(output.Lines, "refs/heads/")
            : throw GitFailure.OfRemote(output, remote, "The remote's branches were not read");
    }
}
