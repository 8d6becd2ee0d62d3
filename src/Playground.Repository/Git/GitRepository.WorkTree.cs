namespace Playground.Repository.Git;

/// <content>The work tree, where the user's own files are.</content>
public sealed partial class GitRepository
{
    /// <summary>The branch that is checked out, or that a bare repository calls its own; null where HEAD is at a commit itself.</summary>
    public async Task<BranchName?> ReadCurrentBranchAsync(CancellationToken cancellationToken = default)
    {
        GitOutput output = await ReadAsync(cancellationToken, "symbolic-ref", "--quiet", "HEAD").ConfigureAwait(false);
        if (output.ExitCode == 1) return null;
        return RefName.TryParse(output.OrThrow("The current branch was not read").Text, out RefName name) ? name.Branch : null;
    }

    /// <summary>Whether nothing below a path (null: nowhere) is changed, staged or untracked. Ignored files do not count.</summary>
    /// <exception cref="TufException"><see cref="GitProblemCodes.NoWorkTree"/>.</exception>
    public async Task<bool> IsCleanAsync(GitPath? path = null, CancellationToken cancellationToken = default)
    {
        RequireWorkTree();
        GitOutput output = await ReadAsync(
            cancellationToken,
            ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=none", "--no-renames", "--", .. path is { } below ? new[] { below.Value } : []]).ConfigureAwait(false);
        return output.OrThrow("The work tree was not looked at").Bytes.Length == 0;
    }

    /// <summary>
    /// Checks a branch out, and, where a commit is given, first moves it forward to that commit, or makes it there. Refuses where the work
    /// tree has changes: nothing of the user's is overwritten.
    /// </summary>
    /// <param name="branch">The branch.</param>
    /// <param name="commit">Where it shall be; null: where it is.</param>
    /// <param name="cancellationToken">Gives up before it begins; once begun, it ends.</param>
    /// <exception cref="TufException">
    /// <see cref="GitProblemCodes.WorkTreeDirty"/>, <see cref="GitProblemCodes.NoSuchBranch"/>, <see cref="GitProblemCodes.NotFastForward"/>,
    /// <see cref="GitProblemCodes.NoWorkTree"/>.
    /// </exception>
    public async Task CheckoutBranchAsync(BranchName branch, CommitId? commit = null, CancellationToken cancellationToken = default)
    {
        RequireWorkTree();
        CommitId? tip = await ReadRefAsync(branch.Ref, cancellationToken).ConfigureAwait(false);
        if (tip is null && commit is null)
        {
            throw new TufException(GitProblemCodes.NoSuchBranch, $"There is no branch '{branch}' here; nothing was changed. See what there is with: git branch --all");
        }

        if (tip is { } old && commit is { } wanted && !await IsAncestorAsync(old, wanted, cancellationToken).ConfigureAwait(false))
        {
            throw new TufException(
                GitProblemCodes.NotFastForward,
                $"Your branch '{branch}' has commits that {wanted.Short} does not contain; nothing was changed. Keep them under another name: git branch -m {branch} {branch}-mine");
        }

        if (!await IsCleanAsync(cancellationToken: cancellationToken).ConfigureAwait(false)) throw Dirty("");
        string[] switching = tip is null
            ? ["switch", "--quiet", "--no-guess", "--no-overwrite-ignore", "--no-track", "--create", branch.Value, commit!.Value.Value]
            : ["switch", "--quiet", "--no-guess", "--no-overwrite-ignore", branch.Value];
        await ChangeAsync(switching).ConfigureAwait(false);
        if (tip is not null && commit is { } target && tip != commit) await ChangeAsync("merge", "--quiet", "--ff-only", "--no-overwrite-ignore", target.Value).ConfigureAwait(false);
    }

    private async Task ChangeAsync(params string[] arguments)
    {
        GitOutput output = await WriteAsync(CancellationToken.None, arguments).ConfigureAwait(false);
        if (output.Error.Contains("would be overwritten", StringComparison.Ordinal)) throw Dirty("\n" + GitText.ShowLines(output.Error));
        output.OrThrow("The branch was not checked out");
    }

    private static TufException Dirty(string said) => new(
        GitProblemCodes.WorkTreeDirty,
        $"Your work tree has changes that are not committed; nothing was touched. Put them aside with: git stash --include-untracked{said}");

    private void RequireWorkTree()
    {
        if (WorkTree is null)
        {
            throw new TufException(GitProblemCodes.NoWorkTree, $"{Printable.Of(GitFolder)} has no work tree. Run this in a clone: git clone {Printable.Of(GitFolder)}");
        }
    }
}
