using Playground.Repository.Git;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>Opens the private half of an online key. Who gives it disposes of it.</summary>
/// <param name="uri">Where it lives, as metadata says: <c>env:ONLINE_KEY</c>.</param>
/// <param name="key">The public half.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate ValueTask<ISigner> OnlineKeyOpener(string uri, Key key, CancellationToken cancellationToken);

/// <summary>What the CI has to commit to main.</summary>
/// <param name="Edits">The files; none where nothing is to be signed.</param>
/// <param name="Words">What was signed and why, a line each, the first fit for the subject of a commit; safe to print.</param>
/// <param name="Warnings">What people should look after, such as roles that have expired, and each <see cref="WithheldProject"/>.</param>
public sealed record OnlineChange(IReadOnlyList<GitEdit> Edits, IReadOnlyList<string> Words, IReadOnlyList<string> Warnings);

/// <summary>Signs what the CI signs: snapshot, timestamp, and targets roles that have an online key (specification 4.4 to 4.6).</summary>
/// <param name="git">Where the commits are.</param>
/// <param name="openKey">Gives the online keys.</param>
public sealed class OnlineSigner(GitRepository git, OnlineKeyOpener openKey)
{
    /// <summary>
    /// Signs what has to be signed on a commit of main: a new snapshot where a role has another version than the last one lists, where the last one
    /// is due, or is not signed as root asks; a new timestamp likewise. Everything it vouches for is verified first.
    /// </summary>
    /// <param name="main">The commit.</param>
    /// <param name="time">When.</param>
    /// <param name="published">
    /// The commit that was last signed and published, where known: what is the same there was verified then and is not read again.
    /// </param>
    /// <param name="force">Whether to sign snapshot and timestamp although nothing changed and they are not due.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">The repository does not verify, a version went back (13xx), or a key cannot be used. Nothing was signed.</exception>
    public async Task<OnlineChange> SignAsync(
        CommitId main, DateTimeOffset time, CommitId? published = null, bool force = false, CancellationToken cancellationToken = default)
    {
        OnlineInput input = await OnlineInput.ReadAsync(git, main, published, time, cancellationToken).ConfigureAwait(false);
        var signature = new OnlineSignature(openKey);
        var targets = new OnlineTargets(git, input, signature, time);
        await targets.SignAsync(cancellationToken).ConfigureAwait(false);
        var edits = new List<GitEdit>(targets.Edits);
        var words = new List<string>(targets.Words);
        var warnings = new List<string>(targets.Warnings);
        if (input.Root.IsExpired(time))
        {
            warnings.Add($"Root version {input.Root.Version} expired on {input.Root.Expires:u}: clients refuse the repository until people sign a new one.");
        }

        var online = new OnlineRoles(git, input, signature, time, force);
        (Snapshot snapshot, byte[]? snapshotFile) = await online.SnapshotAsync(targets.Versions, words, cancellationToken).ConfigureAwait(false);
        byte[]? timestampFile = await online.TimestampAsync(snapshot, snapshotFile, words, cancellationToken).ConfigureAwait(false);
        if (snapshotFile is not null)
        {
            edits.Add(GitEdit.Write(Layout.FileOf(RoleName.Snapshot), snapshotFile));
        }

        if (timestampFile is not null)
        {
            edits.Add(GitEdit.Write(Layout.FileOf(RoleName.Timestamp), timestampFile));
            words.Insert(0, snapshotFile is null ? "Sign timestamp" : "Sign snapshot and timestamp");
        }

        return new OnlineChange(edits, words, warnings);
    }
}
