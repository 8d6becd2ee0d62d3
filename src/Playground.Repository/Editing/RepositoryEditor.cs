#pragma warning disable MA0025, MA0150, CA1822, IDE0051, IDE0052, MA0038, MA0041 // Not written yet.
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>
/// Edits a proposed change in words a maintainer would use, and hands out the files of one commit. A role that is edited gets the version
/// after known good, once per event, expires as its period says, and has its signatures wiped to empty ones of everybody who may sign; every
/// other role is left as it is, byte for byte. Reads nothing but the views it was given.
/// </summary>
public sealed partial class RepositoryEditor
{
    private readonly RepositoryView? _known;
    private readonly RepositoryView? _proposed;
    private readonly DateTimeOffset _time;

    /// <summary>Begins to edit.</summary>
    /// <param name="knownGood">Where the event began, or null for a repository's very first event.</param>
    /// <param name="proposed">The event as it is now, or null where it has not begun: then <paramref name="knownGood"/> is what is edited.</param>
    /// <param name="time">When: what expiry is counted from.</param>
    public RepositoryEditor(RepositoryView? knownGood, RepositoryView? proposed, DateTimeOffset time)
    {
        _known = knownGood;
        _proposed = proposed;
        _time = time;
    }

    /// <summary>Who is invited, after the edits.</summary>
    public EventState Invitations => throw new NotImplementedException();

    /// <summary>What the commit changes; none where nothing was changed.</summary>
    public IReadOnlyList<GitEdit> Edits => throw new NotImplementedException();

    /// <summary>The roles whose metadata differs from known good, after the edits: root first, then targets, then by name.</summary>
    public IReadOnlyList<RoleName> ChangedRoles => throw new NotImplementedException();

    /// <summary>The roles that wait for a person's signature now: changed, with no open invitations below, and not signed by that person.</summary>
    public IReadOnlyList<RoleName> RolesToSign(Signer signer) => throw new NotImplementedException();

    /// <summary>The roles that a person is invited to.</summary>
    public IReadOnlyList<RoleName> InvitationsOf(Signer signer) => throw new NotImplementedException();

    /// <summary>What is said of a role now: its people and invited people, threshold, periods. Null where there is no such role.</summary>
    public RoleSettings? SettingsOf(RoleName role) => throw new NotImplementedException();

    /// <summary>The online key and its periods, or null in a repository that has not begun.</summary>
    public OnlineSettings? Online => throw new NotImplementedException();

    /// <summary>Begins a repository: root and targets, with everybody invited.</summary>
    /// <exception cref="TufException">There is a repository already: <see cref="RepositoryProblemCodes.AlreadyBegun"/>.</exception>
    public void Begin(NewRepository repository) => throw new NotImplementedException();

    /// <summary>Says who signs a role and how many must. Who is new there is invited, unless the key is known from root or on the way to the role.</summary>
    /// <exception cref="TufException">No such role, an online role, or a threshold that cannot be met.</exception>
    public void SetSigners(RoleName role, IReadOnlyCollection<Signer> signers, int threshold) => throw new NotImplementedException();

    /// <summary>Says how long a role lives; of an online role, in root.</summary>
    public void SetPeriods(RoleName role, Periods periods) => throw new NotImplementedException();

    /// <summary>Replaces the online key wherever it is trusted.</summary>
    public void SetOnlineKey(Key key, string uri) => throw new NotImplementedException();

    /// <summary>Delegates to a new role, asked after the delegator's other roles.</summary>
    public void CreateRole(RoleName delegator, RoleName role, RolePaths paths, RoleSettings settings) => throw new NotImplementedException();

    /// <summary>Says for which paths a delegated role is trusted.</summary>
    public void SetPaths(RoleName role, RolePaths paths) => throw new NotImplementedException();

    /// <summary>Removes a delegated role, with the roles that only it delegates to.</summary>
    public void RemoveRole(RoleName role) => throw new NotImplementedException();

    /// <summary>Withdraws an invitation.</summary>
    public void WithdrawInvitation(Signer signer, RoleName role) => throw new NotImplementedException();

    /// <summary>Accepts an invitation with a key.</summary>
    /// <exception cref="TufException">There is no such invitation, or the key is another person's.</exception>
    public void AcceptInvitation(Signer signer, RoleName role, Key key) => throw new NotImplementedException();

    /// <summary>Replaces a person's key wherever that person may sign.</summary>
    public void ReplaceKey(Signer signer, Key key) => throw new NotImplementedException();

    /// <summary>Gives a role a new version that expires later.</summary>
    public void Renew(RoleName role) => throw new NotImplementedException();

    /// <summary>Brings the target files of roles in line with the artifacts under <c>targets/</c> that the event changes or moves to other roles.</summary>
    /// <returns>The roles that were edited for it.</returns>
    public Task<IReadOnlyList<RoleName>> UpdateTargetsAsync(GitRepository git, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Signs a role, over exactly what was received.</summary>
    /// <exception cref="TufException">The key may not sign the role, or cannot be used.</exception>
    public Task SignAsync(RoleName role, ISigner signer, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
