using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// A role is signed by people or by the CI, never by both; snapshot and timestamp by the CI, root by people.
/// </summary>
internal sealed class OnlineKeysInPlace : IRule
{
    public string Code => RepositoryProblemCodes.OnlineKeyMisplaced;

    public string Protects => "A CI that could sign in a person's stead.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (Delegation delegation in ChangedDelegator.All(change).SelectMany(changed => changed.Delegations()))
        {
            bool snapshotOrTimestamp = delegation.Role == RoleName.Snapshot || delegation.Role == RoleName.Timestamp;
            bool anyOnline = delegation.Keys.KeyIds.Any(id => delegation.Source.Keys.TryGetValue(id, out Key? key) && CustomFields.OnlineUriOf(key) is not null);
            string? trouble = snapshotOrTimestamp && !delegation.IsOnline ? "is signed by the CI, and has a key without an online URI"
                : delegation.Role == RoleName.Root && anyOnline ? "is signed by people, and has an online key"
                : anyOnline && !delegation.IsOnline ? "has online keys beside keys of people"
                : null;
            if (trouble is not null)
            {
                yield return new Finding(delegation.Delegator, $"The role '{delegation.Role}' {trouble}.", FixCommand.Delegate(delegation.Role));
            }
        }
    }
}
