using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>
/// A proposed change: the known good commit, the proposed one, and what differs between them. Everything rules need was read here; they open
/// nothing themselves.
/// </summary>
public sealed class SigningEvent
{
    private SigningEvent(RepositoryView? known, RepositoryView proposed, IReadOnlyList<GitFileChange> changes, IReadOnlyDictionary<TargetPath, TargetFile> artifacts, DateTimeOffset time)
    {
        KnownGood = known;
        Proposed = proposed;
        Changes = changes;
        Artifacts = artifacts;
        Time = time;
    }

    /// <summary>The known good commit: where the event began. Null for a repository's very first event, also where that commit has no metadata.</summary>
    public RepositoryView? KnownGood { get; }

    /// <summary>The proposed commit.</summary>
    public RepositoryView Proposed { get; }

    /// <summary>Every file that differs, metadata and everything else.</summary>
    public IReadOnlyList<GitFileChange> Changes { get; }

    /// <summary>
    /// What the artifacts in the proposed commit really are, by target path: those that differ in git, and those whose entry in metadata differs. An
    /// artifact among them that is absent here has no plain file.
    /// </summary>
    public IReadOnlyDictionary<TargetPath, TargetFile> Artifacts { get; }

    /// <summary>The time against which expiry is judged.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The roles whose metadata files differ or came, by name; root first, then targets.</summary>
    public IReadOnlyList<RoleName> ChangedRoles => [.. Changes
        .Where(change => change.After is not null)
        .Select(change => Layout.RoleOf(change.Path))
        .OfType<RoleName>()
        .OrderBy(role => role == RoleName.Root ? 0 : role == RoleName.Targets ? 1 : 2)
        .ThenBy(role => role)];

    /// <summary>Reads an event.</summary>
    /// <param name="git">Where both commits are.</param>
    /// <param name="known">The known good commit, or null where there is none.</param>
    /// <param name="proposed">The proposed commit.</param>
    /// <param name="time">The time against which expiry is judged.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SigningEvent> ReadAsync(
        GitRepository git, CommitId? known, CommitId proposed, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        IReadOnlyList<GitFileChange> changes = await git.DiffAsync(known, proposed, cancellationToken: cancellationToken).ConfigureAwait(false);
        HashSet<RoleName> bins = [.. changes.Where(change => Layout.IsBin(change.Path)).Select(change => Layout.RoleOf(change.Path)).OfType<RoleName>()];
        RepositoryView? before = known is { } commit
            ? await RepositoryView.ReadAsync(git, commit, bins, cancellationToken: cancellationToken).ConfigureAwait(false)
            : null;
        before = before?.MetadataFiles.Count > 0 ? before : null;
        RepositoryView after = await RepositoryView.ReadAsync(git, proposed, bins, before, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<TargetPath, TargetFile> artifacts =
            await DescribeArtifactsAsync(git, before, after, changes, cancellationToken).ConfigureAwait(false);
        return new SigningEvent(before, after, changes, artifacts, time);
    }

    /// <summary>The target files of a role whose entries differ between the two commits: before and after, null where it has none.</summary>
    public IEnumerable<(TargetPath Path, TargetFile? Before, TargetFile? After)> TargetChanges(RoleName role) =>
        TargetChanges(KnownGood?.Find<Targets>(role), Proposed.Find<Targets>(role));

    private static IEnumerable<(TargetPath Path, TargetFile? Before, TargetFile? After)> TargetChanges(Targets? before, Targets? after)
    {
        TargetFiles old = before?.Files ?? TargetFiles.Empty;
        TargetFiles current = after?.Files ?? TargetFiles.Empty;
        foreach ((TargetPath path, TargetFile file) in current)
        {
            if (!old.TryGetValue(path, out TargetFile? previous) || previous != file)
            {
                yield return (path, previous, file);
            }
        }

        foreach ((TargetPath path, TargetFile file) in old)
        {
            if (!current.ContainsKey(path))
            {
                yield return (path, file, null);
            }
        }
    }

    private static async Task<Dictionary<TargetPath, TargetFile>> DescribeArtifactsAsync(
        GitRepository git, RepositoryView? before, RepositoryView after, IReadOnlyList<GitFileChange> changes, CancellationToken cancellationToken)
    {
        var wanted = new HashSet<TargetPath>(changes.Select(change => Layout.TargetOf(change.Path)).OfType<TargetPath>());
        foreach ((RoleName role, ParsedRole parsed) in after.Roles)
        {
            if (parsed.Signed is Targets targets && !ReferenceEquals(parsed, before?.Roles.GetValueOrDefault(role)))
            {
                wanted.UnionWith(TargetChanges(before?.Find<Targets>(role), targets).Where(change => change.After is not null).Select(change => change.Path));
            }
        }

        var artifacts = new Dictionary<TargetPath, TargetFile>();
        foreach (TargetPath path in wanted)
        {
            if (await git.FindAsync(after.Commit, Layout.FileOf(path), cancellationToken).ConfigureAwait(false) is { } file && file.Mode.IsFile())
            {
                BlobStream content = await git.OpenBlobAsync(file.Id, cancellationToken).ConfigureAwait(false);
                await using (content.ConfigureAwait(false))
                {
                    artifacts.Add(path, await TargetFile.DescribeAsync(content, cancellationToken).ConfigureAwait(false));
                }
            }
        }

        return artifacts;
    }
}
