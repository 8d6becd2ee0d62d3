using Playground.Repository.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>People are invited to roles that are there, or come with the event, and that people sign.</summary>
internal sealed class InvitationsToRoles : IRule
{
    public string Code => RepositoryProblemCodes.InvitationToNothing;

    public string Protects => "Invitations that nobody can accept, so that the event never ends.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        EventState invitations = change.Proposed.Invitations;
        foreach (Signer invited in change.Proposed.Root is null ? [] : invitations.Invited)
        {
            foreach (RoleName role in invitations.RolesOf(invited))
            {
                bool online = ChangedRole.IsOnline(change.Proposed, role);
                if (online || change.Proposed.FindDelegation(role) is null)
                {
                    yield return new Finding(
                        null,
                        $"{invited} is invited to '{role}', {(online ? "which the CI signs" : "which is no role here")}.",
                        FixCommand.Delegate(online ? RoleName.Root : role));
                }
            }
        }
    }
}
