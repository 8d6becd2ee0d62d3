using Playground.Catalog;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <content>People and keys.</content>
public sealed partial class RepositoryEditor
{
    /// <summary>The online key and the periods of the roles it signs, or null where root does not say.</summary>
    public OnlineSettings? Online
    {
        get
        {
            if (_drafts.Root is not { } root || OnlineIds(root) is not [var id, ..] || !root.Keys.TryGetValue(id, out Key? key))
            {
                return null;
            }

            return new OnlineSettings(
                key,
                CustomFields.OnlineUriOf(key)!,
                CustomFields.PeriodsOf(root.Roles[RoleName.Snapshot].UnknownFields) ?? OnlineSettings.UsualSnapshot,
                CustomFields.PeriodsOf(root.Roles[RoleName.Timestamp].UnknownFields) ?? OnlineSettings.UsualTimestamp);
        }
    }

    /// <summary>The roles that a person is invited to.</summary>
    public IReadOnlyList<RoleName> InvitationsOf(Signer signer) => [.. Invitations.RolesOf(signer)];

    /// <summary>
    /// Says who signs a role and how many must. Who is new there is invited, unless their key is known from root or from a role on the way there.
    /// Keys that belong to nobody stay.
    /// </summary>
    /// <exception cref="TufException">There is no such role, the CI signs it, or the threshold cannot be met.</exception>
    public void SetSigners(RoleName role, IReadOnlyCollection<Signer> signers, int threshold)
    {
        ArgumentNullException.ThrowIfNull(signers);
        RequireOffline(role);
        Delegation first = First(role);
        int nobodys = first.Keys.KeyIds.Count(id => first.Source.Keys.TryGetValue(id, out Key? key) && CustomFields.OwnerOf(key) is null);
        CheckThreshold(threshold, signers.Distinct().Count() + nobodys);
        foreach (Delegation delegation in _drafts.DelegationsTo(role).ToList())
        {
            EditDelegation(delegation, (keys, old) =>
            {
                List<KeyId> ids = [.. old.KeyIds.Where(id => !keys.TryGetValue(id, out Key? key) || CustomFields.OwnerOf(key) is not { } owner || signers.Contains(owner))];
                foreach ((KeyId id, Key key) in signers.Except(Owners(ids, keys)).Select(signer => FindKey(signer, delegation.Delegator)).OfType<(KeyId, Key)>())
                {
                    keys.TryAdd(id, key);
                    ids.Add(id);
                }

                return (keys, old with { KeyIds = ids, Threshold = threshold });
            });
        }

        List<Signer> known = [.. First(role).Owners().Select(owner => owner.Owner)];
        foreach (Signer signer in Invitations.InvitedTo(role).Where(signer => !signers.Contains(signer) || known.Contains(signer)).ToList())
        {
            Invitations = Invitations.Without(signer, role);
        }

        Invite(signers.Except(known), role);
        RenewWhereUnsigned(role);
        if (role == CatalogRoles.Claimed)
        {
            // Who vouches for projects vouches for all of them, whatever their names begin with.
            ClaimedShards().Where(shard => shard != role).ToList().ForEach(shard => SetSigners(shard, signers, threshold));
        }
    }

    /// <summary>Invites a person to a role beside those who sign it already; the threshold stays.</summary>
    public void AddSigner(RoleName role, Signer signer)
    {
        RoleSettings settings = SettingsOf(role) ?? throw new TufException(RepositoryProblemCodes.NoSuchRole, $"There is no role '{role}'; nothing was changed.");
        SetSigners(role, [.. settings.Signers.Append(signer).Distinct()], settings.Threshold);
    }

    /// <summary>Takes a person from a role, or withdraws the invitation; the threshold stays.</summary>
    public void RemoveSigner(RoleName role, Signer signer)
    {
        RoleSettings settings = SettingsOf(role) ?? throw new TufException(RepositoryProblemCodes.NoSuchRole, $"There is no role '{role}'; nothing was changed.");
        if (!settings.Signers.Contains(signer))
        {
            throw new TufException(RepositoryProblemCodes.NotASigner, $"{signer} does not sign '{role}'; nothing was changed.");
        }

        SetSigners(role, [.. settings.Signers.Where(other => other != signer)], settings.Threshold);
    }

    /// <summary>Withdraws an invitation.</summary>
    /// <exception cref="TufException">There is none: <see cref="RepositoryProblemCodes.NotInvited"/>.</exception>
    public void WithdrawInvitation(Signer signer, RoleName role)
    {
        RequireInvitation(signer, role);
        Invitations = Invitations.Without(signer, role);
    }

    /// <summary>Accepts an invitation with a key.</summary>
    /// <exception cref="TufException">
    /// There is no such invitation (<see cref="RepositoryProblemCodes.NotInvited"/>), or the key is unusable or another's
    /// (<see cref="RepositoryProblemCodes.BadKey"/>).
    /// </exception>
    public void AcceptInvitation(Signer signer, RoleName role, Key key)
    {
        RequireInvitation(signer, role);
        Key owned = Owned(key, signer);
        foreach (Delegation delegation in _drafts.DelegationsTo(role).ToList())
        {
            EditDelegation(delegation, (keys, old) => (keys, old with { KeyIds = [.. old.KeyIds.Append(Add(keys, owned)).Distinct()] }));
        }

        Invitations = Invitations.Without(signer, role);
        RenewWhereUnsigned(role);
    }

    /// <summary>Replaces a person's keys by one, wherever that person signs.</summary>
    /// <exception cref="TufException">The person signs nothing, or the key is unusable or another's.</exception>
    public void ReplaceKey(Signer signer, Key key)
    {
        Key owned = Owned(key, signer);
        List<Delegation> places = [.. AllDelegations().Where(delegation => delegation.Owners().Any(owner => owner.Owner == signer))];
        if (places.Count == 0)
        {
            throw new TufException(RepositoryProblemCodes.NotASigner, $"{signer} signs nothing here; nothing was changed.");
        }

        foreach (Delegation place in places)
        {
            HashSet<KeyId> old = [.. place.Owners().Where(owner => owner.Owner == signer).Select(owner => owner.KeyId)];
            EditDelegation(place, (keys, role) => (keys, Replace(keys, role, old, owned)));
        }

        places.ForEach(place => RenewWhereUnsigned(place.Role));
    }

    /// <summary>Replaces the online key of snapshot and timestamp, and of every other role that it signs.</summary>
    public void SetOnlineKey(Key key, string uri)
    {
        Key online = OnlineKey(key, uri);
        Root root = _drafts.Get<Root>(RoleName.Root);
        HashSet<KeyId> old = [.. OnlineIds(root), .. root.Roles[RoleName.Snapshot].KeyIds, .. root.Roles[RoleName.Timestamp].KeyIds];
        foreach (Delegation place in AllDelegations().Where(place => place.Role == RoleName.Snapshot || place.Role == RoleName.Timestamp || place.IsOnline).ToList())
        {
            EditDelegation(place, (keys, role) => (keys, role.KeyIds.Any(old.Contains) || role.KeyIds.Count == 0 ? Replace(keys, role, old, online) : role));
        }
    }

    private static IEnumerable<Signer> Owners(IEnumerable<KeyId> ids, Dictionary<KeyId, Key> keys) =>
        ids.Select(id => keys.TryGetValue(id, out Key? key) ? CustomFields.OwnerOf(key) : null).OfType<Signer>();

    private static KeyId[] OnlineIds(Root root) =>
        [.. root.Roles[RoleName.Timestamp].KeyIds.Where(id => root.Keys.TryGetValue(id, out Key? key) && CustomFields.OnlineUriOf(key) is not null)];

    /// <summary>A role with one key in place of others.</summary>
    private static Role Replace(Dictionary<KeyId, Key> keys, Role role, HashSet<KeyId> old, Key key)
    {
        KeyId id = Add(keys, key);
        List<KeyId> ids = [.. role.KeyIds.Select(other => old.Contains(other) ? id : other).Distinct()];
        return role with { KeyIds = ids.Contains(id) ? ids : [.. ids, id] };
    }

    /// <summary>Adds a key where it is not known yet; the same key keeps the keyid it has.</summary>
    private static KeyId Add(Dictionary<KeyId, Key> keys, Key key)
    {
        foreach ((KeyId known, Key other) in keys)
        {
            if (other.Fingerprint == key.Fingerprint && CustomFields.OwnerOf(other) == CustomFields.OwnerOf(key)
                && CustomFields.OnlineUriOf(other) == CustomFields.OnlineUriOf(key))
            {
                return known;
            }
        }

        KeyId id = key.ComputeId();
        keys[id] = key;
        return id;
    }

    private void Invite(IEnumerable<Signer> signers, RoleName role)
    {
        foreach (Signer signer in signers)
        {
            Invitations = Invitations.Invite(signer, role);
        }
    }

    private void RequireInvitation(Signer signer, RoleName role)
    {
        if (!Invitations.RolesOf(signer).Contains(role))
        {
            throw new TufException(RepositoryProblemCodes.NotInvited, $"{signer} is not invited to '{role}'; nothing was changed.");
        }
    }

    private Key OnlineKey(Key key, string uri)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrEmpty(uri);
        if (!key.IsSupported || CustomFields.OwnerOf(key) is not null)
        {
            throw new TufException(RepositoryProblemCodes.BadKey, "This key cannot be the online key: it is a person's, or of an unknown kind. Nothing was changed.");
        }

        return _fields.WithOnlineUri(key, uri);
    }

    /// <summary>A key with its owner; refused where it is somebody else's already: one key would then count for two people.</summary>
    private Key Owned(Key key, Signer signer)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool isOthers = AllDelegations()
            .SelectMany(delegation => delegation.Source.Keys.Values)
            .Append(key)
            .Any(known => known.Fingerprint == key.Fingerprint
                && ((CustomFields.OwnerOf(known) is { } owner && owner != signer) || CustomFields.OnlineUriOf(known) is not null));
        return key.IsSupported && !isOthers ? _fields.WithOwner(key, signer) : throw new TufException(
            RepositoryProblemCodes.BadKey, $"This key cannot be {signer}'s: it belongs to another, or is of an unknown kind. Nothing was changed. Choose another: playground key list");
    }

    /// <summary>
    /// A person's key, from those whose word counts for the delegator: root, and the roles on the way to it; but not from those who vouch for projects,
    /// since the keys there are what strangers said of themselves.
    /// </summary>
    private (KeyId KeyId, Key Key)? FindKey(Signer signer, RoleName delegator)
    {
        var asked = new HashSet<RoleName>();
        for (RoleName? current = delegator; current is { } name && asked.Add(name); current = _drafts.DelegationsTo(name).FirstOrDefault()?.Delegator)
        {
            IEnumerable<KeyValuePair<KeyId, Key>>? keys = CatalogRoles.IsNew(name) || CatalogRoles.IsClaimed(name) ? null
                : name == RoleName.Root ? _drafts.Root?.Keys
                : (_drafts.Find<Targets>(name)?.Delegations?.Keys ?? Enumerable.Empty<KeyValuePair<KeyId, Key>>())
                    .Concat(OwnersEntry.Of(name, _drafts.Find<Targets>(name))?.Source.Keys ?? Enumerable.Empty<KeyValuePair<KeyId, Key>>());
            foreach ((KeyId id, Key key) in keys ?? [])
            {
                if (CustomFields.OwnerOf(key) == signer)
                {
                    return (id, key);
                }
            }
        }

        return null;
    }

    /// <summary>Every delegation, and every set of bins once.</summary>
    private IEnumerable<Delegation> AllDelegations() => _drafts.Delegations.Concat(_drafts.Bins);
}
