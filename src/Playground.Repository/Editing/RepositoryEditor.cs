using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>
/// Edits a proposed change in words a maintainer would use, and hands out the files of one commit. A role that is edited gets the version
/// after known good, once per event, expires as its period says, and has its signatures wiped to empty ones of everybody who may sign; every
/// other role is left as it is, byte for byte. Every member may throw <see cref="TufException"/> with a code 12xx of
/// <see cref="RepositoryProblemCodes"/>; nothing is edited then.
/// </summary>
public sealed partial class RepositoryEditor
{
    private readonly Drafts _drafts;
    private readonly CustomFields _fields;
    private readonly List<GitEdit> _artifacts = [];

    /// <summary>Begins to edit.</summary>
    /// <param name="knownGood">Where the event began, or null for a repository's very first event.</param>
    /// <param name="proposed">The event as it is now, or null where it has not begun: then <paramref name="knownGood"/> is what is edited.</param>
    /// <param name="time">When: what expiry is counted from.</param>
    public RepositoryEditor(RepositoryView? knownGood, RepositoryView? proposed, DateTimeOffset time)
    {
        _drafts = new Drafts(knownGood, proposed, time);
        _fields = _drafts.Root is { } root ? CustomFields.Of(root) : CustomFields.New;
        Invitations = _drafts.Base?.Invitations ?? EventState.None;
    }

    /// <summary>Who is invited, after the edits.</summary>
    public EventState Invitations { get; private set; }

    /// <summary>The roles whose metadata differs from known good, after the edits: root first, then targets, then by name.</summary>
    public IReadOnlyList<RoleName> ChangedRoles => [.. _drafts.Touched
        .Where(_drafts.IsChanged)
        .OrderBy(role => role == RoleName.Root ? 0 : role == RoleName.Targets ? 1 : 2)
        .ThenBy(role => role)];

    /// <summary>The commit that the edits belong on, or null where there is none yet.</summary>
    public CommitId? Commit => _drafts.Base?.Commit;

    /// <summary>What the commit changes; none where nothing was changed.</summary>
    public IReadOnlyList<GitEdit> Edits
    {
        get
        {
            var edits = new List<GitEdit>(_artifacts);
            foreach (RoleName role in _drafts.Changed.Keys.Order())
            {
                AddRole(edits, role);
            }

            foreach (RoleName role in _drafts.Touched.Where(role => !_drafts.Changed.ContainsKey(role) && IsWaitedFor(role)))
            {
                AddFile(edits, role, Signed(role));
            }

            byte[]? before = (_drafts.Base?.Invitations ?? EventState.None).ToBytes();
            byte[]? after = Invitations.ToBytes();
            if (!before.AsSpan().SequenceEqual(after))
            {
                edits.Add(after is null ? GitEdit.Remove(Layout.EventState) : GitEdit.Write(Layout.EventState, after));
            }

            return edits;
        }
    }

    /// <summary>What is said of a role now: its people and invited people, threshold, periods. Null where there is no such role.</summary>
    public RoleSettings? SettingsOf(RoleName role) => _drafts.DelegationsTo(role).FirstOrDefault() is { } delegation
        ? new RoleSettings(
            [.. delegation.Owners().Select(owner => owner.Owner).Concat(Invitations.InvitedTo(role)).Distinct()],
            (int)Math.Min(delegation.Keys.Threshold, int.MaxValue),
            PeriodsOf(delegation) ?? RoleSettings.UsualPeriods)
        : null;

    /// <summary>For which artifacts a delegated role is trusted now. Null where it has no name or no patterns of its own.</summary>
    public RolePaths? PathsOf(RoleName role) => _drafts.DelegationsTo(role).FirstOrDefault()?.Keys is DelegatedRole { Paths: { } paths } delegated
        ? new RolePaths(paths, delegated.Terminating)
        : null;

    private static GitPath HistoryOf(Signed root) => Layout.FileOfRoot(root.Version);

    private static bool IsSame(Envelope one, Envelope other) =>
        one.Payload.Span.SequenceEqual(other.Payload.Span)
        && one.Signatures.Select(signature => (signature.KeyId, Convert.ToHexString(signature.Value)))
            .SequenceEqual(other.Signatures.Select(signature => (signature.KeyId, Convert.ToHexString(signature.Value))));

    private void AddRole(List<GitEdit> edits, RoleName role)
    {
        ParsedRole? before = _drafts.InBase(role);
        if (_drafts.Changed[role] is not { } draft)
        {
            if (before is not null)
            {
                edits.Add(GitEdit.Remove(before.File.Path));
            }
        }
        else if (draft.Restored is not { } known)
        {
            AddFile(edits, role, Signed(role));
        }
        else if (before?.File.Id != known.File.Id)
        {
            edits.Add(GitEdit.Put(known.File.Path, known.File.Mode, known.File.Id));
            if (before?.Signed is Root proposed && proposed.Version != known.Signed!.Version)
            {
                edits.Add(GitEdit.Remove(HistoryOf(proposed)));
            }
        }
    }

    private void AddFile(List<GitEdit> edits, RoleName role, Envelope file)
    {
        if (_drafts.InBase(role)?.Envelope is { } before && IsSame(before, file))
        {
            return;
        }

        byte[] bytes = file.ToBytes();
        edits.Add(GitEdit.Write(_drafts.FileOf(role), bytes));
        if (_drafts.Find<Root>(role) is { } root)
        {
            edits.Add(GitEdit.Write(HistoryOf(root), bytes));
        }
    }

    private Periods? PeriodsOf(Delegation delegation) => IsSignedOnline(delegation)
        ? CustomFields.PeriodsOf(delegation.Keys.UnknownFields)
        : _drafts.Find<Signed>(delegation.Role) is { } signed ? CustomFields.PeriodsOf(signed.UnknownFields) : null;

    private static bool IsSignedOnline(Delegation delegation) =>
        delegation.Role == RoleName.Snapshot || delegation.Role == RoleName.Timestamp || delegation.IsOnline;
}
