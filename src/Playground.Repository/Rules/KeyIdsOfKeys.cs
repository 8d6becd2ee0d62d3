using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>The keyid of a new key is the SHA-256 of its canonical form (specification 4.2). Older ones stay as they are.</summary>
internal sealed class KeyIdsOfKeys : IRule
{
    public string Code => RepositoryProblemCodes.WrongKeyId;

    public string Protects => "A key that passes for another, or counts twice under two names.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            foreach ((KeyId id, Key key) in delegator.NewKeys(change, (id, key) => key.ComputeId() != id))
            {
                yield return new Finding(
                    delegator.Role,
                    $"The new key {Printable.Of(id.Value)} in '{delegator.Role}' is not named by its hash, {key.ComputeId()}.",
                    FixCommand.Delegate(delegator.Role));
            }
        }
    }
}
