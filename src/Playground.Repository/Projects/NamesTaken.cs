using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Projects;

/// <summary>The names of projects that are taken: those that anybody vouches for, and those whose own metadata says who owns them.</summary>
internal static class NamesTaken
{
    /// <summary>Those of a commit, as far as it was read; of unread projects others say that they are there.</summary>
    internal static IEnumerable<ProjectName> In(RepositoryView? view) => Of(view, _ => true);

    /// <summary>Those among them that others vouch for: administrators, or the CI.</summary>
    internal static IEnumerable<ProjectName> VouchedFor(RepositoryView? view) => Of(view, delegation => !delegation.IsOwn);

    /// <summary>
    /// Those that main has taken since an event began. None where the event begins no project, or is part of main: then it was judged before. A name
    /// that the event begins itself is not among them; two files of one role git does not merge.
    /// </summary>
    /// <param name="git">Where the commits are.</param>
    /// <param name="before">Where the event began, or null.</param>
    /// <param name="after">The proposed commit.</param>
    /// <param name="tip">Main's tip, or null where it is not known.</param>
    /// <param name="main">A view of it, if it was read already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<IReadOnlySet<ProjectName>> SinceAsync(
        GitRepository git, RepositoryView? before, RepositoryView after, CommitId? tip, RepositoryView? main, CancellationToken cancellationToken)
    {
        var since = new HashSet<ProjectName>();
        if (tip is not { } now || now == before?.Commit)
        {
            return since;
        }

        HashSet<ProjectName> proposed = [.. In(after)];
        if (proposed.IsSubsetOf(In(before)) || await git.IsAncestorAsync(after.Commit, now, cancellationToken).ConfigureAwait(false))
        {
            return since;
        }

        main = main?.Commit == now ? main : await RepositoryView.ReadAsync(git, now, known: before, projects: since, cancellationToken: cancellationToken).ConfigureAwait(false);
        since.UnionWith(In(main));
        since.ExceptWith(In(before));
        since.ExceptWith(proposed);
        return since;
    }

    private static IEnumerable<ProjectName> Of(RepositoryView? view, Func<Delegation, bool> which) =>
        (view?.DelegationsRead ?? new Dictionary<RoleName, List<Delegation>>()).Values.SelectMany(delegations => delegations)
            .Where(delegation => which(delegation) && Layout.IsOfProject(delegation) && !CatalogRoles.IsReleasers(delegation.Role))
            .Select(delegation => CatalogRoles.ProjectOf(delegation.Role)).OfType<ProjectName>().Distinct();
}
