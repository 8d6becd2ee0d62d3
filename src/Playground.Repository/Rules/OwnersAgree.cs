using Playground.Catalog;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Who administrators say owns a project, its own metadata says too: its owners sign that, those before and those after. A project that the CI vouches for
/// goes on saying who owns it.
/// </summary>
internal sealed class OwnersAgree : IRule
{
    public string Code => RepositoryProblemCodes.OwnersDisagree;

    public string Protects => "A project that is taken from its owners without their signatures.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (RoleName role in Touched(change).Order())
        {
            IReadOnlyList<Delegation> delegations = change.Proposed.DelegationsTo(role);
            if (delegations.Count == 0 || !Layout.IsOfProject(delegations[0]) || CatalogRoles.IsReleasers(role))
            {
                continue;
            }

            Delegation? own = OwnersEntry.Of(role, change.Proposed.Find<Targets>(role));
            Delegation? before = change.KnownGood?.FindDelegation(role);
            if (own is null)
            {
                yield return Found(role, $"'{role}' does not say who owns it.");
            }
            else if (delegations.FirstOrDefault(delegation => CatalogRoles.IsClaimed(delegation.Delegator)) is { } claimed && !OwnersEntry.AskTheSame(claimed, own))
            {
                yield return Found(role, $"'{claimed.Delegator}' names other owners for '{role}', or another threshold, than '{role}' itself.");
            }
            else if (before is not null && CatalogRoles.IsClaimed(before.Delegator) && !delegations.Any(delegation => CatalogRoles.IsClaimed(delegation.Delegator)))
            {
                yield return Found(role, $"'{before.Delegator}' vouches for '{role}' no longer; a project that was claimed stays so.");
            }
        }
    }

    /// <summary>Roles that changed, and those of which a delegator says something else than before, or nothing any more.</summary>
    private static HashSet<RoleName> Touched(SigningEvent change)
    {
        HashSet<RoleName> touched = [.. change.ChangedRoles];
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            touched.UnionWith(delegator.Differences());
        }

        return touched;
    }

    private static Finding Found(RoleName role, string message) => new(role, message, FixCommand.ShowProject(role));
}
