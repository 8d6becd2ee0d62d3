#pragma warning disable MA0025, MA0150, CA1822, IDE0051, IDE0052, MA0038, MA0041 // Not written yet.
using Playground.Repository.Git;

namespace Playground.Repository.Publishing;

/// <summary>How to publish.</summary>
public sealed record PublicationOptions
{
    /// <summary>
    /// How many earlier snapshots, and all they list, stay for clients that are in the middle of an update; null: all. At least 1. Roots always stay.
    /// </summary>
    public int? KeepVersions { get; init; }
}

/// <summary>What publishing did.</summary>
/// <param name="Written">How many files were written.</param>
/// <param name="Unchanged">How many were there already.</param>
/// <param name="Removed">How many old ones were removed.</param>
public sealed record PublicationResult(int Written, int Unchanged, int Removed);

/// <summary>Writes the public directory: <c>metadata/</c> and <c>targets/</c>, as clients expect them (specification 6.2).</summary>
public sealed class Publication(GitRepository git, string folder, PublicationOptions? options = null)
{
    /// <summary>Verifies a commit as a client would, and writes it. A client that reads meanwhile never fails; run twice, it changes nothing.</summary>
    /// <param name="commit">What to publish.</param>
    /// <param name="time">Against which expiry is judged.</param>
    /// <param name="cancellationToken">Gives up; what is there stays good.</param>
    /// <exception cref="TufException">The commit does not verify; or the folder could not be written.</exception>
    public Task<PublicationResult> WriteAsync(CommitId commit, DateTimeOffset time, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException($"{git}{folder}{options}");
}
