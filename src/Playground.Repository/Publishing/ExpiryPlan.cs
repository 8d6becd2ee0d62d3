using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>A role that people are to sign anew.</summary>
/// <param name="Role">Which.</param>
/// <param name="Version">The version they will sign.</param>
/// <param name="Expires">When the present version expires.</param>
/// <param name="Event">The branch of the signing event: <c>sign/ROLE-vN</c>.</param>
public sealed record DueRole(RoleName Role, long Version, DateTimeOffset Expires, BranchName Event);

/// <summary>Which offline roles are due. <see cref="Editing.RepositoryEditor.Renew"/> begins the event of each.</summary>
public static class ExpiryPlan
{
    /// <summary>
    /// The offline roles whose signing period has begun, those that expire first before others. Bins count where the view has them. Roles that
    /// do not say how long they live are taken to be due in the last <see cref="Editing.RoleSettings.UsualPeriods"/>.
    /// </summary>
    public static IReadOnlyList<DueRole> Of(RepositoryView view, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(view);
        var due = new List<DueRole>();
        foreach ((RoleName role, ParsedRole parsed) in view.Roles)
        {
            if (parsed.Signed is Root or Targets
                && view.FindDelegation(role) is { IsOnline: false }
                && (CustomFields.PeriodsOf(parsed.Signed.UnknownFields) ?? Editing.RoleSettings.UsualPeriods).IsDue(parsed.Signed.Expires, time))
            {
                long version = parsed.Signed.Version + 1;
                due.Add(new DueRole(role, version, parsed.Signed.Expires, EventOf(role, version)));
            }
        }

        return [.. due.OrderBy(role => role.Expires).ThenBy(role => role.Role)];
    }

    /// <summary>A role may be called what no branch can be: it is percent-encoded then.</summary>
    private static BranchName EventOf(RoleName role, long version) =>
        BranchName.TryParse($"sign/{role.Value}-v{version}", out BranchName plain) && !role.Value.Contains('/', StringComparison.Ordinal)
            ? plain
            : BranchName.Parse($"sign/{Path.GetFileNameWithoutExtension(role.FileName).Replace("..", "%2E%2E", StringComparison.Ordinal)}-v{version}");
}
