using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>What verification answers about a signing event; given by <see cref="Judge"/>.</summary>
public sealed record EventVerdict
{
    /// <summary>The name of the event, such as <c>sign/add-carol</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The known good commit, or null where there is none.</summary>
    public required CommitId? Base { get; init; }

    /// <summary>The proposed commit.</summary>
    public required CommitId Head { get; init; }

    /// <summary>
    /// The roles whose metadata differs from known good, those with open invitations, and those whose delegation changed so that they lack
    /// signatures; root first, then targets, then by name.
    /// </summary>
    public required IReadOnlyList<RoleVerdict> Roles { get; init; }

    /// <summary>What is wrong with the event as a whole, or with roles not listed.</summary>
    public required IReadOnlyList<VerdictProblem> Problems { get; init; }

    /// <summary>Roles whose metadata the event takes away, by name. Their artifacts go with them or to other roles.</summary>
    public IReadOnlyList<RoleName> RemovedRoles { get; init; } = [];

    /// <summary>Whether everything about the event is as it must be, so that it may be merged.</summary>
    public bool IsVerified => Problems.Count == 0 && Roles.All(role => role.IsVerified);
}
