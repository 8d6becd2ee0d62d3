using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Catalog.Reading;

/// <summary>The people who may sign a role of a project, and those who did.</summary>
/// <param name="Threshold">How many of them must sign.</param>
/// <param name="Members">Those who may.</param>
public sealed record ProjectTeam(long Threshold, IReadOnlyList<TeamMember> Members)
{
    private static readonly string[] OwnerFields = ["x-playground-keyowner", "x-tuf-on-ci-keyowner"];

    /// <summary>The people as a delegator names them.</summary>
    /// <param name="step">From the delegator to the role.</param>
    /// <param name="signatures">Whose signatures made the role trusted.</param>
    internal static ProjectTeam Of(DelegationStep step, SignatureVerdict signatures)
    {
        Role role = step.Source.FindRole(step.Role)!;
        return new ProjectTeam(
            role.Threshold,
            [.. role.KeyIds.Select(id => new TeamMember(id, OwnerOf(step.Source.Keys.GetValueOrDefault(id)), signatures.Signed.Contains(id)))]);
    }

    private static string? OwnerOf(Key? key) => OwnerFields.Select(field => key?.UnknownFields.GetString(field)).FirstOrDefault(owner => owner is not null);
}
