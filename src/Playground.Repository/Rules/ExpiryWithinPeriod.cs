using Playground.Repository.Events;

namespace Playground.Repository.Rules;

/// <summary>
/// Metadata of people expires within the period that its role has from now, and not before now. Clocks of signers may be a little ahead.
/// </summary>
internal sealed class ExpiryWithinPeriod : IRule
{
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    public string Code => RepositoryProblemCodes.ExpiryOutOfPeriod;

    public string Protects => "Metadata that stays good for longer than its role's people agreed, or that clients refuse at once.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ChangedRole changed in ChangedRole.Offline(change))
        {
            DateTimeOffset expires = changed.After.Signed!.Expires;
            if (changed.After.Signed.IsExpired(change.Time))
            {
                yield return new Finding(changed.Role, $"The proposed '{changed.Role}' expired on {expires:u}.", FixCommand.Delegate(changed.Role));
            }
            else if (changed.HasNewPayload
                && CustomFields.PeriodsOf(changed.After.Signed.UnknownFields) is { AreSane: true } periods
                && expires > periods.ExpiryFrom(change.Time + ClockDifference))
            {
                yield return new Finding(
                    changed.Role,
                    $"The proposed '{changed.Role}' expires on {expires:u}, more than its {periods.ExpiryDays} days from now.",
                    FixCommand.Delegate(changed.Role));
            }
        }
    }
}
