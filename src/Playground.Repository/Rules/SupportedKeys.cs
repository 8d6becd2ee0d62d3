using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>New keys are of a type and scheme whose signatures can be checked (specification 4.2).</summary>
internal sealed class SupportedKeys : IRule
{
    public string Code => RepositoryProblemCodes.UnsupportedKey;

    public string Protects => "A signer whose signatures will never count.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            foreach ((KeyId id, Key key) in delegator.NewKeys(change, (_, key) => !key.IsSupported))
            {
                yield return new Finding(
                    delegator.Role,
                    $"The new key {Printable.Of(id.Value)} in '{delegator.Role}' is of type '{Printable.Of(key.KeyType)}', scheme '{Printable.Of(key.Scheme)}', "
                    + "which cannot be checked, or it is malformed.",
                    FixCommand.Delegate(delegator.Role));
            }
        }
    }
}
