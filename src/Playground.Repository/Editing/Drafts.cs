using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>
/// The metadata of an event while it is being edited: what the event has, and over it what was changed here. Knows which version and expiry
/// a changed role gets, and when it is the known good one again.
/// </summary>
internal sealed class Drafts(RepositoryView? known, RepositoryView? proposed, DateTimeOffset time)
{
    private readonly RepositoryView? _base = proposed ?? known;
    private readonly Dictionary<RoleName, RoleDraft?> _drafts = [];
    private readonly Dictionary<RoleName, ParsedRole> _bins = [];
    private readonly Dictionary<RoleName, ParsedRole> _knownBins = [];
    private (IReadOnlyList<Delegation> All, IReadOnlyList<Delegation> Bins, int Read)? _walked;
    private IReadOnlyList<RoleName>? _differing;

    internal RepositoryView? Known => known;

    internal RepositoryView? Base => _base;

    internal DateTimeOffset Time => time;

    internal Root? Root => Find<Root>(RoleName.Root);

    /// <summary>Every delegation to a role by name, as it is now. Reads all roles; <see cref="DelegationsTo"/> does not.</summary>
    internal IReadOnlyList<Delegation> Delegations
    {
        get
        {
            _ = _base?.Roles.Values;
            return Walk().All;
        }
    }

    /// <summary>Every delegation to bins, as one to the first of them.</summary>
    internal IReadOnlyList<Delegation> Bins => Walk().Bins;

    /// <summary>All roles that are there now, but for bins that were not read.</summary>
    internal IEnumerable<RoleName> Roles => (_base?.Roles.Keys ?? []).Union(_bins.Keys).Union(_drafts.Keys).Where(Exists).Order();

    /// <summary>Those of them that were read or changed.</summary>
    internal IEnumerable<RoleName> RolesRead => (_base?.RolesRead.Select(role => role.Role) ?? []).Union(_bins.Keys).Union(_drafts.Keys).Where(Exists).Order();

    /// <summary>The roles whose metadata may be another than in known good: its file is, there or not, or it was changed here.</summary>
    internal IEnumerable<RoleName> Touched => (_differing ??=
    [
        .. (_base?.Roles.Keys ?? []).Union(known?.Roles.Keys ?? []).Where(role => _base?.FindFile(role)?.Id != known?.FindFile(role)?.Id),
    ]).Union(_bins.Keys).Union(_drafts.Keys).Order();

    /// <summary>The roles that were changed here.</summary>
    internal IReadOnlyDictionary<RoleName, RoleDraft?> Changed => _drafts;

    internal bool Exists(RoleName role) => _drafts.TryGetValue(role, out RoleDraft? draft) ? draft is not null : FileInBase(role) is not null;

    internal T? Find<T>(RoleName role)
        where T : Signed => (_drafts.TryGetValue(role, out RoleDraft? draft) ? draft?.Signed : InBase(role)?.Signed) as T;

    /// <summary>The role's signed part.</summary>
    /// <exception cref="TufException">There is no such role, or its file cannot be read.</exception>
    internal T Get<T>(RoleName role)
        where T : Signed => Find<T>(role) ?? throw (Exists(role)
        ? new TufException(RepositoryProblemCodes.Unreadable, $"The file of '{role}' cannot be read, so it was not edited. {InBase(role)?.Problem}".TrimEnd())
        : new TufException(RepositoryProblemCodes.NoSuchRole, $"There is no role '{role}' here. See which there are with: playground status"));

    internal Envelope? EnvelopeOf(RoleName role) => _drafts.TryGetValue(role, out RoleDraft? draft) ? draft?.Envelope : InBase(role)?.Envelope;

    internal ParsedRole? InBase(RoleName role) => _base?.Roles.GetValueOrDefault(role) ?? _bins.GetValueOrDefault(role);

    internal ParsedRole? InKnown(RoleName role) => known?.Roles.GetValueOrDefault(role) ?? _knownBins.GetValueOrDefault(role);

    private GitFile? FileInBase(RoleName role) => _base?.FindFile(role) ?? _bins.GetValueOrDefault(role)?.File;

    private GitFile? FileInKnown(RoleName role) => known?.FindFile(role) ?? _knownBins.GetValueOrDefault(role)?.File;

    /// <summary>Who delegates to a role, those that are asked first before others; for a bin, the role that has the bins.</summary>
    internal IEnumerable<Delegation> DelegationsTo(RoleName role)
    {
        // Reads what the role's own project says of it.
        _ = _base?.DelegationsTo(role);
        bool any = false;
        foreach (Delegation delegation in Walk().All)
        {
            if (delegation.Role == role)
            {
                any = true;
                yield return delegation;
            }
        }

        if (!any)
        {
            foreach (Delegation bins in Bins.Where(bins => ((SuccinctRoles)bins.Keys).IsBin(role)).ToList())
            {
                yield return bins with { Role = role };
            }
        }
    }

    /// <summary>Whether a role's metadata differs from known good.</summary>
    internal bool IsChanged(RoleName role) => Exists(role)
        && (_drafts.TryGetValue(role, out RoleDraft? draft) ? draft!.Restored is null : FileInBase(role)?.Id != FileInKnown(role)?.Id);

    /// <summary>
    /// Changes a role, or begins it. What is the same but for version and expiry is no change; what is known good again becomes that file.
    /// </summary>
    internal void Set(RoleName role, Signed after, bool renew = false)
    {
        if (!renew && Find<Signed>(role) is { } before && HasSameContent(before, after))
        {
            return;
        }

        _walked = null;
        ParsedRole? old = InKnown(role);
        if (!renew && old?.Signed is { } same && HasSameContent(same, after))
        {
            _drafts[role] = RoleDraft.Restore(old);
            return;
        }

        long listed = _base?.Find<Snapshot>(RoleName.Snapshot) is { } snapshot && snapshot.Meta.TryGetValue(role, out MetaFile? meta) ? meta.Version : 0;
        Periods periods = CustomFields.PeriodsOf(after.UnknownFields) ?? RoleSettings.UsualPeriods;
        Signed edited = after with { Version = (old?.Signed?.Version ?? listed) + 1, Expires = periods.ExpiryFrom(time) };
        _drafts[role] = RoleDraft.Edit(edited, (InBase(role) ?? old)?.Envelope);
    }

    /// <summary>Puts signatures under a role as it is now.</summary>
    internal void Sign(RoleName role, IReadOnlyList<Signature> signatures) =>
        _drafts[role] = RoleDraft.Sign(Get<Signed>(role), EnvelopeOf(role)!.WithSignatures(signatures));

    internal void Remove(RoleName role)
    {
        _walked = null;
        _drafts[role] = null;
    }

    /// <summary>Where a role's file is, or will be.</summary>
    internal GitPath FileOf(RoleName role) =>
        FileInBase(role)?.Path
        ?? (DelegationsTo(role).FirstOrDefault() is { } delegation ? Layout.FileOf(delegation) : Layout.FileOf(role));

    /// <summary>Reads a bin that the views left out.</summary>
    internal async Task ReadBinAsync(GitRepository git, RoleName role, CancellationToken cancellationToken)
    {
        if (DelegationsTo(role).FirstOrDefault()?.Keys is SuccinctRoles bins && !Exists(role))
        {
            GitPath path = Layout.FileOfBin(bins, role);
            await ReadAsync(_base, _bins).ConfigureAwait(false);
            await ReadAsync(known, _knownBins).ConfigureAwait(false);

            async Task ReadAsync(RepositoryView? view, Dictionary<RoleName, ParsedRole> into)
            {
                if (view is not null && await RepositoryView.ReadRoleAsync(git, view.Commit, role, path, cancellationToken).ConfigureAwait(false) is { } read)
                {
                    into[role] = read;
                }
            }
        }
    }

    /// <summary>What follows from the roles that were read, and from what was changed.</summary>
    private (IReadOnlyList<Delegation> All, IReadOnlyList<Delegation> Bins, int Read) Walk()
    {
        int read = _base?.CountRead ?? 0;
        if (_walked is { } walked && walked.Read == read)
        {
            return walked;
        }

        var bins = new List<Delegation>();
        List<Delegation> all = [.. DelegationWalk.From(
            Root,
            role => _drafts.ContainsKey(role) || _base?.IsUnread(role) != true ? Find<Targets>(role) : null,
            RolesRead.ToList(),
            found => bins.Add(new Delegation(found.Delegator, found.Source, found.Bins.NameOf(0), found.Bins)))];
        _walked = (all, bins, read);
        return _walked.Value;
    }

    private static bool HasSameContent(Signed one, Signed other) =>
        one.GetType() == other.GetType() && one.Equals(other with { Version = one.Version, Expires = one.Expires });
}
