using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>A new key says whose it is: a person's, or the CI's by where it lives.</summary>
internal sealed class KeysWithOwners : IRule
{
    public string Code => RepositoryProblemCodes.KeyWithoutOwner;

    public string Protects => "One person who counts as several under keys that belong to nobody.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            foreach ((KeyId id, Key key) in delegator.NewKeys(change, (_, key) => IsPersons(key) == CustomFields.OnlineUriOf(key) is not null))
            {
                yield return new Finding(
                    delegator.Role,
                    $"The new key {Printable.Of(id.Value)} in '{delegator.Role}' has {(IsPersons(key) ? "both an owner and an online URI" : "neither an owner nor an online URI")}.",
                    FixCommand.Delegate(delegator.Role));
            }
        }
    }

    private static bool IsPersons(Key key) => CustomFields.OwnerOf(key) is not null;
}
