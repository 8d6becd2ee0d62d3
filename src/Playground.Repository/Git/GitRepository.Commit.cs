namespace Playground.Repository.Git;

/// <content>Making commits.</content>
public sealed partial class GitRepository
{
    /// <summary>
    /// Makes a commit out of its first parent's files and some changes. Touches neither work tree, index nor any reference: until one is
    /// moved to it, nobody sees it, and when this is killed half way nothing was changed. The same input gives the same id.
    /// </summary>
    /// <param name="parents">The commits before it; none: a first commit without files.</param>
    /// <param name="edits">What to change; each path once.</param>
    /// <param name="message">The message; a line break is added at its end if there is none.</param>
    /// <param name="identity">Author and committer.</param>
    /// <param name="time">When, to the second; written as UTC.</param>
    /// <param name="tree">A folder to begin from instead of the first parent's files, such as <see cref="CommitObject.Tree"/> of another.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException"><see cref="GitProblemCodes.ObjectMissing"/>: a parent is not here.</exception>
    /// <exception cref="IOException">A stream failed, or gave another number of bytes than announced.</exception>
    public async Task<CommitId> CommitAsync(
        IReadOnlyList<CommitId> parents,
        IEnumerable<GitEdit> edits,
        string message,
        GitIdentity identity,
        DateTimeOffset time,
        ObjectId? tree = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parents);
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, DateTimeOffset.UnixEpoch);
        if (message.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("A message holds no NUL.", nameof(message));
        GitEdit[] ordered = Ordered(edits);
        foreach (CommitId parent in parents)
        {
            await _trees.CommitAsync(parent, cancellationToken).ConfigureAwait(false);
        }

        var commit = new NewCommit(parents, tree, ordered, message.EndsWith('\n') ? message : message + "\n", identity, time);
        return await new CommitWriter(_git, _folder, GitFolder, _idLength).WriteAsync(commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removals first, so that a file may take a folder's place and a folder a file's.</summary>
    private static GitEdit[] Ordered(IEnumerable<GitEdit> edits)
    {
        GitEdit[] ordered = [.. edits.OrderBy(edit => !edit.IsRemoval).ThenBy(edit => edit.Path)];
        var written = new HashSet<GitPath>();
        foreach (GitEdit edit in ordered.Where(edit => !edit.IsRemoval))
        {
            if (!written.Add(edit.Path)) throw new ArgumentException($"'{edit.Path}' is written twice.", nameof(edits));
        }

        foreach (GitEdit edit in ordered)
        {
            if (edit.IsRemoval && written.Contains(edit.Path)) throw new ArgumentException($"'{edit.Path}' is both written and removed.", nameof(edits));
            if (edit.IsRemoval) continue;
            for (GitPath? above = edit.Path.Folder; above is { } path; above = path.Folder)
            {
                if (written.Contains(path)) throw new ArgumentException($"'{path}' is written as a file and as a folder.", nameof(edits));
            }
        }

        return ordered;
    }
}
