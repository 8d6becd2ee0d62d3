using Playground.Catalog;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>Roles: beginning, delegating, periods.</content>
public sealed partial class RepositoryEditor
{
    /// <summary>Begins a repository: root and targets, with everybody invited, and the online key.</summary>
    /// <exception cref="TufException">There is a repository already: <see cref="RepositoryProblemCodes.AlreadyBegun"/>.</exception>
    public void Begin(NewRepository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        if (_drafts.Exists(RoleName.Root))
        {
            throw new TufException(RepositoryProblemCodes.AlreadyBegun, "There is a repository here already; nothing was changed. To change its roles: playground delegate");
        }

        OnlineSettings online = repository.Online;
        foreach (Periods periods in (Periods[])[repository.Root.Periods, repository.Targets.Periods, online.Snapshot, online.Timestamp])
        {
            CheckPeriods(periods);
        }

        CheckThreshold(repository.Root);
        CheckThreshold(repository.Targets);
        Key key = OnlineKey(online.Key, online.Uri);
        KeyId id = key.ComputeId();
        _drafts.Set(RoleName.Root, new Root
        {
            Expires = _drafts.Time,
            Keys = new Dictionary<KeyId, Key> { [id] = key },
            Roles = new Dictionary<RoleName, Role>
            {
                [RoleName.Root] = new() { KeyIds = [], Threshold = repository.Root.Threshold },
                [RoleName.Targets] = new() { KeyIds = [], Threshold = repository.Targets.Threshold },
                [RoleName.Snapshot] = new() { KeyIds = [id], Threshold = 1, UnknownFields = Fields(online.Snapshot) },
                [RoleName.Timestamp] = new() { KeyIds = [id], Threshold = 1, UnknownFields = Fields(online.Timestamp) },
            },
            UnknownFields = Fields(repository.Root.Periods),
        });
        _drafts.Set(RoleName.Targets, new Targets { Expires = _drafts.Time, UnknownFields = Fields(repository.Targets.Periods) });
        Invite(repository.Root.Signers, RoleName.Root);
        Invite(repository.Targets.Signers, RoleName.Targets);
    }

    /// <summary>Delegates to a new role, asked after the delegator's other roles (specification 4.5). Who is not known on the way there is invited.</summary>
    public void CreateRole(RoleName delegator, RoleName role, RolePaths paths, RoleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(settings);
        if (role.IsTopLevel || _drafts.Exists(role) || _drafts.DelegationsTo(role).Any())
        {
            throw new TufException(RepositoryProblemCodes.RoleExists, $"There is a role '{role}' already; nothing was changed.");
        }

        CheckPaths(paths);
        CheckPeriods(settings.Periods);
        CheckThreshold(settings);
        Targets above = _drafts.Get<Targets>(delegator);
        RequireOffline(delegator);
        Delegations delegations = above.Delegations ?? new Delegations { Keys = new Dictionary<KeyId, Key>(), Roles = [] };
        if (delegations.SuccinctRoles is not null)
        {
            throw new TufException(RepositoryProblemCodes.Bins, $"'{delegator}' delegates to bins, and cannot delegate to '{role}' as well; nothing was changed.");
        }

        var added = new DelegatedRole { Name = role, KeyIds = [], Threshold = settings.Threshold, Paths = [.. paths.Paths], Terminating = paths.Terminating };
        _drafts.Set(delegator, above with { Delegations = delegations with { Roles = [.. delegations.Roles!, added] } });
        _drafts.Set(role, new Targets { Expires = _drafts.Time, UnknownFields = Fields(settings.Periods) });
        SetSigners(role, settings.Signers, settings.Threshold);
    }

    /// <summary>Says for which paths a delegated role is trusted, wherever it is delegated to.</summary>
    public void SetPaths(RoleName role, RolePaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        CheckPaths(paths);
        foreach (Delegation delegation in Delegated(role))
        {
            EditDelegation(delegation, (keys, old) =>
                (keys, (DelegatedRole)old with { Paths = [.. paths.Paths], PathHashPrefixes = null, Terminating = paths.Terminating }));
        }
    }

    /// <summary>Removes a delegated role, the roles that only it delegates to, and invitations to them.</summary>
    public void RemoveRole(RoleName role)
    {
        List<RoleName> before = [.. _drafts.Delegations.Select(delegation => delegation.Role).Distinct()];
        foreach (Delegation delegation in Delegated(role))
        {
            Targets above = _drafts.Get<Targets>(delegation.Delegator);
            Delegations left = above.Delegations! with { Roles = [.. above.Delegations.Roles!.Where(other => other.Name != role)] };
            left = left with { Keys = Used(left.Keys, above.Delegations.Roles!, left.Roles!) };
            bool isEmpty = left is { Roles.Count: 0, Keys.Count: 0, UnknownFields.Count: 0 };
            _drafts.Set(delegation.Delegator, above with { Delegations = isEmpty ? null : left });
        }

        var after = _drafts.Delegations.Select(delegation => delegation.Role).ToHashSet();
        foreach (RoleName gone in before.Where(known => !after.Contains(known)))
        {
            foreach (Signer signer in Invitations.InvitedTo(gone).ToList())
            {
                Invitations = Invitations.Without(signer, gone);
            }

            _drafts.Remove(gone);
        }
    }

    /// <summary>Says how long a role lives: in its own metadata, or for an online role in its delegator's.</summary>
    public void SetPeriods(RoleName role, Periods periods)
    {
        CheckPeriods(periods);
        Delegation delegation = First(role);
        if (IsSignedOnline(delegation))
        {
            EditDelegation(delegation, (keys, old) => (keys, old with { UnknownFields = _fields.WithPeriods(old.UnknownFields, periods) }));
            return;
        }

        Signed signed = _drafts.Get<Signed>(role);
        _drafts.Set(role, signed with { UnknownFields = _fields.WithPeriods(signed.UnknownFields, periods) });
    }

    /// <summary>Gives a role a new version that expires as its period says.</summary>
    public void Renew(RoleName role)
    {
        RequireOffline(role);
        _drafts.Set(role, _drafts.Get<Signed>(role), renew: true);
    }

    private static void CheckPeriods(Periods periods)
    {
        if (!periods.AreSane)
        {
            throw new TufException(
                RepositoryProblemCodes.BadPeriods,
                $"A role cannot live for {periods.ExpiryDays} days with {periods.SigningDays} to sign in; nothing was changed. Give 1 to {Periods.MaxDays} days, and fewer to sign in.");
        }
    }

    private static void CheckPaths(RolePaths paths)
    {
        if (paths.Paths.Count == 0)
        {
            throw new TufException(ProblemCodes.BadPaths, "A delegated role is trusted for one path at least; nothing was changed.");
        }
    }

    private static void CheckThreshold(RoleSettings settings) => CheckThreshold(settings.Threshold, settings.Signers.Distinct().Count());

    private static void CheckThreshold(long threshold, int people)
    {
        if (threshold < 1 || threshold > people)
        {
            throw new TufException(
                RepositoryProblemCodes.BadThreshold, people == 0
                    ? "Nobody would be left to sign; nothing was changed. Name somebody first who is to stay."
                    : $"{threshold} {(threshold == 1 ? "signature" : "signatures")} cannot be asked of {people} {(people == 1 ? "person" : "people")}; nothing was changed. Ask for {(people == 1 ? "1" : $"1 to {people}")}.");
        }
    }

    /// <summary>The keys without those that roles used and no role uses any more.</summary>
    private static Dictionary<KeyId, Key> Used(IReadOnlyDictionary<KeyId, Key> keys, IEnumerable<Role> before, IEnumerable<Role> after)
    {
        var gone = before.SelectMany(role => role.KeyIds).Except(after.SelectMany(role => role.KeyIds)).ToHashSet();
        return keys.Where(key => !gone.Contains(key.Key)).ToDictionary();
    }

    private Tuf.Json.JsonFields Fields(Periods periods) => _fields.WithPeriods(Tuf.Json.JsonFields.Empty, periods);

    /// <summary>Who delegates to a role first.</summary>
    private Delegation First(RoleName role) => _drafts.DelegationsTo(role).FirstOrDefault() ?? throw new TufException(
        RepositoryProblemCodes.NoSuchRole, $"There is no role '{role}'; nothing was changed. See which there are with: playground status");

    /// <summary>Everybody who delegates to a role that is neither top-level nor a bin.</summary>
    private List<Delegation> Delegated(RoleName role)
    {
        Delegation first = First(role);
        return first.Keys is DelegatedRole ? [.. _drafts.DelegationsTo(role)] : throw new TufException(
            RepositoryProblemCodes.Bins, $"'{role}' is no delegated role with a name of its own; nothing was changed.");
    }

    private void RequireOffline(RoleName role)
    {
        if (IsSignedOnline(First(role)))
        {
            throw new TufException(RepositoryProblemCodes.OnlineRole, $"'{role}' is signed by the CI and not edited by people; nothing was changed.");
        }
    }

    /// <summary>Edits whose signatures a role needs, in its delegator; keys that nobody needs any more go.</summary>
    private void EditDelegation(Delegation delegation, Func<Dictionary<KeyId, Key>, Role, (Dictionary<KeyId, Key> Keys, Role Role)> edit)
    {
        RoleName name = delegation.Role;
        EditOwners(name, edit);
        if (delegation.IsOwn || CatalogRoles.IsNew(delegation.Delegator))
        {
            // The CI follows what the owners sign.
            return;
        }

        if (delegation.Delegator == RoleName.Root)
        {
            Root root = _drafts.Get<Root>(RoleName.Root);
            (Dictionary<KeyId, Key> keys, Role role) = edit(root.Keys.ToDictionary(), root.Roles[name]);
            Dictionary<RoleName, Role> roles = root.Roles.ToDictionary();
            roles[name] = role;
            _drafts.Set(RoleName.Root, root with { Keys = Used(keys, root.Roles.Values, roles.Values), Roles = roles });
            return;
        }

        Targets above = _drafts.Get<Targets>(delegation.Delegator);
        Delegations all = above.Delegations!;
        if (all.SuccinctRoles is { } bins)
        {
            (Dictionary<KeyId, Key> keys, Role role) = edit(all.Keys.ToDictionary(), bins);
            _drafts.Set(delegation.Delegator, above with { Delegations = all with { Keys = Used(keys, [bins], [role]), SuccinctRoles = (SuccinctRoles)role } });
            return;
        }

        (Dictionary<KeyId, Key> ring, Role edited) = edit(all.Keys.ToDictionary(), all.FindRole(name)!);
        DelegatedRole[] list = [.. all.Roles!.Select(other => other.Name == name ? (DelegatedRole)edited : other)];
        _drafts.Set(delegation.Delegator, above with { Delegations = all with { Keys = Used(ring, all.Roles!, list), Roles = list } });
    }
}
