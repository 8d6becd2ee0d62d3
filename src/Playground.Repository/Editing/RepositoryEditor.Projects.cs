using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>A community repository: its projects and who owns them.</content>
public sealed partial class RepositoryEditor
{
    private static readonly PathPattern IndexPaths = PathPattern.Parse("index/*");

    /// <summary>
    /// Makes a repository one of projects: delegates all releases to <see cref="CatalogRoles.Claimed"/>, signed by administrators, and behind it to
    /// <see cref="CatalogRoles.New"/>, signed by the CI; and the index to the CI.
    /// </summary>
    /// <param name="administrators">Who vouches for projects.</param>
    /// <param name="online">How long versions of the roles live that the CI signs.</param>
    /// <param name="most">How many projects a role vouches for by itself, 1 or more; null: <see cref="ProjectShards.UsualMost"/>.</param>
    /// <exception cref="TufException">It is one already (<see cref="RepositoryProblemCodes.RoleExists"/>), or there is no online key.</exception>
    public void BeginProjects(RoleSettings administrators, Periods online, int? most = null)
    {
        ArgumentNullException.ThrowIfNull(administrators);
        ArgumentOutOfRangeException.ThrowIfLessThan(most ?? 1, 1, nameof(most));
        CheckPeriods(online);
        OnlineSettings settings = Online ?? throw new TufException(
            RepositoryProblemCodes.NoSuchRole, "There is no online key yet, which new projects need; nothing was changed. Begin a repository with: playground init");
        CreateRole(RoleName.Targets, CatalogRoles.Claimed, new RolePaths([CatalogRoles.AllProjects], Terminating: false), administrators);
        CreateOnlineRole(CatalogRoles.New, CatalogRoles.AllProjects, settings, online);
        CreateOnlineRole(CatalogRoles.Index, IndexPaths, settings, online);
        if (most is { } number)
        {
            SetMost(number);
        }
    }

    /// <summary>Whether this is a repository of projects.</summary>
    public bool HasProjects => _drafts.DelegationsTo(CatalogRoles.Claimed).Any() || _drafts.DelegationsTo(CatalogRoles.New).Any();

    /// <summary>Every project that there is, by name.</summary>
    public IEnumerable<ProjectName> Projects => _drafts.Delegations.Where(Layout.IsOfProject)
        .Select(delegation => CatalogRoles.ProjectOf(delegation.Role)).OfType<ProjectName>().Distinct().Order();

    /// <summary>Who vouches for a project's owners; null where nobody does yet, or there is no such project.</summary>
    public RoleName? VouchingFor(ProjectName project) => _drafts.DelegationsTo(CatalogRoles.OwnersOf(project))
        .Where(delegation => !delegation.IsOwn).Select(delegation => (RoleName?)delegation.Delegator).FirstOrDefault();

    /// <summary>
    /// Begins a project: owners, who decide over it, and releasers, who sign its releases. It hangs at <see cref="CatalogRoles.New"/> as soon as
    /// it is merged, or at <see cref="CatalogRoles.Claimed"/> where administrators take it in at once.
    /// </summary>
    /// <param name="project">Its name.</param>
    /// <param name="owners">Who owns it.</param>
    /// <param name="releasers">Who releases.</param>
    /// <param name="claimed">Whether administrators vouch for it in this event.</param>
    /// <exception cref="TufException">The name is taken or reserved, or the repository is not one of projects.</exception>
    public void CreateProject(ProjectName project, RoleSettings owners, RoleSettings releasers, bool claimed = false)
    {
        ArgumentNullException.ThrowIfNull(owners);
        ArgumentNullException.ThrowIfNull(releasers);
        RequireProjects();
        RoleName role = CatalogRoles.OwnersOf(project);
        if (project.IsReserved)
        {
            throw new TufException(RepositoryProblemCodes.ProjectName, $"The repository keeps the name '{project}' for itself; nothing was changed. Choose another name.");
        }

        if (Projects.FirstOrDefault(other => other.Folded == project.Folded) is { } taken && taken != default)
        {
            throw new TufException(RepositoryProblemCodes.ProjectName, $"There is a project '{taken}' already; nothing was changed. Choose another name.");
        }

        if (_drafts.Exists(role) || _drafts.DelegationsTo(role).Any())
        {
            throw new TufException(RepositoryProblemCodes.RoleExists, $"There is a role '{role}' already, which is no project; nothing was changed. Choose another name.");
        }

        CheckPeriods(owners.Periods);
        CheckThreshold(owners);
        var nobody = new Delegations { Keys = new Dictionary<KeyId, Key>(), Roles = [OwnersEntry.Role(project, [], owners.Threshold)] };
        _drafts.Set(role, OwnersEntry.In(new Targets { Expires = _drafts.Time, UnknownFields = Fields(owners.Periods) }, nobody));
        if (claimed)
        {
            Claim(project);
        }

        SetSigners(role, owners.Signers, owners.Threshold);
        CreateRole(role, CatalogRoles.ReleasersOf(project), new RolePaths([ReleasePath.AllOf(project)], Terminating: false), releasers);
    }

    /// <summary>Makes administrators vouch for a project's owners as they are: its delegation moves to <see cref="CatalogRoles.Claimed"/>.</summary>
    /// <exception cref="TufException">There is no such project, or it is claimed already.</exception>
    public void Claim(ProjectName project)
    {
        RequireProjects();
        RoleName role = CatalogRoles.OwnersOf(project);
        if (OwnersEntry.Of(role, _drafts.Find<Targets>(role)) is not { } own)
        {
            throw new TufException(RepositoryProblemCodes.NoSuchProject, $"There is no project '{project}'; nothing was changed. See which there are with: playground project list");
        }

        if (VouchingFor(project) is { } vouching && CatalogRoles.IsClaimed(vouching))
        {
            throw new TufException(RepositoryProblemCodes.RoleExists, $"'{project}' is claimed already; nothing was changed.");
        }

        AddTo(PlaceFor(project), [own]);
    }

    /// <summary>
    /// Divides the projects that administrators vouch for by the first letters of their names, so that no role names more than so many; from now on the CI
    /// divides new ones likewise.
    /// </summary>
    /// <param name="most">How many projects a role vouches for by itself, 1 or more.</param>
    public void DivideProjects(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        RequireProjects();
        SetMost(most);
        var claimed = Projects.Select(project => (Project: project, Own: _drafts.DelegationsTo(CatalogRoles.OwnersOf(project)).First()))
            .Where(known => CatalogRoles.IsClaimed(known.Own.Delegator)).ToDictionary(known => known.Project, known => known.Own);
        HashSet<string> divided = [.. ClaimedShards().Select(shard => ProjectShards.BeginningOf(shard, CatalogRoles.Claimed)!).Where(shard => shard.Length > 0).Select(shard => shard[..^1])];
        IReadOnlyDictionary<string, IReadOnlyList<ProjectName>> parts = ProjectShards.Divide(claimed.Keys, most, divided);
        List<(RoleName From, RoleName To, Delegation Owners)> moves =
        [
            .. parts.SelectMany(part => part.Value.Select(project =>
                    (claimed[project].Delegator, ProjectShards.RoleOf(CatalogRoles.Claimed, part.Key), claimed[project])))
                .Where(move => move.Item1 != move.Item2),
        ];
        foreach (string beginning in parts.Keys)
        {
            BeginShard(beginning);
        }

        foreach (IGrouping<RoleName, Delegation> leaving in moves.GroupBy(move => move.From, move => move.Owners))
        {
            HashSet<RoleName> gone = [.. leaving.Select(owners => owners.Role)];
            Targets above = _drafts.Get<Targets>(leaving.Key);
            List<DelegatedRole> left = [.. above.Delegations!.Roles!.Where(other => !gone.Contains(other.Name))];
            _drafts.Set(leaving.Key, above with { Delegations = above.Delegations with { Keys = Used(above.Delegations.Keys, above.Delegations.Roles!, left), Roles = left } });
        }

        foreach (IGrouping<RoleName, Delegation> coming in moves.GroupBy(move => move.To, move => move.Owners))
        {
            AddTo(coming.Key, coming);
        }
    }

    private void SetMost(int most)
    {
        Targets targets = _drafts.Get<Targets>(RoleName.Targets);
        _drafts.Set(RoleName.Targets, targets with { UnknownFields = targets.UnknownFields.With(ProjectShards.MostField, most) });
    }

    /// <summary>The roles of administrators that vouch for projects: <see cref="CatalogRoles.Claimed"/> and its shards.</summary>
    private List<RoleName> ClaimedShards() => [.. _drafts.Roles.Where(role => CatalogRoles.IsClaimed(role) && _drafts.DelegationsTo(role).Any())];

    /// <summary>Where a project that administrators vouch for hangs: in the shard of its name, which is begun where the one above is full.</summary>
    private RoleName PlaceFor(ProjectName project)
    {
        int most = ProjectShards.MostOf(_drafts.Find<Targets>(RoleName.Targets));
        string beginning = "";
        while (true)
        {
            RoleName role = ProjectShards.RoleOf(CatalogRoles.Claimed, beginning);
            IReadOnlyList<DelegatedRole> here = _drafts.Get<Targets>(role).Delegations?.Roles ?? [];
            if (ProjectShards.Next(project, beginning) is not { } next
                || (here.Count(other => !CatalogRoles.IsClaimed(other.Name)) < most && !here.Any(other => other.Name == ProjectShards.RoleOf(CatalogRoles.Claimed, next))))
            {
                return role;
            }

            BeginShard(next);
            beginning = next;
        }
    }

    /// <summary>Begins a shard of <see cref="CatalogRoles.Claimed"/> where it is not there yet: with the same administrators.</summary>
    private void BeginShard(string beginning)
    {
        RoleName role = ProjectShards.RoleOf(CatalogRoles.Claimed, beginning);
        if (beginning.Length == 0 || _drafts.DelegationsTo(role).Any())
        {
            return;
        }

        Delegation whole = First(CatalogRoles.Claimed);
        var added = new DelegatedRole
        {
            Name = role,
            KeyIds = whole.Keys.KeyIds,
            Threshold = whole.Keys.Threshold,
            Paths = [ProjectShards.PathsOf(beginning)],
            Terminating = false,
        };
        AddTo(ProjectShards.RoleOf(CatalogRoles.Claimed, beginning[..^1]), [new Delegation(CatalogRoles.Claimed, whole.Source, role, added)], isShard: true);
        Periods periods = CustomFields.PeriodsOf(_drafts.Get<Targets>(CatalogRoles.Claimed).UnknownFields) ?? RoleSettings.UsualPeriods;
        _drafts.Set(role, new Targets { Expires = _drafts.Time, UnknownFields = Fields(periods) });
    }

    /// <summary>Delegates to owners of projects, or to a shard, beside the others there.</summary>
    private void AddTo(RoleName delegator, IEnumerable<Delegation> delegations, bool isShard = false)
    {
        Targets above = _drafts.Get<Targets>(delegator);
        Delegations known = above.Delegations ?? new Delegations { Keys = new Dictionary<KeyId, Key>(), Roles = [] };
        Dictionary<KeyId, Key> keys = known.Keys.ToDictionary();
        List<DelegatedRole> roles = [.. known.Roles ?? []];
        foreach (Delegation delegation in delegations)
        {
            roles.Add((DelegatedRole)delegation.Keys with { Terminating = !isShard });
            foreach (KeyId id in delegation.Keys.KeyIds.Where(delegation.Source.Keys.ContainsKey))
            {
                keys.TryAdd(id, delegation.Source.Keys[id]);
            }
        }

        _drafts.Set(delegator, above with { Delegations = known with { Keys = keys, Roles = [.. roles.OrderBy(role => role.Name)] } });
    }

    private void RequireProjects()
    {
        if (!HasProjects)
        {
            throw new TufException(
                RepositoryProblemCodes.NoProjects, "This is not a repository of projects; nothing was changed. To make it one: playground project enable");
        }
    }

    private void CreateOnlineRole(RoleName role, PathPattern paths, OnlineSettings online, Periods periods)
    {
        Targets above = _drafts.Get<Targets>(RoleName.Targets);
        Delegations known = above.Delegations!;
        Dictionary<KeyId, Key> keys = known.Keys.ToDictionary();
        var added = new DelegatedRole
        {
            Name = role,
            KeyIds = [Add(keys, online.Key)],
            Threshold = 1,
            Paths = [paths],
            Terminating = false,
            UnknownFields = Fields(periods),
        };
        _drafts.Set(RoleName.Targets, above with { Delegations = known with { Keys = keys, Roles = [.. known.Roles!, added] } });
    }

    /// <summary>Edits what a project's own metadata says of its owners.</summary>
    private void EditOwners(RoleName role, Func<Dictionary<KeyId, Key>, Role, (Dictionary<KeyId, Key> Keys, Role Role)> edit)
    {
        if (_drafts.Find<Targets>(role) is { } metadata && OwnersEntry.Of(role, metadata) is { } own)
        {
            (Dictionary<KeyId, Key> keys, Role edited) = edit(own.Source.Keys.ToDictionary(), own.Keys);
            _drafts.Set(role, OwnersEntry.In(metadata, new Delegations { Keys = Used(keys, [own.Keys], [edited]), Roles = [(DelegatedRole)edited] }));
        }
    }
}
