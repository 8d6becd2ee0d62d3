using Playground.Repository.Events;

namespace Playground.Repository.Rules;

/// <summary>
/// A role asks for at least one signature and for no more than there are people to sign, counting those who are invited to it.
/// </summary>
internal sealed class ReachableThresholds : IRule
{
    public string Code => RepositoryProblemCodes.ThresholdUnreachable;

    public string Protects => "A role that can never be changed again.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (Delegation delegation in ChangedDelegator.All(change).SelectMany(changed => changed.Delegations()))
        {
            HashSet<string> people = [.. SignatureCount.PeopleOf(delegation), .. change.Proposed.Invitations.InvitedTo(delegation.Role).Select(invited => invited.Name)];
            if (delegation.Keys.Threshold > people.Count)
            {
                yield return new Finding(
                    delegation.Delegator,
                    $"The role '{delegation.Role}' asks for {delegation.Keys.Threshold} signatures, and {people.Count} can sign it.",
                    FixCommand.Delegate(delegation.Role));
            }
        }
    }
}
