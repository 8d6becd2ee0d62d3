using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>No delegator lists one key for two people, whatever keyids it is listed under.</summary>
internal sealed class OneKeyOnePerson : IRule
{
    public string Code => RepositoryProblemCodes.SharedKey;

    public string Protects => "A threshold of people that one of them can meet alone.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            foreach (IGrouping<string?, Key> same in delegator.Now.Keys.OrderBy(known => known.Key).Select(known => known.Value).GroupBy(key => key.Fingerprint))
            {
                string[] owners = [.. same.Select(key => CustomFields.OwnerOf(key)?.Name).OfType<string>().Distinct()];
                if (same.Key is not null && owners.Length > 1)
                {
                    yield return new Finding(
                        delegator.Role, $"'{delegator.Role}' lists one key for {string.Join(" and ", owners)}.", FixCommand.Delegate(delegator.Role));
                }
            }
        }
    }
}
