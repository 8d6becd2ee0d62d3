using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>A commit of main, read as far as it has to be: everything, or what differs from the commit that was signed last.</summary>
internal sealed class OnlineInput
{
    private readonly HashSet<RoleName>? _changed;
    private readonly GitRepository _git;
    private readonly CommitId? _published;
    private RepositoryView? _publishedView;

    private OnlineInput(GitRepository git, RepositoryView view, HashSet<RoleName>? changed, CommitId? published)
    {
        (_git, View, _changed, _published) = (git, view, changed, published);
        Root = RootHistory.RequireRoot(view);
    }

    internal RepositoryView View { get; }

    internal Root Root { get; }

    /// <summary>Whether a role, or who delegates to it, differs from what was verified last time.</summary>
    internal bool IsChanged(RoleName role, IReadOnlyList<Delegation> delegations) =>
        _changed is null || _changed.Contains(role) || delegations.Any(delegation => _changed.Contains(delegation.Delegator));

    /// <summary>Whether a role's own file differs.</summary>
    internal bool IsChanged(RoleName role) => _changed?.Contains(role) != false;

    internal static async Task<OnlineInput> ReadAsync(
        GitRepository git, CommitId main, CommitId? published, DateTimeOffset time, CancellationToken cancellationToken)
    {
        HashSet<RoleName>? changed = await ChangedAsync(git, main, published, cancellationToken).ConfigureAwait(false);
        HashSet<RoleName> bins = changed is null ? await AllBinsAsync(git, main, cancellationToken).ConfigureAwait(false) : changed;
        RepositoryView view = await RepositoryView.ReadAsync(git, main, bins, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (changed is not null && MustReadAllBins(view, changed, time))
        {
            changed = null;
            bins = await AllBinsAsync(git, main, cancellationToken).ConfigureAwait(false);
            view = await RepositoryView.ReadAsync(git, main, bins, view, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        var input = new OnlineInput(git, view, changed, published);
        await RootHistory.VerifyAsync(git, view, cancellationToken).ConfigureAwait(false);
        await input.RefuseGoingBackAsync(cancellationToken).ConfigureAwait(false);
        return input;
    }

    /// <summary>The commit that was published last, with the bins that this one has; null where none is known.</summary>
    internal async Task<RepositoryView?> PublishedAsync(CancellationToken cancellationToken) => _published is not { } commit ? null
        : _publishedView ??= await RepositoryView.ReadAsync(_git, commit, View.Roles.Keys.ToHashSet(), View, cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>The roles whose files differ; null: all, since what was published was not signed over what is here.</summary>
    private static async Task<HashSet<RoleName>?> ChangedAsync(GitRepository git, CommitId main, CommitId? published, CancellationToken cancellationToken)
    {
        if (published is null)
        {
            return null;
        }

        IReadOnlyList<GitFileChange> changes =
            await git.DiffAsync(published, main, Layout.Metadata, cancellationToken: cancellationToken).ConfigureAwait(false);
        HashSet<RoleName> roles = [.. changes.Select(change => Layout.RoleOf(change.Path)).OfType<RoleName>()];
        bool signed = await git.FindAsync(published.Value, Layout.FileOf(RoleName.Snapshot), cancellationToken).ConfigureAwait(false) is not null;
        return signed && !roles.Contains(RoleName.Snapshot) && !roles.Contains(RoleName.Timestamp) ? roles : null;
    }

    private static async Task<HashSet<RoleName>> AllBinsAsync(GitRepository git, CommitId main, CancellationToken cancellationToken)
    {
        IReadOnlyList<GitFile> files = await git.ListTreeAsync(main, Layout.Metadata, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. files.Where(file => Layout.IsBin(file.Path)).Select(file => Layout.RoleOf(file.Path)).OfType<RoleName>()];
    }

    /// <summary>Who delegates to bins changed, or bins are signed online and it is the day to look which of them are due.</summary>
    private static bool MustReadAllBins(RepositoryView view, HashSet<RoleName> changed, DateTimeOffset time)
    {
        bool day = view.Root?.Roles.GetValueOrDefault(RoleName.Timestamp) is { } role && CustomFields.PeriodsOf(role.UnknownFields) is { } periods
            && view.Find<Timestamp>(RoleName.Timestamp) is { } timestamp && periods.IsDue(timestamp.Expires, time);
        foreach ((RoleName name, ParsedRole parsed) in view.Roles)
        {
            if (parsed.Signed is Targets { Delegations: { SuccinctRoles: { } bins } delegations }
                && (changed.Contains(name) || (day && new Delegation(name, delegations, bins.NameOf(0), bins).IsOnline)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Main may be behind what was published: somebody put an older snapshot back.</summary>
    private async Task RefuseGoingBackAsync(CancellationToken cancellationToken)
    {
        if (_published is not { } commit || !IsChanged(RoleName.Snapshot))
        {
            return;
        }

        foreach (RoleName role in (RoleName[])[RoleName.Snapshot, RoleName.Timestamp])
        {
            ParsedRole? before = await RepositoryView.ReadRoleAsync(_git, commit, role, Layout.FileOf(role), cancellationToken).ConfigureAwait(false);
            if (before?.Signed is { } old && (View.Find<Signed>(role)?.Version ?? 0) < old.Version)
            {
                throw WentBack($"'{role}' on main is older than its published version {old.Version}.");
            }

            if (before?.Signed is Snapshot snapshot && snapshot.Meta.FirstOrDefault(entry => ListedVersion(entry.Key) < entry.Value.Version) is { Value: { } meta } lost)
            {
                throw WentBack($"Snapshot on main lists an older '{lost.Key}' than the published version {meta.Version}.");
            }
        }
    }

    private long ListedVersion(RoleName role) =>
        View.Find<Snapshot>(RoleName.Snapshot) is { } snapshot && snapshot.Meta.TryGetValue(role, out MetaFile? listed) ? listed.Version : 0;

    internal static TufException WentBack(string message) => new(
        RepositoryProblemCodes.WentBack, message + " Clients would refuse it; nothing was signed. Bring the newer metadata back to main.");
}
