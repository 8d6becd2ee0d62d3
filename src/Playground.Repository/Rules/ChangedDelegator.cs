using Playground.Repository.Events;
using Playground.Repository.Projects;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>A role that delegates to others, or says who owns it, and whose metadata came or differs.</summary>
/// <param name="Role">Which one.</param>
/// <param name="Now">Its proposed delegations.</param>
/// <param name="Before">Its known good ones, or null where it had none.</param>
/// <param name="IsOwners">Whether they are what a project says of its owners (<see cref="OwnersEntry"/>), and not delegations to others.</param>
internal sealed record ChangedDelegator(RoleName Role, IDelegator Now, IDelegator? Before, bool IsOwners = false)
{
    internal static IEnumerable<ChangedDelegator> All(SigningEvent change)
    {
        foreach (ChangedRole changed in ChangedRole.All(change))
        {
            if (DelegatorOf(changed.After.Signed) is { } now && changed.HasNewPayload)
            {
                yield return new ChangedDelegator(changed.Role, now, DelegatorOf(changed.Before?.Signed));
            }

            if (changed.HasNewPayload && OwnersEntry.Of(changed.Role, changed.After.Signed as Targets) is { } owners)
            {
                yield return new ChangedDelegator(changed.Role, owners.Source, OwnersEntry.Of(changed.Role, changed.Before?.Signed as Targets)?.Source, IsOwners: true);
            }
        }
    }

    /// <summary>To whom it delegates now; all bins of succinct roles once, under their name prefix.</summary>
    internal IEnumerable<Delegation> Delegations() => Now switch
    {
        Root root => root.Roles.Where(role => role.Key.IsTopLevel).OrderBy(role => role.Key).Select(role => new Delegation(Role, root, role.Key, role.Value)),
        Delegations { SuccinctRoles: { } bins } source => [new Delegation(Role, source, RoleName.Parse(bins.NamePrefix), bins)],
        Delegations { Roles: { } roles } source => roles.Select(role => new Delegation(Role, source, role.Name, role) { IsOwn = IsOwners }),
        _ => [],
    };

    /// <summary>To whom it delegates otherwise than before, anew, or no longer; bins aside.</summary>
    internal IEnumerable<RoleName> Differences() => EntryDifferences.Between(Before, Now);

    /// <summary>Keys that something is wrong with and that are new here: no delegator of the known good commit has them under this keyid.</summary>
    /// <param name="change">The event.</param>
    /// <param name="isWrong">What would be wrong with a new key.</param>
    internal IEnumerable<(KeyId Id, Key Key)> NewKeys(SigningEvent change, Func<KeyId, Key, bool> isWrong)
    {
        // Good keys are not looked for among those of everybody.
        foreach ((KeyId id, Key key) in Now.Keys.Where(known => isWrong(known.Key, known.Value)).OrderBy(known => known.Key))
        {
            if (!Has(Before, id, key) && !KnownDelegators(change).Any(known => Has(known, id, key)))
            {
                yield return (id, key);
            }
        }
    }

    private static bool Has(IDelegator? delegator, KeyId id, Key key) =>
        delegator is not null && delegator.Keys.TryGetValue(id, out Key? known) && known.Equals(key);

    private static IEnumerable<IDelegator> KnownDelegators(SigningEvent change) =>
        (change.KnownGood?.Roles.Values ?? []).Select(role => DelegatorOf(role.Signed)).OfType<IDelegator>();

    private static IDelegator? DelegatorOf(Signed? signed) => signed switch
    {
        Root root => root,
        Targets targets => targets.Delegations,
        _ => null,
    };
}
