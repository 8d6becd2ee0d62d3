namespace Playground.Repository.Git;

/// <content>References.</content>
public sealed partial class GitRepository
{
    private string ZeroId => new('0', _idLength);

    /// <summary>The commit a reference is at, or null where there is no such reference.</summary>
    public async Task<CommitId?> ReadRefAsync(RefName name, CancellationToken cancellationToken = default)
    {
        GitOutput output = await ReadAsync(cancellationToken, "rev-parse", "--verify", "--quiet", name.Value + "^{commit}").ConfigureAwait(false);
        return output.Succeeded && CommitId.TryParse(output.Text, out CommitId commit) ? commit : null;
    }

    /// <summary>Moves a reference if it is still where the caller saw it. Work trees are not touched; see <see cref="CheckoutBranchAsync"/>.</summary>
    /// <param name="name">Which one.</param>
    /// <param name="target">Where to; null: delete it.</param>
    /// <param name="expected">Where it must be; null: there must be none.</param>
    /// <param name="cancellationToken">Gives up before it begins; once begun, it ends.</param>
    /// <returns>False where it is somewhere else by now; nothing was changed then.</returns>
    /// <exception cref="TufException"><see cref="GitProblemCodes.RefLocked"/>.</exception>
    public async Task<bool> UpdateRefAsync(RefName name, CommitId? target, CommitId? expected, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string old = expected?.Value ?? ZeroId;
        GitOutput output = target is { } commit
            ? await WriteAsync(CancellationToken.None, "update-ref", "--no-deref", "-m", "playground", name.Value, commit.Value, old).ConfigureAwait(false)
            : expected is null
                ? throw new ArgumentException("There is nothing to delete.", nameof(expected))
                : await WriteAsync(CancellationToken.None, "update-ref", "--no-deref", "-d", name.Value, old).ConfigureAwait(false);
        if (output.Succeeded) return true;
        if (await ReadRefAsync(name, CancellationToken.None).ConfigureAwait(false) != expected) return false;
        throw GitFailure.Of(output, $"'{name}' was not moved");
    }

    /// <summary>The branches of this repository, in order of their names.</summary>
    public Task<IReadOnlyList<GitBranch>> ListBranchesAsync(CancellationToken cancellationToken = default) =>
        ListRefsAsync("refs/heads/", cancellationToken);

    /// <summary>The branches of a remote, as they were when last fetched, in order of their names.</summary>
    public Task<IReadOnlyList<GitBranch>> ListTrackingBranchesAsync(RemoteName remote, CancellationToken cancellationToken = default) =>
        ListRefsAsync($"refs/remotes/{remote.Value}/", cancellationToken);

    private async Task<IReadOnlyList<GitBranch>> ListRefsAsync(string prefix, CancellationToken cancellationToken)
    {
        GitOutput output = await ReadAsync(cancellationToken, "for-each-ref", "--format=%(objectname) %(refname)", prefix).ConfigureAwait(false);
        return GitBranch.ParseAll(output.OrThrow("The branches were not listed").Lines, prefix);
    }
}
