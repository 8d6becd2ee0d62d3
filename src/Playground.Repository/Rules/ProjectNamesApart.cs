using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A project that newcomers begin cannot be taken for another. Where administrators vouch for it in the same event, they have looked at it; only
/// another spelling of a name that is there is refused even then.
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

        HashSet<ProjectName> known = [.. ProjectsOf(change.KnownGood)];
        List<ProjectName> begun = [.. ProjectsOf(change.Proposed).Where(project => !known.Contains(project)).Order()];
        foreach (ProjectName project in begun)
        {
            RoleName role = CatalogRoles.OwnersOf(project);
            bool isClaimed = change.Proposed.FindDelegation(role) is { } delegation && CatalogRoles.IsClaimed(delegation.Delegator);
            if (LookAlike.Find(project, known.Concat(begun.TakeWhile(other => other != project))) is { } other && (!isClaimed || other.Kind == LookAlikeKind.SameName))
            {
                yield return new Finding(role, $"The name '{project}' may be taken for '{other.Existing}': {Why(other.Kind)}.", FixCommand.RenameProject(project));
            }
            else if (project.IsReserved)
            {
                yield return new Finding(role, $"The repository keeps the name '{project}' for itself.", FixCommand.RenameProject(project));
            }
        }
    }

    private static IEnumerable<ProjectName> ProjectsOf(RepositoryView? view) =>
        (view?.DelegationsRead ?? new Dictionary<RoleName, List<Delegation>>()).Values.SelectMany(delegations => delegations)
            .Where(delegation => Layout.IsOfProject(delegation) && !CatalogRoles.IsReleasers(delegation.Role))
            .Select(delegation => CatalogRoles.ProjectOf(delegation.Role)).OfType<ProjectName>().Distinct();

    private static string Why(LookAlikeKind kind) => kind switch
    {
        LookAlikeKind.SameName => "it is the same name with other separators",
        LookAlikeKind.SameLook => "the two look alike",
        LookAlikeKind.SameWords => "it has the same words",
        _ => "they are a typing error apart",
    };
}
