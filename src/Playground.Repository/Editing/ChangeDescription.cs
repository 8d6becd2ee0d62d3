using System.Globalization;
using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>What a line of a <see cref="ChangeDescription"/> tells of.</summary>
public enum ChangeKind
{
    /// <summary>A heading: which role, from which version to which.</summary>
    Heading,

    /// <summary>Something came.</summary>
    Added,

    /// <summary>Something is another now.</summary>
    Changed,

    /// <summary>Something is gone.</summary>
    Removed,

    /// <summary>Something a reviewer should look at twice.</summary>
    Warning,
}

/// <summary>One line of a <see cref="ChangeDescription"/>.</summary>
/// <param name="Kind">What it tells of.</param>
/// <param name="Role">Of which role's metadata.</param>
/// <param name="Text">In words; safe to print.</param>
public sealed record ChangeLine(ChangeKind Kind, RoleName Role, string Text)
{
    /// <summary>Whether all it tells is that a file came, went, or has another content.</summary>
    public bool IsOfFileContent { get; init; }
}

/// <summary>A proposed change in words, for the person who is asked to sign it. The same change always gives the same lines.</summary>
/// <param name="Lines">The lines, in order: root, targets, other roles by name.</param>
public sealed record ChangeDescription(IReadOnlyList<ChangeLine> Lines)
{
    /// <summary>Describes an event against its known good commit.</summary>
    public static ChangeDescription Of(SigningEvent change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Of(change.KnownGood, change.Proposed);
    }

    /// <summary>Describes what one view proposes against another.</summary>
    /// <param name="knownGood">What is trusted, or null where there is nothing yet.</param>
    /// <param name="proposed">What is proposed.</param>
    public static ChangeDescription Of(RepositoryView? knownGood, RepositoryView proposed)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        var lines = new List<ChangeLine>();
        IEnumerable<RoleName> roles = proposed.Roles.Keys.Union(knownGood?.Roles.Keys ?? [])
            .OrderBy(role => role == RoleName.Root ? 0 : role == RoleName.Targets ? 1 : 2)
            .ThenBy(role => role);
        foreach (RoleName role in roles)
        {
            if (knownGood?.FindFile(role)?.Id != proposed.FindFile(role)?.Id)
            {
                new RoleDescription(role, lines).Describe(knownGood?.Roles.GetValueOrDefault(role), proposed.Roles.GetValueOrDefault(role));
            }
        }

        AddInvitations(lines, knownGood?.Invitations ?? EventState.None, proposed.Invitations);
        return new ChangeDescription(lines);
    }

    /// <summary>As plain text: a heading per role, and its changes marked with <c>+</c>, <c>~</c>, <c>-</c> and <c>!</c>.</summary>
    public override string ToString() => string.Concat(Lines.Select(line => line.Kind switch
    {
        ChangeKind.Heading => line.Text + "\n",
        ChangeKind.Added => $"  + {line.Text}\n",
        ChangeKind.Changed => $"  ~ {line.Text}\n",
        ChangeKind.Removed => $"  - {line.Text}\n",
        _ => $"  ! {line.Text}\n",
    }));

    private static void AddInvitations(List<ChangeLine> lines, EventState before, EventState after)
    {
        foreach (Signer signer in before.Invited.Union(after.Invited).Order())
        {
            lines.AddRange(after.RolesOf(signer).Except(before.RolesOf(signer))
                .Select(role => new ChangeLine(ChangeKind.Heading, role, string.Create(CultureInfo.InvariantCulture, $"{signer} is invited to sign '{role}'"))));
            lines.AddRange(before.RolesOf(signer).Except(after.RolesOf(signer))
                .Select(role => new ChangeLine(ChangeKind.Heading, role, string.Create(CultureInfo.InvariantCulture, $"{signer} is no longer invited to sign '{role}'"))));
        }
    }
}
