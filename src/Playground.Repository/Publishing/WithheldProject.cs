using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Git;
using Playground.Repository.Projects;

namespace Playground.Repository.Publishing;

/// <summary>
/// A project on main for which the CI does not vouch, since its name may be taken for one that is vouched for: two events were begun at the same time, and
/// both were merged. No client gets it, until administrators vouch for it or the other is gone.
/// </summary>
/// <param name="Project">Its name.</param>
/// <param name="Other">What it may be taken for.</param>
public sealed record WithheldProject(ProjectName Project, LookAlike Other)
{
    /// <summary>What happened and what helps, with its code; safe to print.</summary>
    public string Warning =>
        $"{RepositoryProblemCodes.ProjectWithheld}: '{Project}' is on main, but the CI does not vouch for it, so no client gets it: its name may be taken for '{Other.Existing}', which comes first; {Other.Why}. "
        + $"Its owners begin it anew under another name{(Claim is null ? "" : $", or administrators allow it: {Claim}")}.";

    /// <summary>What administrators type to allow it; null where they cannot.</summary>
    public string? Claim => Other.Kind == LookAlikeKind.SameName ? null : $"playground project claim {Project}";

    /// <summary>Finds those of a commit of main, by name; none where the CI vouches for nothing.</summary>
    public static async Task<IReadOnlyList<WithheldProject>> FindAsync(GitRepository git, RepositoryView view, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(view);
        return VouchedOwners.Top(view) is null ? [] : await FindAsync(git, view, VouchedOwners.Unclaimed(view).Keys, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Finds them among the projects that the CI would begin to vouch for. Of two such, the one that came to main first is none; of two that came with one
    /// commit, the one whose name is first in ordinal order.
    /// </summary>
    /// <param name="git">Where the commit is.</param>
    /// <param name="view">The commit.</param>
    /// <param name="unclaimed">The projects that no administrator vouches for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<IReadOnlyList<WithheldProject>> FindAsync(
        GitRepository git, RepositoryView view, IEnumerable<ProjectName> unclaimed, CancellationToken cancellationToken)
    {
        HashSet<ProjectName> vouched = [.. NamesTaken.VouchedFor(view)];
        List<ProjectName> begun = [.. unclaimed.Where(project => !vouched.Contains(project)).Order()];
        var withheld = new List<WithheldProject>();
        List<ProjectName> left = Sift(begun, vouched, withheld, amongThemselves: false);
        var alike = new List<WithheldProject>();
        Sift(left, [], alike, amongThemselves: true);
        if (alike.Count > 0)
        {
            Dictionary<ProjectName, GitPath> files = left.ToDictionary(project => project, project => view.Roles[CatalogRoles.OwnersOf(project)].File.Path);
            IReadOnlyDictionary<GitPath, int> ages =
                await Arrivals.OfAsync(git, view.Commit, files.Values, cancellationToken).ConfigureAwait(false);
            Sift([.. left.OrderByDescending(project => ages[files[project]]).ThenBy(project => project)], [], withheld, amongThemselves: true);
        }

        return [.. withheld.OrderBy(found => found.Project)];
    }

    /// <summary>Those whose names stay apart from what is there and, where asked for, from those before them; the others are found.</summary>
    private static List<ProjectName> Sift(IEnumerable<ProjectName> projects, IEnumerable<ProjectName> there, List<WithheldProject> found, bool amongThemselves)
    {
        var apart = new List<ProjectName>();
        List<ProjectName> taken = [.. there];
        foreach (ProjectName project in projects)
        {
            if (LookAlike.Find(project, taken) is { } other)
            {
                found.Add(new WithheldProject(project, other));
                continue;
            }

            apart.Add(project);
            if (amongThemselves)
            {
                taken.Add(project);
            }
        }

        return apart;
    }
}
