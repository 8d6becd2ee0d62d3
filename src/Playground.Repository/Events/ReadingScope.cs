using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Repository.Git;
using Playground.Repository.Rules;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>Which projects' roles are read to judge an event: those it has to do with, among however many there are.</summary>
internal static class ReadingScope
{
    /// <summary>The projects that changed files name; null: an event of another kind, for which all are read.</summary>
    internal static HashSet<ProjectName>? Of(IReadOnlyList<GitFileChange> changes)
    {
        var projects = new HashSet<ProjectName>();
        foreach (GitFileChange change in changes.Where(change => change.Path.IsIn(Layout.Metadata) && change.Path != Layout.EventState))
        {
            if (Layout.RoleOf(change.Path) is not { } role)
            {
                return null;
            }

            if (RepositoryView.IsOfProjects(role, change.Path))
            {
                projects.Add(CatalogRoles.ProjectOf(role)!.Value);
            }
            else if (!CatalogRoles.IsClaimed(role) || change.Path.Folder != Layout.Metadata)
            {
                return null;
            }
        }

        projects.UnionWith(changes.Select(change => Layout.TargetOf(change.Path)).OfType<TargetPath>()
            .Select(path => ReleasePath.TryParse(path, out ReleasePath? release) ? release.Project : (ProjectName?)null).OfType<ProjectName>());
        return projects;
    }

    /// <summary>Reads what only shows in what was read: projects that administrators say something else of, and those that people are invited to.</summary>
    internal static async Task WidenAsync(RepositoryView before, RepositoryView after, CancellationToken cancellationToken)
    {
        HashSet<ProjectName>? projects = Vouched(before, after);
        if (projects is null)
        {
            await before.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            await after.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        projects.UnionWith(after.Invitations.Invited.SelectMany(after.Invitations.RolesOf).Select(CatalogRoles.ProjectOf).OfType<ProjectName>());
        await before.ReadProjectsAsync(projects, cancellationToken).ConfigureAwait(false);
        await after.ReadProjectsAsync(projects, cancellationToken).ConfigureAwait(false);
    }

    private static HashSet<ProjectName>? Vouched(RepositoryView before, RepositoryView after)
    {
        var projects = new HashSet<ProjectName>();
        foreach (RoleName role in before.Roles.Keys.Union(after.Roles.Keys).Where(CatalogRoles.IsClaimed).Where(role => before.FindFile(role)?.Id != after.FindFile(role)?.Id))
        {
            if (Vouched(role, before, after) is not { } some)
            {
                return null;
            }

            projects.UnionWith(some);
        }

        return projects;
    }

    /// <summary>
    /// The projects of which a role that vouches for them says something else; null where more than that changed: shards, or the order in which roles are asked.
    /// </summary>
    internal static HashSet<ProjectName>? Vouched(RoleName role, RepositoryView before, RepositoryView after)
    {
        var projects = new HashSet<ProjectName>();
        if (before.Find<Targets>(role) is not { Delegations: var old } || after.Find<Targets>(role) is not { Delegations: var now }
            || old?.SuccinctRoles is not null || now?.SuccinctRoles is not null || !AreInOrder(old, now))
        {
            return null;
        }

        foreach (RoleName different in EntryDifferences.Between(old, now))
        {
            if (CatalogRoles.IsReleasers(different) || CatalogRoles.ProjectOf(different) is not { } project)
            {
                return null;
            }

            projects.Add(project);
        }

        return projects;
    }

    private static bool AreInOrder(Delegations? before, Delegations? now)
    {
        RoleName[] old = [.. (before?.Roles ?? []).Select(role => role.Name)];
        RoleName[] current = [.. (now?.Roles ?? []).Select(role => role.Name)];
        HashSet<RoleName> both = [.. old.Intersect(current)];
        return old.Where(both.Contains).SequenceEqual(current.Where(both.Contains));
    }
}
