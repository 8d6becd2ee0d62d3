using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>A role whose metadata file came or differs.</summary>
/// <param name="Role">Which one.</param>
/// <param name="Before">Its known good file, or null where it had none.</param>
/// <param name="After">Its proposed file.</param>
internal sealed record ChangedRole(RoleName Role, ParsedRole? Before, ParsedRole After)
{
    /// <summary>Whether what is signed differs, and not just signatures.</summary>
    internal bool HasNewPayload => Before?.Envelope is not { } before || After.Envelope is not { } after || !before.Payload.Span.SequenceEqual(after.Payload.Span);

    internal static IEnumerable<ChangedRole> All(SigningEvent change)
    {
        foreach (RoleName role in change.ChangedRoles)
        {
            if (change.Proposed.Roles.TryGetValue(role, out ParsedRole? after))
            {
                yield return new ChangedRole(role, change.KnownGood?.Roles.GetValueOrDefault(role), after);
            }
        }
    }

    /// <summary>Those that people sign and that can be read.</summary>
    internal static IEnumerable<ChangedRole> Offline(SigningEvent change) =>
        All(change).Where(changed => changed.After.Signed is not null && !IsOnline(change.Proposed, changed.Role));

    /// <summary>Whether the CI signs a role: snapshot, timestamp, and every other role whose keys are all online.</summary>
    internal static bool IsOnline(RepositoryView view, RoleName role) =>
        role == RoleName.Snapshot || role == RoleName.Timestamp || view.FindDelegation(role)?.IsOnline == true;
}
