using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A project that newcomers begin cannot be taken for another, be it one that came to main after the event began. Where administrators vouch for it, in the
/// same event or later, they have looked at it; only another spelling of a name that is there is refused even then.
/// </summary>
internal sealed class ProjectNamesApart : IRule
{
    public string Code => RepositoryProblemCodes.ProjectLookAlike;

    public string Protects => "Somebody who installs a stranger's project for want of one letter.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        if (!ChangedDelegator.All(change).Any())
        {
            // A project begins when somebody delegates to it, or it says who owns it.
            yield break;
        }

        HashSet<ProjectName> known = [.. NamesTaken.In(change.KnownGood), .. change.NamesTakenSince];
        List<ProjectName> begun = [.. NamesTaken.In(change.Proposed).Where(project => !known.Contains(project)).Order()];
        foreach (ProjectName project in begun)
        {
            RoleName role = CatalogRoles.OwnersOf(project);
            bool isClaimed = change.Proposed.FindDelegation(role) is { } delegation && CatalogRoles.IsClaimed(delegation.Delegator);
            if (LookAlike.Find(project, known.Concat(begun.TakeWhile(other => other != project))) is { } other && (!isClaimed || other.Kind == LookAlikeKind.SameName))
            {
                yield return Found(project, other);
            }
            else if (project.IsReserved)
            {
                yield return new Finding(role, $"The repository keeps the name '{project}' for itself.", FixCommand.RenameProject(project));
            }
        }

        foreach (ProjectName project in ClaimedNow(change).Except(begun))
        {
            if (LookAlike.Find(project, NamesTaken.VouchedFor(change.KnownGood)) is { Kind: LookAlikeKind.SameName } other)
            {
                yield return Found(project, other);
            }
        }
    }

    /// <summary>Projects that nobody vouched for, and that administrators now do: the CI may have left them out for their names.</summary>
    private static IEnumerable<ProjectName> ClaimedNow(SigningEvent change)
    {
        HashSet<ProjectName> before = [.. NamesTaken.VouchedFor(change.KnownGood)];
        return NamesTaken.VouchedFor(change.Proposed).Where(project => !before.Contains(project)).Order();
    }

    private static Finding Found(ProjectName project, LookAlike other) => new(
        CatalogRoles.OwnersOf(project), $"The name '{project}' may be taken for '{other.Existing}': {other.Why}.", FixCommand.RenameProject(project));
}
