using Playground.Repository.Events;

namespace Playground.Repository.Rules;

/// <summary>Changed roles say how long they live and when they are signed anew: a role of people itself, one of the CI in its delegation.</summary>
internal sealed class SanePeriods : IRule
{
    public string Code => RepositoryProblemCodes.PeriodsNotSane;

    public string Protects => "Metadata that is never renewed, or expires before anybody can.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedRole changed in ChangedRole.Offline(change))
        {
            if (changed.HasNewPayload && Trouble(CustomFields.PeriodsOf(changed.After.Signed!.UnknownFields)) is { } trouble)
            {
                yield return new Finding(changed.Role, $"The role '{changed.Role}' {trouble}.", FixCommand.Delegate(changed.Role));
            }
        }

        foreach (Delegation delegation in ChangedDelegator.All(change).SelectMany(changed => changed.Delegations()))
        {
            if (delegation.IsOnline && Trouble(CustomFields.PeriodsOf(delegation.Keys.UnknownFields)) is { } trouble)
            {
                yield return new Finding(delegation.Delegator, $"The online role '{delegation.Role}' {trouble}.", FixCommand.Delegate(delegation.Role));
            }
        }
    }

    private static string? Trouble(Periods? periods) =>
        periods is not { } given ? "has no expiry period"
        : given.AreSane ? null
        : $"lives {given.ExpiryDays} days and is signed anew {given.SigningDays} days before: the first is 1 to {Periods.MaxDays}, the second less, and not 0";
}
