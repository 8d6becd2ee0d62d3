using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Repository.Git;
using Playground.Repository.Pointers;
using Playground.Repository.Projects;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>A file that is to be released.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">Its length, SHA-256 and SHA-512.</param>
/// <param name="Data">What is said of it.</param>
/// <param name="Open">Opens its content.</param>
public sealed record NewReleaseFile(string Name, TargetFile File, ReleaseData Data, Func<CancellationToken, Task<Stream>> Open)
{
    /// <summary>Where the file lies already; it then comes into git as a pointer. None: git gets its content.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [];
}

/// <content>Releases of projects, their standing, and what administrators stop.</content>
public sealed partial class RepositoryEditor
{
    /// <summary>The releases of a project as its releasers' role lists them now, newest first.</summary>
    /// <exception cref="TufException">There is no such project: <see cref="RepositoryProblemCodes.NoSuchProject"/>.</exception>
    public IReadOnlyList<Release> ReleasesOf(ProjectName project)
    {
        RoleName role = RequireReleasers(project);
        return Release.Group(_drafts.Get<Targets>(role).Files
            .Where(entry => ReleasePath.TryParse(entry.Key, out ReleasePath? path) && path.Project == project)
            .Select(entry => new ReleaseFile(ReleasePath.Parse(entry.Key), new Tuf.Client.FoundTarget(entry.Key, entry.Value, role), ReleaseData.Of(entry.Value))));
    }

    /// <summary>Adds a release, or files to one that is not merged yet.</summary>
    /// <exception cref="TufException">
    /// There is no such project, a file of that name was released already (<see cref="RepositoryProblemCodes.ReleaseExists"/>), or administrators have taken the
    /// release away (<see cref="RepositoryProblemCodes.ReleaseRemoved"/>).
    /// </exception>
    public void AddRelease(ProjectName project, ReleaseVersion version, IReadOnlyCollection<NewReleaseFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        RoleName role = RequireReleasers(project);
        if (VouchingFor(project) is null)
        {
            string reason = _drafts.InKnown(CatalogRoles.OwnersOf(project)) is null
                ? $"'{project}' is begun in this event, and nobody vouches for it before that is merged; nothing was changed. Release in an event after it."
                : $"'{project}' is on main, and nobody vouches for it; nothing was changed. The CI does when it signs, unless the name may be taken for that of another ({RepositoryProblemCodes.ProjectWithheld}); "
                + $"administrators can allow it: playground project claim {project}";
            throw new TufException(RepositoryProblemCodes.NoSuchProject, reason);
        }

        Targets targets = _drafts.Get<Targets>(role);
        Targets? released = _drafts.InKnown(role)?.Signed as Targets;
        var all = targets.Files.ToDictionary();
        var artifacts = new List<GitEdit>();
        foreach (NewReleaseFile file in files)
        {
            TargetPath path = new ReleasePath(project, version, file.Name).Target;
            if (Blocks.Remove(path))
            {
                throw Removed(project, version);
            }

            if (released?.Files.ContainsKey(path) == true)
            {
                throw new TufException(
                    RepositoryProblemCodes.ReleaseExists, $"'{path}' is released already, and stays as it is; nothing was changed. Release another version, or yank this one.");
            }

            all[path] = ArtifactUrls.In(file.Data.In(file.File), file.Urls);
            artifacts.Add(file.Urls.Count > 0
                ? GitEdit.Write(Layout.PointerOf(path), ArtifactPointer.To(file.Urls, file.File).ToBytes())
                : GitEdit.Write(Layout.FileOf(path), file.File.Length, file.Open));
        }

        _drafts.Set(role, targets with { Files = TargetFiles.From(all) });
        _artifacts.AddRange(artifacts);
    }

    /// <summary>Says another standing of a release: of every file of it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The release.</param>
    /// <param name="edit">What is to be said; of what it changes beside the standing nothing is taken.</param>
    /// <exception cref="TufException">There is no such release: <see cref="RepositoryProblemCodes.NoSuchProject"/>.</exception>
    public void SetStanding(ProjectName project, ReleaseVersion version, Func<ReleaseData, ReleaseData> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        Release release = RequireRelease(project, version);
        RoleName role = CatalogRoles.ReleasersOf(project);
        Targets targets = _drafts.Get<Targets>(role);
        var all = targets.Files.ToDictionary();
        foreach (ReleaseFile file in release.Files)
        {
            ReleaseData after = edit(file.Data);
            all[file.Target.Path] = (file.Data with { Yanked = after.Yanked, Deprecated = after.Deprecated }).In(file.Target.File);
        }

        _drafts.Set(role, targets with { Files = TargetFiles.From(all) });
    }

    /// <summary>
    /// Takes a release away. One that is not merged yet goes from the event. One that was released only administrators can take away, with a reason: they block it
    /// for good, and its files under <c>targets/</c> go; its releasers need not agree, and may let go of what they list of it by doing the same again.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The release.</param>
    /// <param name="reason">Why administrators take it away; null where nobody says that they are one.</param>
    /// <exception cref="TufException">There is no such release, or it is released and there is no reason (<see cref="RepositoryProblemCodes.ReleaseExists"/>).</exception>
    public void RemoveRelease(ProjectName project, ReleaseVersion version, string? reason = null)
    {
        Release release = RequireRelease(project, version);
        RoleName role = CatalogRoles.ReleasersOf(project);
        Targets? released = _drafts.InKnown(role)?.Signed as Targets;
        Blocks blocks = Blocks;
        List<FoundTarget> known = [.. release.Files.Select(file => file.Target).Where(file => released?.Files.ContainsKey(file.Path) == true && !blocks.Remove(file.Path))];
        if (known.Count > 0)
        {
            if (reason is null)
            {
                throw new TufException(
                    RepositoryProblemCodes.ReleaseExists,
                    $"{project} {version} is released, and others may need it; nothing was changed. Yank it: playground release yank {project} {version}. Only administrators can take it away, with a reason: --reason");
            }

            SetBlocks(blocks.With(new Block(Blocks.PathsOf(project, version), reason, _drafts.Time, IsRemoval: true)));
            _artifacts.AddRange(known.Select(Removal));
        }

        List<FoundTarget> listed = [.. release.Files.Select(file => file.Target).Except(known)];
        if (listed.Count > 0)
        {
            Targets targets = _drafts.Get<Targets>(role);
            var all = targets.Files.ToDictionary();
            foreach (FoundTarget file in listed)
            {
                all.Remove(file.Path);
                if (!blocks.Remove(file.Path))
                {
                    _artifacts.Add(Removal(file));
                }
            }

            _drafts.Set(role, targets with { Files = TargetFiles.From(all) });
        }
    }

    private static GitEdit Removal(FoundTarget file) => GitEdit.Remove(ArtifactUrls.IsIn(file.File) ? Layout.PointerOf(file.Path) : Layout.FileOf(file.Path));

    /// <summary>What administrators have stopped.</summary>
    public Blocks Blocks => Blocks.Of(_drafts.Find<Targets>(RoleName.Targets));

    /// <summary>Stops a project, or a release of it, for every client; signed by those who sign the top-level targets.</summary>
    /// <param name="project">The project.</param>
    /// <param name="version">The release, or null for all.</param>
    /// <param name="reason">Why.</param>
    public void Block(ProjectName project, ReleaseVersion? version, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        RequireReleasers(project);
        RequireNotRemoved(project, version);
        SetBlocks(Blocks.With(new Block(Blocks.PathsOf(project, version), reason, _drafts.Time)));
    }

    /// <summary>Lifts a block.</summary>
    /// <exception cref="TufException">There is none of just that: <see cref="RepositoryProblemCodes.NoSuchProject"/>.</exception>
    public void Unblock(ProjectName project, ReleaseVersion? version)
    {
        PathPattern paths = Blocks.PathsOf(project, version);
        if (Blocks.Find(paths) is null)
        {
            throw new TufException(RepositoryProblemCodes.NoSuchProject, $"{project}{(version is { } one ? $" {one}" : "")} is not blocked; nothing was changed.");
        }

        RequireNotRemoved(project, version);
        SetBlocks(Blocks.Without(paths));
    }

    private void RequireNotRemoved(ProjectName project, ReleaseVersion? version)
    {
        if (version is { } one && Blocks.Find(Blocks.PathsOf(project, one)) is { IsRemoval: true })
        {
            throw Removed(project, one);
        }
    }

    private static TufException Removed(ProjectName project, ReleaseVersion version) => new(
        RepositoryProblemCodes.ReleaseRemoved,
        $"Administrators have taken {project} {version} away, and nothing of that version comes back; nothing was changed. Release another version.");

    private void SetBlocks(Blocks blocks)
    {
        Targets targets = _drafts.Get<Targets>(RoleName.Targets);
        Delegations known = targets.Delegations!;
        List<DelegatedRole> others = [.. known.Roles!.Where(role => role.Name != CatalogRoles.Blocked)];
        if (blocks.All.Count == 0)
        {
            _drafts.Set(RoleName.Targets, targets with
            {
                UnknownFields = blocks.In(targets.UnknownFields),
                Delegations = known with { Keys = Used(known.Keys, known.Roles!, others), Roles = others },
            });
            _drafts.Remove(CatalogRoles.Blocked);
            return;
        }

        DelegatedRole? blocked = (DelegatedRole?)known.FindRole(CatalogRoles.Blocked);
        Dictionary<KeyId, Key> keys = known.Keys.ToDictionary();
        if (blocked is null)
        {
            Delegation administrators = First(RoleName.Targets);
            foreach ((_, KeyId id, Key key) in administrators.Owners())
            {
                keys.TryAdd(id, key);
            }

            blocked = new DelegatedRole
            {
                Name = CatalogRoles.Blocked,
                KeyIds = [.. administrators.Owners().Select(owner => owner.KeyId)],
                Threshold = administrators.Keys.Threshold,
                Paths = [],
                Terminating = true,
            };
        }

        blocked = blocked with { Paths = [.. blocks.All.Select(block => block.Paths)] };
        _drafts.Set(RoleName.Targets, targets with
        {
            UnknownFields = blocks.In(targets.UnknownFields),
            Delegations = known with { Keys = keys, Roles = [blocked, .. others] },
        });
        if (!_drafts.Exists(CatalogRoles.Blocked))
        {
            Periods periods = CustomFields.PeriodsOf(targets.UnknownFields) ?? RoleSettings.UsualPeriods;
            _drafts.Set(CatalogRoles.Blocked, new Targets { Expires = _drafts.Time, UnknownFields = Fields(periods) });
        }
    }

    private RoleName RequireReleasers(ProjectName project)
    {
        RequireProjects();
        RoleName role = CatalogRoles.ReleasersOf(project);
        return _drafts.Find<Targets>(role) is not null ? role : throw new TufException(
            RepositoryProblemCodes.NoSuchProject, $"There is no project '{project}'; nothing was changed. See which there are with: playground project list");
    }

    private Release RequireRelease(ProjectName project, ReleaseVersion version) =>
        ReleasesOf(project).FirstOrDefault(release => release.Version == version) ?? throw new TufException(
            RepositoryProblemCodes.NoSuchProject, $"{project} has no release {version}; nothing was changed. See which it has with: playground project show {project}");
}
