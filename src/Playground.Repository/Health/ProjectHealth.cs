using Playground.Repository.Git;
using Playground.Repository.Publishing;

namespace Playground.Repository.Health;

/// <summary>Projects on main that no client gets for the sake of their names: somebody has to allow or rename them.</summary>
public static class ProjectHealth
{
    /// <summary>Looks for them; the others are not listed.</summary>
    public static async Task<IEnumerable<HealthItem>> OfAsync(GitRepository git, RepositoryView view, CancellationToken cancellationToken = default) =>
        (await WithheldProject.FindAsync(git, view, cancellationToken).ConfigureAwait(false))
            .Select(found => new HealthItem(HealthSubject.Project, found.Project.Value, HealthState.Due, found.Warning, found.Claim));
}
