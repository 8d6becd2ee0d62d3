using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Bins that people sign come anew, all of them, where their keys or threshold changed: bins that an event leaves alone are not read, and could
/// lack the signatures that are asked for now.
/// </summary>
internal sealed class BinsSignedAnew : IRule
{
    public string Code => RepositoryProblemCodes.BinsNotSigned;

    public string Protects => "Bins that clients refuse because their signers are no longer trusted.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedDelegator delegator in ChangedDelegator.All(change))
        {
            foreach (Delegation delegation in delegator.Delegations())
            {
                if (delegation.Keys is SuccinctRoles bins && !delegation.IsOnline && HasOtherSigners(delegator, bins))
                {
                    long anew = change.ChangedRoles.LongCount(bins.IsBin);
                    if (anew < bins.BinCount)
                    {
                        yield return new Finding(
                            delegator.Role, $"The {bins.BinCount} bins of '{delegator.Role}' have other signers now, and {anew} of them are signed anew.", FixCommand.Sign);
                    }
                }
            }
        }
    }

    private static bool HasOtherSigners(ChangedDelegator delegator, SuccinctRoles bins) =>
        delegator.Before is Delegations { SuccinctRoles: { } before } known
        && (before.Threshold != bins.Threshold
            || !before.KeyIds.Order().SequenceEqual(bins.KeyIds.Order())
            || bins.KeyIds.Any(id => !Equals(known.Keys.GetValueOrDefault(id), delegator.Now.Keys.GetValueOrDefault(id))));
}
