using Playground.Repository.Git;
using Playground.Repository.Projects;
using Playground.Repository.Rules;
using Playground.Tuf.Model;

namespace Playground.Repository.Events;

/// <summary>
/// Gives the verdict on a signing event: every rule, and for every role the signatures of people that its delegators ask for; for a new root
/// also those that the known good root asks for. Pure: the same event gets the same verdict.
/// </summary>
public static class Judge
{
    /// <summary>Gives the verdict.</summary>
    /// <param name="change">The event.</param>
    /// <param name="eventName">Its name, such as <c>sign/add-carol</c>.</param>
    /// <param name="rules">The rules, by default <see cref="RuleBook.All"/>.</param>
    public static EventVerdict Verdict(SigningEvent change, string eventName, IReadOnlyList<IRule>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(eventName);
        var problems = (rules ?? RuleBook.All)
            .SelectMany(rule => rule.Check(change).Select(found => (found.Role, Problem: new VerdictProblem(rule.Code, found.Message, FixCommand.For(found.Fix, eventName)))))
            .ToList();
        HashSet<RoleName> listed = [.. change.ChangedRoles, .. WithInvitations(change), .. LackingSignatures(change)];
        return new EventVerdict
        {
            Event = eventName,
            Base = change.Base,
            Head = change.Proposed.Commit,
            Roles = [.. listed.OrderBy(Rank).ThenBy(role => role)
                .Select(role => Of(change, role, [.. problems.Where(found => found.Role == role).Select(found => found.Problem)]))],
            Problems = [.. problems.Where(found => found.Role is not { } role || !listed.Contains(role)).Select(found => found.Problem)],
            RemovedRoles = [.. change.Changes.Where(file => file.After is null).Select(file => Layout.RoleOf(file.Path)).OfType<RoleName>()
                .Where(role => !change.Proposed.Roles.ContainsKey(role)).Distinct().Order()],
        };
    }

    private static int Rank(RoleName role) => role == RoleName.Root ? 0 : role == RoleName.Targets ? 1 : 2;

    private static RoleVerdict Of(SigningEvent change, RoleName role, VerdictProblem[] problems)
    {
        ParsedRole? parsed = change.Proposed.Roles.GetValueOrDefault(role);
        return new RoleVerdict
        {
            Role = role,
            Version = parsed?.Signed?.Version,
            Signatures = Signatures(change, role, parsed),
            Previous = role == RoleName.Root ? Previous(change, parsed) : null,
            Invites = [.. Invitations(change).Where(open => open.Delegator == role).Select(open => open.Invited).Distinct().Order()],
            Changes = [.. change.TargetChanges(role).Select(file => new TargetChange(file.Path, KindOf(file.Before, file.After))).OrderBy(file => file.Path)],
            Problems = problems,
        };
    }

    private static SignatureCount Signatures(SigningEvent change, RoleName role, ParsedRole? parsed)
    {
        List<Delegation> delegations = DelegationsTo(change.Proposed, role);
        List<SignatureCount> counts = [.. delegations.Append(OwnersEntry.Previous(change.KnownGood, role, delegations)).OfType<Delegation>().Select(delegation => SignatureCount.Of(delegation, parsed?.Envelope))];
        return counts.Find(count => !count.IsMet) ?? counts.FirstOrDefault() ?? new SignatureCount(0, [], []);
    }

    /// <summary>A root with the same payload was accepted by the root before it when it came.</summary>
    private static SignatureCount? Previous(SigningEvent change, ParsedRole? parsed)
    {
        bool isNew = change.KnownGood?.Roles.GetValueOrDefault(RoleName.Root)?.Envelope is { } known
            && (parsed?.Envelope is not { } proposed || !known.Payload.Span.SequenceEqual(proposed.Payload.Span));
        return isNew && change.KnownGood!.FindDelegation(RoleName.Root) is { } previous ? SignatureCount.Of(previous, parsed?.Envelope) : null;
    }

    private static List<Delegation> DelegationsTo(RepositoryView view, RoleName role) =>
        view.DelegationsTo(role) is { Count: > 0 } known ? [.. known] : view.FindDelegation(role) is { } bins ? [bins] : [];

    private static IEnumerable<(RoleName Delegator, Signer Invited)> Invitations(SigningEvent change) =>
        from invited in change.Proposed.Invitations.Invited
        from role in change.Proposed.Invitations.RolesOf(invited)
        from delegation in DelegationsTo(change.Proposed, role)
        select (delegation.Delegator, invited);

    private static IEnumerable<RoleName> WithInvitations(SigningEvent change) => Invitations(change).Select(open => open.Delegator);

    /// <summary>Roles whose file stayed the same while their delegators' people, keys or thresholds did not, so that signatures are missing now.</summary>
    private static IEnumerable<RoleName> LackingSignatures(SigningEvent change) =>
        from delegator in ChangedDelegator.All(change)
        from delegation in delegator.Delegations()
        where delegation.Keys is not SuccinctRoles && AsksForOthers(delegation, delegator.Before) && !ChangedRole.IsOnline(change.Proposed, delegation.Role)
        where change.Proposed.Roles.TryGetValue(delegation.Role, out ParsedRole? parsed) && !SignatureCount.Of(delegation, parsed.Envelope).IsMet
        select delegation.Role;

    private static bool AsksForOthers(Delegation delegation, IDelegator? before) =>
        before?.FindRole(delegation.Role) is not { } known
        || known.Threshold != delegation.Keys.Threshold
        || !known.KeyIds.SequenceEqual(delegation.Keys.KeyIds)
        || known.KeyIds.Any(id => !Equals(before.Keys.GetValueOrDefault(id), delegation.Source.Keys.GetValueOrDefault(id)));

    private static GitChangeKind KindOf(TargetFile? before, TargetFile? after) =>
        before is null ? GitChangeKind.Added : after is null ? GitChangeKind.Removed : GitChangeKind.Modified;
}
