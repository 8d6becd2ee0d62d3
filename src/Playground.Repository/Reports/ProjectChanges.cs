using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Reports;

/// <summary>What becomes of projects.</summary>
internal static class ProjectChanges
{
    internal static IEnumerable<ProjectResult> Of(SigningEvent change)
    {
        foreach (ProjectName project in change.Changes.Select(file => Layout.RoleOf(file.Path)).OfType<RoleName>()
            .SelectMany(role => Projects(change, role)).Distinct().Order())
        {
            RoleName role = CatalogRoles.OwnersOf(project);
            Delegation? before = Owners(change.KnownGood, role);
            Delegation? now = Owners(change.Proposed, role);
            ProjectChange? became = now is null ? before is null ? null : ProjectChange.Removed
                : before is null ? ProjectChange.New
                : !AreSame(People(before), People(now)) || before.Keys.Threshold != now.Keys.Threshold ? ProjectChange.Owners
                : null;
            if (became is { } said)
            {
                yield return new ProjectResult(project.Value, said, People((now ?? before)!));
            }

            if (now is not null && IsClaimed(change.Proposed, role) && !IsClaimed(change.KnownGood, role))
            {
                yield return new ProjectResult(project.Value, ProjectChange.Claimed, People(now));
            }
        }
    }

    /// <summary>The projects that a changed role's metadata may be about: its own, and those it delegates to otherwise than before.</summary>
    private static IEnumerable<ProjectName> Projects(SigningEvent change, RoleName role)
    {
        if (CatalogRoles.ProjectOf(role) is { } own && !CatalogRoles.IsReleasers(role))
        {
            return [own];
        }

        if (!CatalogRoles.IsClaimed(role))
        {
            return [];
        }

        HashSet<RoleName> before = [.. Delegated(change.KnownGood, role)];
        before.SymmetricExceptWith(Delegated(change.Proposed, role));
        return before.Select(CatalogRoles.ProjectOf).OfType<ProjectName>();
    }

    private static IEnumerable<RoleName> Delegated(RepositoryView? view, RoleName role) => view?.Find<Targets>(role)?.Delegations?.Roles?.Select(delegated => delegated.Name) ?? [];

    /// <summary>Who owns a project as it says itself; else as those do who vouch for it.</summary>
    private static Delegation? Owners(RepositoryView? view, RoleName role) => view is null ? null
        : OwnersEntry.Of(role, view.Find<Targets>(role)) ?? (view.FindDelegation(role) is { } vouched && Layout.IsOfProject(vouched) ? vouched : null);

    private static bool IsClaimed(RepositoryView? view, RoleName role) =>
        view?.DelegationsTo(role).Any(delegation => CatalogRoles.IsClaimed(delegation.Delegator)) == true;

    private static string[] People(Delegation delegation) =>
        [.. SignatureCount.PeopleOf(delegation).Order(StringComparer.Ordinal).Take(EventResultCheck.MaxPeople).Select(person => ResultRoom.Cut(person, EventResultCheck.MaxName))];

    private static bool AreSame(string[] one, string[] other) => one.SequenceEqual(other, StringComparer.Ordinal);
}
