using Playground.Catalog;
using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// What is blocked is delegated before anything else, terminating, to a role that lists nothing: so every TUF client stops there. Every block has a reason,
/// and every reason a block; what was taken away stays so.
/// </summary>
internal sealed class BlocksFirst : IRule
{
    public string Code => RepositoryProblemCodes.BlockForm;

    public string Protects => "People who install what administrators have stopped.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        if (change.ChangedRoles.Contains(RoleName.Targets) && change.Proposed.Find<Targets>(RoleName.Targets) is { } targets)
        {
            IReadOnlyList<DelegatedRole> roles = targets.Delegations?.Roles ?? [];
            DelegatedRole? blocked = roles.FirstOrDefault(role => role.Name == CatalogRoles.Blocked);
            if (blocked is not null && (roles[0] != blocked || !blocked.Terminating || blocked.Paths is null))
            {
                yield return Found(RoleName.Targets, $"'{CatalogRoles.Blocked}' has to be the first that is delegated to, by paths, and terminating.");
            }

            if (!Blocks.Of(targets).All.Select(block => block.Paths.Value).Order(StringComparer.Ordinal)
                .SequenceEqual((blocked?.Paths ?? []).Select(path => path.Value).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                yield return Found(RoleName.Targets, "What is blocked, and the reasons that are given for it, are not the same.");
            }
        }

        if (change.ChangedRoles.Contains(RoleName.Targets))
        {
            var now = Blocks.Of(change.Proposed.Find<Targets>(RoleName.Targets));
            foreach (Block removal in Blocks.Of(change.KnownGood?.Find<Targets>(RoleName.Targets)).All.Where(block => block.IsRemoval && now.Find(block.Paths) is not { IsRemoval: true }))
            {
                yield return Found(RoleName.Targets, $"'{removal.Paths.Value}' was taken away by administrators, which is for good.");
            }
        }

        if (change.ChangedRoles.Contains(CatalogRoles.Blocked)
            && change.Proposed.FindDelegation(CatalogRoles.Blocked)?.Delegator == RoleName.Targets
            && change.Proposed.Find<Targets>(CatalogRoles.Blocked) is not { Files.Count: 0, Delegations: null })
        {
            yield return Found(CatalogRoles.Blocked, $"'{CatalogRoles.Blocked}' lists nothing and delegates nothing: that is how it stops clients.");
        }
    }

    private static Finding Found(RoleName role, string message) => new(role, message, FixCommand.Blocks);
}
