using System.Security.Cryptography;
using System.Text;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A role delegates only paths that it is trusted with itself (specification 4.5). The top-level targets is trusted with all; bins of a role
/// divide just what the role has.
/// </summary>
internal sealed class PathsWithinDelegator : IRule
{
    public string Code => RepositoryProblemCodes.PathsOutsideDelegator;

    public string Protects => "Delegations that promise what clients will not follow.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        HashSet<RoleName> changed = [.. ChangedDelegator.All(change).Select(delegator => delegator.Role)];
        if (changed.Count == 0)
        {
            yield break;
        }

        // What neither the delegator nor its own delegators changed, was within its paths before. Nor did a project whose roles were not read.
        HashSet<RoleName> concerned = [.. change.Proposed.DelegationsRead.Values.SelectMany(known => known).Select(delegation => delegation.Delegator).Distinct()
            .Where(delegator => changed.Contains(delegator) || change.Proposed.DelegationsTo(delegator).Any(known => changed.Contains(known.Delegator)))];
        foreach (Delegation delegation in change.Proposed.DelegationsRead.Values.SelectMany(known => known).Where(known => concerned.Contains(known.Delegator)).OrderBy(known => known.Role))
        {
            if (delegation.Keys is not DelegatedRole role || delegation.Delegator == RoleName.Targets)
            {
                continue;
            }

            List<DelegatedRole> own = [.. change.Proposed.DelegationsTo(delegation.Delegator).Select(known => known.Keys).OfType<DelegatedRole>()];
            foreach (string outside in Outside(role, own))
            {
                yield return new Finding(
                    delegation.Delegator,
                    $"'{delegation.Delegator}' delegates '{Printable.Of(outside)}' to '{role.Name}' and is not trusted with it itself.",
                    FixCommand.Delegate(role.Name));
            }
        }
    }

    private static IEnumerable<string> Outside(DelegatedRole role, List<DelegatedRole> own) =>
        (role.Paths ?? []).Where(path => !own.Exists(known => Covers(known, path))).Select(path => path.Value)
            .Concat((role.PathHashPrefixes ?? []).Where(prefix => !own.Exists(known => Covers(known, prefix))));

    private static bool Covers(DelegatedRole role, PathPattern pattern) =>
        (role.Paths ?? []).Any(known => pattern.IsInside(known))
        || (pattern.IsLiteral && (role.PathHashPrefixes ?? []).Any(known => HashOf(pattern.Value).StartsWith(known, StringComparison.Ordinal)));

    private static bool Covers(DelegatedRole role, string prefix) =>
        (role.PathHashPrefixes ?? []).Any(known => prefix.StartsWith(known, StringComparison.Ordinal));

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
}
