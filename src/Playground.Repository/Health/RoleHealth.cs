using Playground.Repository.Editing;
using Playground.Repository.Rules;
using Playground.Tuf.Model;

namespace Playground.Repository.Health;

/// <summary>
/// When roles expire. A role of people is due some days before; one that the CI signs, when half of its signing period has gone by unused, since it is signed at its
/// beginning. Bins are signed together and count where the view has them.
/// </summary>
public static class RoleHealth
{
    /// <summary>Looks at every role of main.</summary>
    public static IEnumerable<HealthItem> Of(RepositoryView view, DateTimeOffset now, HealthOptions options)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(options);
        foreach ((RoleName role, ParsedRole parsed) in view.Roles.OrderBy(role => role.Key))
        {
            if (parsed.Signed is not { } signed)
            {
                yield return new HealthItem(
                    HealthSubject.Role, role.Value, HealthState.Due, $"'{role}' on main cannot be read. {parsed.Problem}".TrimEnd(), "git log -- " + FixCommand.Word(parsed.File.Path.Value));
            }
            else if (view.FindDelegation(role) is { } delegation)
            {
                yield return Of(view, role, signed, delegation.IsOnline, now, options);
            }
        }
    }

    private static HealthItem Of(RepositoryView view, RoleName role, Signed signed, bool isOnline, DateTimeOffset now, HealthOptions options)
    {
        Periods periods = PeriodsOf(view, role, signed, isOnline);
        int days = HealthItem.DaysBetween(now, signed.Expires);
        DateTimeOffset due = signed.Expires - (isOnline ? TimeSpan.FromDays(periods.SigningDays) / 2 : TimeSpan.FromDays(options.ExpiryDays));
        HealthState state = now >= due ? HealthState.Due : periods.IsDue(signed.Expires, now) ? HealthState.Soon : HealthState.Good;
        string when = signed.IsExpired(now) ? $"expired on {signed.Expires:u}"
            : days == 0 ? $"expires within a day, at {signed.Expires:u}"
            : $"expires in {days} day{(days == 1 ? "" : "s")}, on {signed.Expires:u}";
        return new HealthItem(
            HealthSubject.Role,
            role.Value,
            state,
            $"Version {signed.Version} of '{role}' {when}.",
            state == HealthState.Good ? null : isOnline ? "playground-ci online-sign" : "playground-ci create-events")
        {
            Time = signed.Expires,
            Days = days,
        };
    }

    private static Periods PeriodsOf(RepositoryView view, RoleName role, Signed signed, bool isOnline) =>
        (view.Root?.Roles.GetValueOrDefault(role) is { } top && isOnline ? CustomFields.PeriodsOf(top.UnknownFields) : CustomFields.PeriodsOf(signed.UnknownFields))
        ?? (role == RoleName.Timestamp ? OnlineSettings.UsualTimestamp : RoleSettings.UsualPeriods);
}
