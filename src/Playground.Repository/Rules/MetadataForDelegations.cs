using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Rules;

/// <summary>
/// Every role that people sign has its file as soon as it has a key. One that waits for its first signer to accept may be without: it cannot be
/// merged yet. Files of online roles are made by the CI. A file that was there and went is for <see cref="RolesLeaveWithDelegation"/>.
/// </summary>
internal sealed class MetadataForDelegations : IRule
{
    public string Code => RepositoryProblemCodes.MetadataMissing;

    public string Protects => "Searches of clients that end in an error because a role is not there.";

    public IEnumerable<Finding> Check(SigningEvent change)
    {
        HashSet<GitPath> files = [.. change.Proposed.MetadataFiles.Select(file => file.Path)];
        if (!files.Contains(Layout.FileOf(RoleName.Root)))
        {
            yield return Missing(change, RoleName.Root, Layout.FileOf(RoleName.Root));
        }

        foreach ((RoleName role, List<Delegation> delegations) in change.Proposed.DelegationsRead.Where(known => !change.Proposed.Roles.ContainsKey(known.Key)).OrderBy(known => known.Key))
        {
            bool waits = delegations[0].Keys.KeyIds.Count == 0 && change.Proposed.Invitations.InvitedTo(role).Any();
            GitPath place = Layout.FileOf(delegations[0]);
            if (!files.Contains(place) && !waits && !ChangedRole.IsOnline(change.Proposed, role) && !WasThere(change, role))
            {
                yield return Missing(change, role, place);
            }
        }

        foreach ((RoleName delegator, Delegations source, SuccinctRoles bins) in change.Proposed.Bins)
        {
            long there = change.Proposed.MetadataFiles.LongCount(file => Layout.RoleOf(file.Path) is { } role && bins.IsBin(role));
            if (there < bins.BinCount && !new Delegation(delegator, source, delegator, bins).IsOnline)
            {
                yield return new Finding(
                    delegator, $"'{delegator}' delegates to {bins.BinCount} bins, and {there} of them have metadata.", FixCommand.Delegate(delegator));
            }
        }
    }

    private static bool WasThere(SigningEvent change, RoleName role) => change.KnownGood?.Roles.ContainsKey(role) == true;

    private static Finding Missing(SigningEvent change, RoleName role, GitPath place) =>
        new(role, $"The role '{role}' has no metadata: '{place}' is missing.", WasThere(change, role)
            ? FixCommand.Restore(change, place)
            : FixCommand.Delegate(role));
}
