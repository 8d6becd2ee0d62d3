using Playground.Repository.Git;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Pointers;

/// <summary>What came of fetching an artifact from one of its addresses.</summary>
/// <param name="Path">The artifact.</param>
/// <param name="Url">The address.</param>
/// <param name="Problem">What is wrong, or null where it is what the pointer says.</param>
public sealed record FetchedPointer(TargetPath Path, Uri Url, Problem? Problem);

/// <summary>
/// Fetches what the pointers of an event point to, from each of their addresses, and compares it. With a network, and so no rule: rules give the same answer everywhere and
/// always. Nothing of what comes is kept.
/// </summary>
/// <param name="git">Where the commits are.</param>
/// <param name="fetcher">How things are fetched.</param>
public sealed class PointerCheck(GitRepository git, IFetcher fetcher)
{
    private const int BufferLength = 128 * 1024;

    /// <summary>Checks the pointers that an event adds or changes.</summary>
    /// <param name="known">The known good commit, or null where there is none.</param>
    /// <param name="proposed">The proposed commit.</param>
    /// <param name="verified">Pointers, by their objects in git, that were found right before and are passed over; those that are found right now are added.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">A pointer cannot be read: <see cref="RepositoryProblemCodes.BadPointer"/>.</exception>
    public async Task<IReadOnlyList<FetchedPointer>> RunAsync(CommitId? known, CommitId proposed, ISet<ObjectId> verified, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(verified);
        var fetched = new List<FetchedPointer>();
        foreach (GitFileChange change in await git.DiffAsync(known, proposed, Layout.Targets, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (change.After is not { } after || !after.Mode.IsFile() || !Layout.IsPointer(change.Path) || Layout.TargetOf(change.Path) is not { } path || verified.Contains(after.Id))
            {
                continue;
            }

            var pointer = ArtifactPointer.Parse(await git.ReadBlobAsync(after.Id, ArtifactPointer.MaxLength, cancellationToken).ConfigureAwait(false));
            bool good = true;
            foreach (Uri url in pointer.Urls)
            {
                Problem? problem = await FetchAsync(path, url, pointer.File, cancellationToken).ConfigureAwait(false);
                good &= problem is null;
                fetched.Add(new FetchedPointer(path, url, problem));
            }

            if (good)
            {
                verified.Add(after.Id);
            }
        }

        return fetched;
    }

    private async Task<Problem?> FetchAsync(TargetPath path, Uri url, TargetFile file, CancellationToken cancellationToken)
    {
        try
        {
            FetchResponse response = await fetcher.OpenAsync(url, cancellationToken).ConfigureAwait(false);
            await using (response.ConfigureAwait(false))
            {
                if (response.ContentLength is { } announced && announced != file.Length)
                {
                    return Mismatch(path, url, $"{announced} bytes are offered where the pointer says {file.Length}");
                }

                using var verifier = new TargetVerifier(file);
                byte[] buffer = new byte[BufferLength];
                while (await response.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
                {
                    if (!verifier.TryAppend(buffer.AsSpan(0, read)))
                    {
                        return Mismatch(path, url, $"more came than the {file.Length} bytes that the pointer says");
                    }
                }

                return verifier.IsComplete() ? null : Mismatch(path, url, "its length or a hash of it is another");
            }
        }
        catch (TufException e)
        {
            return e.Problem;
        }
    }

    private static Problem Mismatch(TargetPath path, Uri url, string how) =>
        new(RepositoryProblemCodes.PointerMismatch, $"What lies at {Printable.Of(url.OriginalString)} is not '{path}': {how}. Put the right file there, or correct the pointer.");
}
