using Playground.Catalog;
using Playground.Catalog.Releases;
using Playground.Repository.Git;
using Playground.Repository.Pointers;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>Target files.</content>
public sealed partial class RepositoryEditor
{
    /// <summary>
    /// Brings the target files of roles in line with the artifacts under <c>targets/</c>: those that the event changes, and those that its
    /// delegations move to another role. An artifact belongs to the last role on the way of a client's search (specification 5.6.7), always the
    /// first that matches. What a role says of a file beside length and hashes stays. Roles that the CI signs are left alone.
    /// </summary>
    /// <param name="git">Where the commits of the views are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The roles that were edited for it.</returns>
    public async Task<IReadOnlyList<RoleName>> UpdateTargetsAsync(GitRepository git, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        if (_drafts.Base is not { } proposed)
        {
            return [];
        }

        var changes = new Dictionary<RoleName, Dictionary<TargetPath, TargetFile?>>();
        (SortedSet<TargetPath> paths, bool moved) = await PathsToCheckAsync(git, proposed.Commit, cancellationToken).ConfigureAwait(false);
        foreach (TargetPath path in paths)
        {
            RoleName owner = await FindOwnerAsync(git, path, cancellationToken).ConfigureAwait(false);
            List<RoleName> lists = TargetsRoles(moved);
            TargetFile? before = FindEntry(owner, path, lists);
            TargetFile? after = await DescribeAsync(git, proposed.Commit, path, before, cancellationToken).ConfigureAwait(false);
            foreach (RoleName role in lists)
            {
                TargetFile? wanted = role == owner ? after : null;
                if (_drafts.Find<Targets>(role)!.Files.GetValueOrDefault(path) != wanted)
                {
                    (changes.TryGetValue(role, out Dictionary<TargetPath, TargetFile?>? files) ? files : changes[role] = []).Add(path, wanted);
                }
            }

            if (!_drafts.Exists(owner) && after is not null)
            {
                (changes.TryGetValue(owner, out Dictionary<TargetPath, TargetFile?>? files) ? files : changes[owner] = []).Add(path, after);
            }
        }

        var edited = new List<RoleName>();
        foreach ((RoleName role, Dictionary<TargetPath, TargetFile?> files) in changes.Where(change => !_drafts.DelegationsTo(change.Key).Any(IsSignedOnline)))
        {
            Targets targets = _drafts.Find<Targets>(role) ?? new Targets { Expires = _drafts.Time, UnknownFields = Fields(RoleSettings.UsualPeriods) };
            _drafts.Set(role, targets with { Files = With(targets.Files, files) });
            edited.Add(role);
        }

        return [.. edited.Order()];
    }

    /// <summary>Changes what a role says of artifacts; null: it lists them no more.</summary>
    /// <exception cref="TufException"><see cref="RepositoryProblemCodes.NoSuchRole"/>: it lists no artifacts.</exception>
    internal void ChangeFiles(RoleName role, Dictionary<TargetPath, TargetFile?> files)
    {
        Targets targets = _drafts.Get<Targets>(role);
        _drafts.Set(role, targets with { Files = With(targets.Files, files) });
    }

    private static TargetFiles With(TargetFiles files, Dictionary<TargetPath, TargetFile?> changes)
    {
        var all = files.ToDictionary();
        foreach ((TargetPath path, TargetFile? file) in changes)
        {
            if (file is null)
            {
                all.Remove(path);
            }
            else
            {
                all[path] = file;
            }
        }

        return TargetFiles.From(all);
    }

    private static async Task<TargetFile?> DescribeAsync(
        GitRepository git, CommitId commit, TargetPath path, TargetFile? before, CancellationToken cancellationToken)
    {
        CommittedArtifact committed = await CommittedArtifact.FindAsync(git, commit, path, cancellationToken).ConfigureAwait(false);
        if (committed.Problem is not null)
        {
            // A rule says so; nothing is made of it.
            return before;
        }

        if (committed.Pointer is { } pointer)
        {
            return Described(before, pointer.File, pointer.Urls);
        }

        if (committed.File is not { } file)
        {
            return null;
        }

        BlobStream content = await git.OpenBlobAsync(file.Id, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            return Described(before, await TargetFile.DescribeAsync(content, ReleasePath.TryParse(path, out _), cancellationToken).ConfigureAwait(false), []);
        }
    }

    /// <summary>What was said of a file stays; its length, its hashes and where it lies are what they are.</summary>
    private static TargetFile Described(TargetFile? before, TargetFile now, IReadOnlyList<Uri> urls) =>
        before is null ? now
        : ArtifactUrls.In(before.Length == now.Length && Agree(before.Hashes, now.Hashes) ? before : before with { Length = now.Length, Hashes = now.Hashes }, urls);

    private static bool Agree(Hashes before, Hashes now) =>
        before.Sha256 == now.Sha256 && (before.Sha512 is null || now.Sha512 is null || before.Sha512 == now.Sha512);

    private TargetFile? FindEntry(RoleName owner, TargetPath path, List<RoleName> roles)
    {
        foreach (RoleName role in roles.Prepend(owner))
        {
            if (_drafts.Find<Targets>(role)?.Files.GetValueOrDefault(path) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>
    /// The roles that may list an artifact: where delegations move artifacts, any; else those that were read, among them the owner's, since a project that the
    /// event does not touch lists only files of its own.
    /// </summary>
    private List<RoleName> TargetsRoles(bool moved) => [.. (moved ? _drafts.Roles : _drafts.RolesRead).Where(role => _drafts.Find<Targets>(role) is not null)];

    /// <summary>The artifacts to look at, and whether the event's delegations may move any.</summary>
    private async Task<(SortedSet<TargetPath> Paths, bool Moved)> PathsToCheckAsync(GitRepository git, CommitId proposed, CancellationToken cancellationToken)
    {
        var paths = new SortedSet<TargetPath>();
        IReadOnlyList<GitFileChange> changes =
            await git.DiffAsync(_drafts.Known?.Commit, proposed, Layout.Targets, cancellationToken: cancellationToken).ConfigureAwait(false);
        paths.UnionWith(changes.Select(change => Layout.TargetOf(change.Path)).OfType<TargetPath>());
        bool moved = false;
        foreach (RoleName role in _drafts.Touched.ToList())
        {
            Targets? before = _drafts.InKnown(role)?.Signed as Targets;
            Targets? after = _drafts.Find<Targets>(role);
            if (ReferenceEquals(before, after) || (_drafts.Exists(role) && !_drafts.IsChanged(role)))
            {
                continue;
            }

            moved |= !Routes(before).SequenceEqual(Routes(after));
            paths.UnionWith((before?.Files ?? TargetFiles.Empty).Except(after?.Files ?? TargetFiles.Empty).Select(file => file.Key));
            paths.UnionWith((after?.Files ?? TargetFiles.Empty).Except(before?.Files ?? TargetFiles.Empty).Select(file => file.Key));
        }

        if (moved)
        {
            IReadOnlyList<GitFile> all = await git.ListTreeAsync(proposed, Layout.Targets, cancellationToken: cancellationToken).ConfigureAwait(false);
            paths.UnionWith(all.Select(file => Layout.TargetOf(file.Path)).OfType<TargetPath>());
        }

        // What comes with the edits is described already, and is not in the commit yet.
        paths.ExceptWith(_artifacts.Select(edit => Layout.TargetOf(edit.Path)).OfType<TargetPath>());

        // What administrators have taken away is listed for as long as its releasers like.
        Blocks blocks = Blocks;
        paths.RemoveWhere(blocks.Remove);
        return (paths, moved);
    }

    /// <summary>Where a role's delegations lead, as text.</summary>
    private static IEnumerable<string> Routes(Targets? targets) => targets?.Delegations switch
    {
        { SuccinctRoles: { } bins } => [$"{bins.NamePrefix} {bins.BitLength}"],
        { Roles: { } roles } => roles.Select(role =>
            $"{role.Name.Value}\n{role.Terminating}\n{string.Join('\n', role.Paths ?? [])}\n{string.Join('\n', role.PathHashPrefixes ?? [])}"),
        _ => [],
    };

    private async Task<RoleName> FindOwnerAsync(GitRepository git, TargetPath path, CancellationToken cancellationToken)
    {
        RoleName owner = RoleName.Targets;
        var visited = new HashSet<RoleName> { owner };
        while (true)
        {
            RoleName? next = ArtifactWay.Next(_drafts.Find<Targets>(owner)?.Delegations, path, _drafts.Find<Targets>);
            if (next is not { } role || !visited.Add(role))
            {
                return owner;
            }

            await _drafts.ReadBinAsync(git, role, cancellationToken).ConfigureAwait(false);
            owner = role;
        }
    }
}
