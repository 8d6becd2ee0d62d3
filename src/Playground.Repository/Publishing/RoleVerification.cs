using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Publishing;

/// <summary>Whether the targets roles of a commit are what their delegators ask for, by the rules of a client (specification 5.6).</summary>
internal sealed class RoleVerification(RepositoryView view)
{
    /// <summary>The delegations of every targets role that was read, or that has a name of its own.</summary>
    internal IEnumerable<(RoleName Role, IReadOnlyList<Delegation> Delegations)> TargetsRoles()
    {
        foreach ((RoleName role, List<Delegation> delegations) in view.Delegations)
        {
            if (role == RoleName.Targets || !role.IsTopLevel)
            {
                yield return (role, delegations);
            }
        }

        foreach (RoleName role in view.Roles.Keys.Where(role => !role.IsTopLevel && !view.Delegations.ContainsKey(role)))
        {
            if (view.FindDelegation(role) is { } bin)
            {
                yield return (role, [bin]);
            }
        }
    }

    /// <summary>Whether a role's file is signed as one delegator asks.</summary>
    internal static bool IsSigned(Delegation delegation, ParsedRole role) =>
        role.Envelope is { } file && SignatureVerdict.Count(delegation.Source, delegation.Keys, file).IsMet;

    /// <summary>Insists that every delegator of a role agrees with its signatures.</summary>
    /// <exception cref="TufException">One does not: <see cref="RepositoryProblemCodes.NotVerified"/>.</exception>
    internal void Require(RoleName role, IReadOnlyList<Delegation> delegations)
    {
        foreach (Delegation delegation in delegations)
        {
            SignatureVerdict verdict = SignatureVerdict.Count(delegation.Source, delegation.Keys, view.Roles[role].Envelope!);
            if (!verdict.IsMet)
            {
                throw Refuse($"'{role}' has {verdict.Signed.Count} of the {verdict.Threshold} signatures that '{delegation.Delegator}' asks for.");
            }
        }
    }

    /// <summary>The metadata of a role, whether signed or not.</summary>
    /// <exception cref="TufException">It is absent or malformed: <see cref="RepositoryProblemCodes.NotVerified"/>.</exception>
    internal Targets Read(RoleName role, IReadOnlyList<Delegation> delegations)
    {
        if (!view.Roles.TryGetValue(role, out ParsedRole? parsed))
        {
            throw Refuse($"'{delegations[0].Delegator}' delegates to '{role}', which has no file.");
        }

        return parsed.Signed as Targets ?? throw Refuse($"The file of '{role}' cannot be read. {parsed.Problem}".TrimEnd());
    }

    internal static TufException Refuse(string message) => new(
        RepositoryProblemCodes.NotVerified, message + " Nothing was signed or published. See what is wrong with: playground-ci status");
}
