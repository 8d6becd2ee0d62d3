using Playground.Catalog;
using Playground.Repository.Git;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Events;

/// <summary>Whether the roles of main that people sign are signed as those ask who delegate to them.</summary>
public static class SignedRoles
{
    /// <summary>The first delegation that a role does not satisfy, or null: looks at every role.</summary>
    public static Delegation? FindUnsigned(RepositoryView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Delegations.Where(entry => entry.Key == RoleName.Targets || !entry.Key.IsTopLevel).SelectMany(entry => entry.Value).FirstOrDefault(delegation => IsUnsigned(view, delegation));
    }

    /// <summary>
    /// The same where another commit was found good in full: looks at what may be otherwise since then, and at everything where that does not just show.
    /// A signature is good as long as neither the file nor who delegates to it, and how, is another; so what is left out was looked at then.
    /// </summary>
    /// <param name="git">Where the commits are.</param>
    /// <param name="view">What is to be looked at.</param>
    /// <param name="good">The commit that was found good.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Delegation?> FindUnsignedAsync(GitRepository git, RepositoryView view, CommitId good, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(view);
        if (good == view.Commit)
        {
            return null;
        }

        IReadOnlyList<GitFileChange> changes = await git.DiffAsync(good, view.Commit, Layout.Metadata, cancellationToken: cancellationToken).ConfigureAwait(false);
        RepositoryView before = await RepositoryView.ReadAsync(git, good, known: view, projects: new HashSet<Catalog.Names.ProjectName>(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return Concerned(before, view, changes) is { } roles
            ? roles.SelectMany(view.DelegationsTo).FirstOrDefault(delegation => IsUnsigned(view, delegation))
            : FindUnsigned(view);
    }

    private static bool IsUnsigned(RepositoryView view, Delegation delegation) => !delegation.IsOnline
        && (view.Roles.GetValueOrDefault(delegation.Role)?.Envelope is not { } file || !SignatureVerdict.Count(delegation.Source, delegation.Keys, file).IsMet);

    /// <summary>
    /// The roles whose files are others, and those that a project or somebody who vouches for projects says something else of. Null where anybody else
    /// delegates otherwise, so that it may concern any role.
    /// </summary>
    private static SortedSet<RoleName>? Concerned(RepositoryView before, RepositoryView now, IReadOnlyList<GitFileChange> changes)
    {
        var roles = new SortedSet<RoleName>();
        foreach (GitFileChange change in changes.Where(change => change.Path != Layout.EventState))
        {
            if (Layout.RoleOf(change.Path) is not { } role || role == RoleName.Root || role == RoleName.Targets)
            {
                return null;
            }

            roles.Add(role);
            if (RepositoryView.IsOfProjects(role, change.Path))
            {
                roles.UnionWith(RepositoryView.FamilyOf(CatalogRoles.ProjectOf(role)!.Value));
            }
            else if (CatalogRoles.IsClaimed(role) || CatalogRoles.IsNew(role))
            {
                if (ReadingScope.Vouched(role, before, now) is not { } projects)
                {
                    return null;
                }

                roles.UnionWith(projects.SelectMany(RepositoryView.FamilyOf));
            }
            else if (before.Find<Targets>(role)?.Delegations is not null || now.Find<Targets>(role)?.Delegations is not null)
            {
                return null;
            }
        }

        roles.ExceptWith([RoleName.Snapshot, RoleName.Timestamp]);
        return roles;
    }
}
