using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>What two versions of a delegator say of roles by their names, compared.</summary>
internal static class EntryDifferences
{
    /// <summary>The roles of which the two say different things: keys, threshold, paths, whatever else; or only one says anything.</summary>
    internal static IEnumerable<RoleName> Between(IDelegator? before, IDelegator? now)
    {
        IReadOnlyDictionary<RoleName, Role> old = EntriesOf(before);
        IReadOnlyDictionary<RoleName, Role> current = EntriesOf(now);
        foreach ((RoleName name, Role role) in current)
        {
            if (!old.TryGetValue(name, out Role? known) || !AreSame(before!, known, now!, role))
            {
                yield return name;
            }
        }

        foreach (RoleName gone in old.Keys.Where(name => !current.ContainsKey(name)))
        {
            yield return gone;
        }
    }

    private static IReadOnlyDictionary<RoleName, Role> EntriesOf(IDelegator? delegator) => delegator switch
    {
        Root root => root.Roles,
        Delegations { Roles: { } roles } => roles.ToDictionary(role => role.Name, role => (Role)role),
        _ => new Dictionary<RoleName, Role>(),
    };

    private static bool AreSame(IDelegator before, Role old, IDelegator now, Role current) =>
        old.Threshold == current.Threshold
        && old.KeyIds.SequenceEqual(current.KeyIds)
        && old.UnknownFields.Equals(current.UnknownFields)
        && old.KeyIds.All(id => Equals(before.Keys.GetValueOrDefault(id), now.Keys.GetValueOrDefault(id)))
        && ((old, current) switch
        {
            (DelegatedRole one, DelegatedRole other) => one.Terminating == other.Terminating
                && (one.Paths ?? []).SequenceEqual(other.Paths ?? [])
                && (one.PathHashPrefixes ?? []).SequenceEqual(other.PathHashPrefixes ?? [], StringComparer.Ordinal),
            _ => true,
        });
}
