using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>A changed root has <c>consistent_snapshot</c> true (specification 6.2).</summary>
internal sealed class ConsistentSnapshotOn : IRule
{
    public string Code => RepositoryProblemCodes.NoConsistentSnapshot;

    public string Protects => "Clients that read in the middle of a publication and fail.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        if (ChangedDelegator.All(change).Any(changed => changed.Now is Root { ConsistentSnapshot: not true }))
        {
            yield return new Finding(
                RoleName.Root, "Root does not set 'consistent_snapshot' to true.", FixCommand.Restore(change, Layout.FileOf(RoleName.Root)));
        }
    }
}
