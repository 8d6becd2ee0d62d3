using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Rules;

/// <summary>Every metadata file is metadata of its role's type (specification 4.2), and the invitations are a list of them.</summary>
internal sealed class ReadableMetadata : IRule
{
    public string Code => RepositoryProblemCodes.UnreadableMetadata;

    public string Protects => "Metadata that clients refuse, or read in another way than its signers.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        foreach (ParsedRole role in change.Proposed.RolesRead.OrderBy(role => role.Role))
        {
            if (role.Problem is { } problem && problem.Code is not RepositoryProblemCodes.NotAFile and not GitProblemCodes.FileTooLarge)
            {
                yield return new Finding(role.Role, $"'{role.File.Path}' cannot be read. {problem}", FixCommand.Restore(change, role.File.Path));
            }
        }

        if (change.Proposed.InvitationProblem is { } invitations)
        {
            yield return new Finding(null, $"{invitations}", FixCommand.Remove(Layout.EventState));
        }
    }
}
