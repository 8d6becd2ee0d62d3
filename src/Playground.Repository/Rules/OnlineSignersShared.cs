using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>Snapshot and timestamp are signed at the same place: with the same keys and threshold.</summary>
internal sealed class OnlineSignersShared : IRule
{
    public string Code => RepositoryProblemCodes.OnlineSignersDiffer;

    public string Protects => "A repository that the CI can sign but half.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        if (ChangedDelegator.All(change).Select(changed => changed.Now).OfType<Root>().FirstOrDefault() is { } root
            && root.FindRole(RoleName.Snapshot) is { } snapshot && root.FindRole(RoleName.Timestamp) is { } timestamp
            && (snapshot.Threshold != timestamp.Threshold || !snapshot.KeyIds.Order().SequenceEqual(timestamp.KeyIds.Order())))
        {
            yield return new Finding(RoleName.Root, "Snapshot and timestamp differ in keys or threshold.", FixCommand.Delegate(RoleName.Timestamp));
        }
    }
}
