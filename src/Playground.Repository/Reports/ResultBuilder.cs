using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Reports;

/// <summary>Puts together what is told of an event, the most important first, as far as there is room.</summary>
internal sealed class ResultBuilder(SigningEvent change, EventVerdict verdict)
{
    private readonly ResultRoom _room = new();
    private int _people;
    private int _problems;
    private int _changes;
    private int _words;

    internal EventResult Build()
    {
        IReadOnlyList<VerdictProblem> problems = Problems(verdict.Problems);
        (List<RoleVerdict> roles, int rolesLeft) = _room.Take(
            verdict.Roles.OrderBy(role => role.IsVerified), EventResultCheck.MaxEntries, role => [role.Role.Value, .. People(role)]);
        HashSet<RoleName> listed = [.. roles.Select(role => role.Role)];
        Dictionary<RoleName, List<VerdictProblem>> wrong = roles.ToDictionary(role => role.Role, role => Problems(role.Problems));
        InvitationResult[] invitations = [.. Invitations()];
        (IReadOnlyList<ProjectResult> projects, IReadOnlyList<ReleaseResult> releases) = Catalog();
        ILookup<RoleName, ChangeLine> lines = ChangeDescription.Of(change).Lines.Where(IsTold).ToLookup(line => line.Role);
        RoleResult[] all = [.. verdict.Roles.Where(role => listed.Contains(role.Role)).Select(role => Of(role, wrong[role.Role], lines[role.Role]))];
        (List<DelegationResult> delegations, int delegationsLeft) = _room.Take(
            DelegationTree.Of(change, listed.Concat(verdict.RemovedRoles)), DelegationTree.MaxEntries, edge => [edge.Delegator, edge.Role]);
        return new EventResult
        {
            Format = EventResult.KnownFormat,
            Event = ResultRoom.Cut(verdict.Event, EventResultCheck.MaxName),
            Base = verdict.Base,
            Head = verdict.Head,
            Judged = change.Time,
            Verified = verdict.IsVerified,
            Roles = all,
            Problems = problems,
            Removed = [.. verdict.RemovedRoles.Take(EventResultCheck.MaxPeople).Select(Name)],
            Invitations = invitations,
            Known = Known(all, invitations),
            Projects = projects,
            Releases = releases,
            Delegations = delegations,
            LeftOut = new LeftOut
            {
                Roles = rolesLeft + Math.Max(0, verdict.RemovedRoles.Count - EventResultCheck.MaxPeople),
                People = _people,
                Problems = _problems,
                Changes = _changes,
                Words = _words,
                Delegations = delegationsLeft,
            },
        };
    }

    private static IEnumerable<string> People(RoleVerdict role) =>
        role.Signatures.Signed.Concat(role.Signatures.Missing).Concat(role.Previous?.Signed ?? []).Concat(role.Previous?.Missing ?? []);

    /// <summary>Headings are in the roles themselves; files are told in a table.</summary>
    private static bool IsTold(ChangeLine line) => line.Kind != ChangeKind.Heading && !line.IsOfFileContent;

    private static string Name(RoleName role) => ResultRoom.Cut(role.Value, EventResultCheck.MaxName);

    private RoleResult Of(RoleVerdict role, IReadOnlyList<VerdictProblem> problems, IEnumerable<ChangeLine> lines)
    {
        (List<ChangeWords> words, int wordsLeft) = _room.Take(
            lines.Select(line => new ChangeWords(line.Kind, ResultRoom.Cut(line.Text, EventResultCheck.MaxText))).Concat(Withdrawn(role.Role)),
            EventResultCheck.MaxEntries,
            said => [said.Text]);
        (List<ArtifactResult> changes, int changesLeft) = _room.Take(
            change.TargetChanges(role.Role).OrderBy(file => file.Path).Select(Artifact).OrderBy(file => file.IsSameContent), EventResultCheck.MaxEntries, file => [file.Path]);
        _words += wordsLeft;
        _changes += changesLeft;
        return new RoleResult
        {
            Role = Name(role.Role),
            Version = role.Version,
            VersionBefore = change.KnownGood?.Roles.GetValueOrDefault(role.Role)?.Signed?.Version,
            Verified = role.IsVerified,
            Threshold = role.Signatures.Threshold,
            Signed = Cut(role.Signatures.Signed),
            Missing = Cut(role.Signatures.Missing),
            Previous = role.Previous is { } previous ? new SignatureResult { Threshold = previous.Threshold, Signed = Cut(previous.Signed), Missing = Cut(previous.Missing) } : null,
            Invites = Cut([.. role.Invites.Select(person => person.Name)]),
            Changes = changes,
            Problems = problems,
            Words = words,
        };
    }

    private static ArtifactResult Artifact((TargetPath Path, TargetFile? Before, TargetFile? After) file) => new()
    {
        Path = ResultRoom.Cut(file.Path.Value, EventResultCheck.MaxText),
        Change = file.Before is null ? GitChangeKind.Added : file.After is null ? GitChangeKind.Removed : GitChangeKind.Modified,
        Length = file.After?.Length,
        Sha256 = file.After?.Hashes.Sha256,
        LengthBefore = file.Before?.Length,
        Sha256Before = file.Before?.Hashes.Sha256,
    };

    private List<VerdictProblem> Problems(IReadOnlyList<VerdictProblem> problems)
    {
        (List<VerdictProblem> taken, int left) = _room.Take(
            problems.Select(problem => problem with
            {
                Message = ResultRoom.Cut(problem.Message, EventResultCheck.MaxText),

                // Half a command is none.
                Fix = problem.Fix.Length <= EventResultCheck.MaxText ? problem.Fix : "playground review \"$EVENT\"",
            }),
            EventResultCheck.MaxEntries,
            problem => [problem.Message, problem.Fix]);
        _problems += left;
        return taken;
    }

    private IEnumerable<InvitationResult> Invitations()
    {
        EventState open = change.Proposed.Invitations;
        (List<Signer> people, int left) = _room.Take(open.Invited.Order(), EventResultCheck.MaxPeople, person => [person.Name]);
        _people += left;
        foreach (Signer person in people)
        {
            (List<RoleName> roles, int rolesLeft) = _room.Take(open.RolesOf(person), EventResultCheck.MaxPeople, role => [role.Value]);
            _people += rolesLeft;
            yield return new InvitationResult(person.Name, [.. roles.Select(Name)]);
        }
    }

    private IEnumerable<ChangeWords> Withdrawn(RoleName role)
    {
        EventState before = change.KnownGood?.Invitations ?? EventState.None;
        return before.InvitedTo(role).Except(change.Proposed.Invitations.InvitedTo(role)).Where(person => !IsSigner(person, role))
            .Select(person => new ChangeWords(ChangeKind.Removed, $"{person} is no longer invited to sign '{role}'"));
    }

    private bool IsSigner(Signer person, RoleName role) => change.Proposed.FindDelegation(role)?.Owners().Any(owner => owner.Owner == person) == true;

    private (IReadOnlyList<ProjectResult> Projects, IReadOnlyList<ReleaseResult> Releases) Catalog()
    {
        (List<ProjectResult> projects, int projectsLeft) = _room.Take(
            ProjectChanges.Of(change), EventResultCheck.MaxPeople, project => [project.Project, .. project.Owners]);
        (List<ReleaseResult> releases, int releasesLeft) = _room.Take(
            ReleaseChanges.Of(change, verdict), EventResultCheck.MaxPeople, release => [release.Project, release.Version, release.Reason]);
        _words += projectsLeft + releasesLeft;
        return (projects, releases);
    }

    /// <summary>Those who are waited for and are nobody's invention: what the event has to do with knew them before.</summary>
    private string[] Known(RoleResult[] roles, InvitationResult[] invitations)
    {
        HashSet<string> signers =
        [
            .. (change.KnownGood?.DelegationsRead.Values ?? Enumerable.Empty<List<Delegation>>()).SelectMany(delegations => delegations)
                .SelectMany(delegation => delegation.Owners()).Select(owner => owner.Owner.Name),
        ];
        return
        [
            .. roles.SelectMany(role => role.Missing.Concat(role.Previous?.Missing ?? [])).Concat(invitations.Select(invitation => invitation.Person))
                .Where(signers.Contains).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(EventResultCheck.MaxPeople),
        ];
    }

    private string[] Cut(IReadOnlyList<string> people)
    {
        _people += Math.Max(0, people.Count - EventResultCheck.MaxPeople);
        return [.. people.Take(EventResultCheck.MaxPeople).Select(person => ResultRoom.Cut(person, EventResultCheck.MaxName))];
    }
}
