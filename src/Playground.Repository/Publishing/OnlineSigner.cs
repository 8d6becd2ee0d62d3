#pragma warning disable MA0025, MA0150, CA1822, IDE0051, IDE0052, MA0038, MA0041 // Not written yet.
using Playground.Repository.Git;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>Opens the private half of an online key.</summary>
/// <param name="uri">Where it lives, as metadata says: <c>env:ONLINE_KEY</c>.</param>
/// <param name="key">The public half.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate ValueTask<ISigner> OnlineKeyOpener(string uri, Key key, CancellationToken cancellationToken);

/// <summary>What the CI has to commit to main.</summary>
/// <param name="Edits">The files; none where nothing is to be signed.</param>
/// <param name="Words">What was done and why, a line each; the first is fit for a commit's subject.</param>
public sealed record OnlineChange(IReadOnlyList<GitEdit> Edits, IReadOnlyList<string> Words);

/// <summary>Signs what the CI signs: snapshot, timestamp, and targets roles that have an online key (specification 4.4, 4.6).</summary>
public sealed class OnlineSigner(GitRepository git, OnlineKeyOpener openKey)
{
    /// <summary>
    /// Signs what has to be signed on a commit of main. Everything it vouches for is verified first.
    /// </summary>
    /// <param name="main">The commit.</param>
    /// <param name="time">When.</param>
    /// <param name="published">The commit of the last online signature, where known: what is the same there is not read again.</param>
    /// <param name="force">Whether to sign snapshot and timestamp although nothing changed and they are not due.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">The repository does not verify, or a key cannot be used. Nothing was signed.</exception>
    public Task<OnlineChange> SignAsync(
        CommitId main, DateTimeOffset time, CommitId? published = null, bool force = false, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException($"{git}{openKey}");
}
