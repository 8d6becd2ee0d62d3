using Playground.Catalog.Names;
using Playground.Repository.Git;
using Playground.Repository.Pointers;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>
/// A proposed change: the known good commit, the proposed one, and what differs between them. Everything rules need was read here; they open
/// nothing themselves.
/// </summary>
public sealed class SigningEvent
{
    private IReadOnlyList<RoleName>? _changedRoles;

    private SigningEvent(CommitId? knownCommit, RepositoryView? known, RepositoryView proposed, DateTimeOffset time)
    {
        Base = knownCommit;
        KnownGood = known;
        Proposed = proposed;
        Time = time;
    }

    /// <summary>The commit where the event began, or null where there is none.</summary>
    public CommitId? Base { get; }

    /// <summary>The known good commit: where the event began. Null for a repository's very first event, also where that commit has no metadata.</summary>
    public RepositoryView? KnownGood { get; }

    /// <summary>The proposed commit.</summary>
    public RepositoryView Proposed { get; }

    /// <summary>Every file that differs, metadata and everything else.</summary>
    public required IReadOnlyList<GitFileChange> Changes { get; init; }

    /// <summary>
    /// The artifacts the event has to do with, in order: those that differ in git, and those whose entry in a role that came, changed or went
    /// differs.
    /// </summary>
    public required IReadOnlyList<TargetPath> TouchedArtifacts { get; init; }

    /// <summary>
    /// What the artifacts among <see cref="TouchedArtifacts"/> really are in the proposed commit: length and SHA-256. One that is absent here has
    /// no plain file. Of one that lies elsewhere it is what its pointer says.
    /// </summary>
    public required IReadOnlyDictionary<TargetPath, TargetFile> Artifacts { get; init; }

    /// <summary>The artifacts among <see cref="TouchedArtifacts"/> that lie elsewhere, and the pointers that stand for them.</summary>
    public required IReadOnlyDictionary<TargetPath, ArtifactPointer> Pointers { get; init; }

    /// <summary>What is wrong with pointers to the artifacts among <see cref="TouchedArtifacts"/>.</summary>
    public required IReadOnlyDictionary<TargetPath, Problem> BadPointers { get; init; }

    /// <summary>What is right in the folders, from the top of the repository down, that files were added to in the proposed commit.</summary>
    public required IReadOnlyList<GitFile> Neighbours { get; init; }

    /// <summary>The names of projects that main has taken since the event began, where that matters: a new name is held against them too.</summary>
    public IReadOnlySet<ProjectName> NamesTakenSince { get; private init; } = new HashSet<ProjectName>();

    /// <summary>The time against which expiry is judged.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The roles whose metadata files differ or came, by name; root first, then targets.</summary>
    public IReadOnlyList<RoleName> ChangedRoles => _changedRoles ??= [.. Changes
        .Where(change => change.After is not null)
        .Select(change => Layout.RoleOf(change.Path))
        .OfType<RoleName>()
        .Distinct()
        .OrderBy(role => role == RoleName.Root ? 0 : role == RoleName.Targets ? 1 : 2)
        .ThenBy(role => role)];

    /// <summary>Reads an event.</summary>
    /// <param name="git">Where both commits are.</param>
    /// <param name="known">The known good commit, or null where there is none.</param>
    /// <param name="proposed">The proposed commit.</param>
    /// <param name="time">The time against which expiry is judged.</param>
    /// <param name="main">A view of main that was read already: what is the same is not read again.</param>
    /// <param name="tip">Main's tip, into which the event would be merged; by default that of <paramref name="main"/>. Null without it: where the event began.</param>
    /// <param name="everything">Whether to read all roles at once, also those of projects that the event does not touch. The verdict is the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SigningEvent> ReadAsync(
        GitRepository git,
        CommitId? known,
        CommitId proposed,
        DateTimeOffset time,
        RepositoryView? main = null,
        CommitId? tip = null,
        bool everything = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        IReadOnlyList<GitFileChange> changes = await git.DiffAsync(known, proposed, cancellationToken: cancellationToken).ConfigureAwait(false);
        HashSet<RoleName> bins = [.. changes.Where(change => Layout.IsBin(change.Path)).Select(change => Layout.RoleOf(change.Path)).OfType<RoleName>()];
        HashSet<ProjectName>? projects = everything ? null : ReadingScope.Of(changes);
        RepositoryView? before = known is not { } commit ? null
            : main?.Commit == commit && bins.Count == 0 ? main
            : await RepositoryView.ReadAsync(git, commit, bins, main, projects, cancellationToken).ConfigureAwait(false);
        before = before?.MetadataFiles.Count > 0 ? before : null;
        RepositoryView after = await RepositoryView.ReadAsync(git, proposed, bins, before, before is null ? null : projects, cancellationToken).ConfigureAwait(false);
        if (before is not null)
        {
            await ReadingScope.WidenAsync(before, after, projects, cancellationToken).ConfigureAwait(false);
        }

        List<TargetPath> touched = [.. Touched(before, after, changes).Distinct().Order()];
        Dictionary<TargetPath, CommittedArtifact> committed = await FindAsync(git, after, touched, cancellationToken).ConfigureAwait(false);
        return new SigningEvent(known, before, after, time)
        {
            Changes = changes,
            TouchedArtifacts = touched,
            Artifacts = await DescribeAsync(git, committed, cancellationToken).ConfigureAwait(false),
            Pointers = committed.Where(found => found.Value.Pointer is not null).ToDictionary(found => found.Key, found => found.Value.Pointer!),
            BadPointers = committed.Where(found => found.Value.Problem is not null).ToDictionary(found => found.Key, found => found.Value.Problem!),
            NamesTakenSince = await NamesTaken.SinceAsync(git, before, after, tip ?? main?.Commit, main, cancellationToken).ConfigureAwait(false),
            Neighbours = await ReadNeighboursAsync(git, after, changes, cancellationToken).ConfigureAwait(false),
        };
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

    private static IEnumerable<TargetPath> Touched(RepositoryView? before, RepositoryView after, IReadOnlyList<GitFileChange> changes)
    {
        foreach (GitFileChange change in changes)
        {
            if (Layout.TargetOf(change.Path) is { } path)
            {
                yield return path;
            }
            else if (Layout.RoleOf(change.Path) is { } role)
            {
                foreach ((TargetPath listed, _, _) in TargetChanges(before?.Find<Targets>(role), after.Find<Targets>(role)))
                {
                    yield return listed;
                }
            }
        }
    }

    private static async Task<Dictionary<TargetPath, CommittedArtifact>> FindAsync(
        GitRepository git, RepositoryView after, IReadOnlyList<TargetPath> touched, CancellationToken cancellationToken)
    {
        var found = new Dictionary<TargetPath, CommittedArtifact>();
        foreach (TargetPath path in touched)
        {
            found.Add(path, await CommittedArtifact.FindAsync(git, after.Commit, path, cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    private static async Task<Dictionary<TargetPath, TargetFile>> DescribeAsync(
        GitRepository git, Dictionary<TargetPath, CommittedArtifact> found, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<ObjectId, TargetFile> described =
            await BlobDescriptions.OfAsync(git, found.Values.Select(artifact => artifact.File?.Id).OfType<ObjectId>(), cancellationToken).ConfigureAwait(false);
        return found.Where(entry => entry.Value.File is not null || entry.Value.Pointer is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value.Pointer?.File ?? described[entry.Value.File!.Id]);
    }

    private static async Task<List<GitFile>> ReadNeighboursAsync(
        GitRepository git, RepositoryView after, IReadOnlyList<GitFileChange> changes, CancellationToken cancellationToken)
    {
        var neighbours = new List<GitFile>();
        var folders = new HashSet<GitPath>();
        foreach (GitFileChange change in changes.Where(change => change.Kind == GitChangeKind.Added))
        {
            for (GitPath? above = change.Path.Folder; above is { } folder && folders.Add(folder); above = folder.Folder)
            {
                neighbours.AddRange(await git.ListFolderAsync(after.Commit, folder, cancellationToken).ConfigureAwait(false));
            }
        }

        return neighbours;
    }
}
