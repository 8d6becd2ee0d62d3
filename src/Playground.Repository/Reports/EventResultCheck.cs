using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;

namespace Playground.Repository.Reports;

/// <summary>What a result must be beside well-formed: within bounds, and without contradictions.</summary>
internal static class EventResultCheck
{
    internal const int MaxEntries = 20_000;
    internal const int MaxPeople = 1_000;
    internal const int MaxText = 4_096;
    internal const int MaxName = 1_024;

    private const int CodeLength = 6;
    private const int Sha256Length = 64;

    internal static void Require(EventResult result)
    {
        Require(result.Format == EventResult.KnownFormat, $"its format is {result.Format}, and only {EventResult.KnownFormat} is known");
        Require(result.Event, MaxName);
        foreach (IReadOnlyCollection<object> list in (IReadOnlyCollection<object>[])[
            result.Roles, result.Problems, result.Removed, result.Invitations, result.Projects, result.Releases, result.Delegations])
        {
            Require(list, MaxEntries);
        }

        RequireNames(result.Removed, MaxEntries);
        RequirePeople(result.Known, MaxEntries);
        Require(result.Problems);
        foreach (RoleResult role in result.Roles)
        {
            Require(role, result.LeftOut);
        }

        foreach (InvitationResult invitation in result.Invitations)
        {
            Require(Signer.TryParse(invitation.Person, out Signer person) && person.Name == invitation.Person, "an invitation is to nobody");
            RequireNames(invitation.Roles, MaxEntries);
        }

        foreach (ProjectResult project in result.Projects)
        {
            Require(project.Project, MaxName);
            RequirePeople(project.Owners, MaxPeople);
        }

        foreach (ReleaseResult release in result.Releases)
        {
            Require(release.Project, MaxName);
            Require(release.Version, MaxName);
            Require(release.Files >= 0 && release.FilesBefore >= 0 && release.Length >= 0, "a release has less than nothing");
            Require(release.Reason ?? "", MaxText);
        }

        foreach (DelegationResult delegation in result.Delegations)
        {
            Require(delegation.Delegator, MaxName);
            Require(delegation.Role, MaxName);
            Require(delegation is { Threshold: >= 0, People: >= 0 }, "a delegation asks for less than nothing");
        }

        LeftOut left = result.LeftOut;
        Require(
            left is { Roles: >= 0, People: >= 0, Problems: >= 0, Changes: >= 0, Words: >= 0, Delegations: >= 0 }, "less than nothing was left out");
        bool sound = result.Problems.Count == 0 && result.Roles.All(role => role.Verified);
        Require(sound || !result.Verified, "it is verified, and not all of it is");
        Require(!sound || result.Verified || left.Roles > 0 || left.Problems > 0, "it is not verified, and nothing says why");
    }

    private static void Require(RoleResult role, LeftOut left)
    {
        Require(role.Role, MaxName);
        Require(role.Version is null or >= 0 && role.VersionBefore is null or >= 0, "a version is less than nothing");
        RequirePeople(role.Signed, MaxPeople);
        RequirePeople(role.Missing, MaxPeople);
        RequirePeople(role.Invites, MaxPeople);
        if (role.Previous is { } previous)
        {
            RequirePeople(previous.Signed, MaxPeople);
            RequirePeople(previous.Missing, MaxPeople);
        }

        Require(role.Changes, MaxEntries);
        foreach (ArtifactResult artifact in role.Changes)
        {
            Require(artifact.Path, MaxText);
            Require(artifact.Length is null or >= 0 && artifact.LengthBefore is null or >= 0, "an artifact is shorter than nothing");
            Require(IsSha256(artifact.Sha256) && IsSha256(artifact.Sha256Before), "a SHA-256 is none");
            Require((artifact.Change == GitChangeKind.Removed) == artifact.Length is null && (artifact.Change == GitChangeKind.Added) == artifact.LengthBefore is null, "an artifact is not what became of it");
        }

        Require(role.Words, MaxEntries);
        foreach (ChangeWords words in role.Words)
        {
            Require(words.Kind != ChangeKind.Heading, "a heading is no change");
            Require(words.Text, MaxText);
        }

        Require(role.Problems, MaxEntries);
        Require(role.Problems);
        bool sound = role is { Version: not null, Invites.Count: 0, Problems.Count: 0 } && IsMet(role.Threshold, role.Signed)
            && (role.Previous is not { } before || IsMet(before.Threshold, before.Signed));
        Require(sound == role.Verified || left.People > 0 || (sound && left.Problems > 0), "what is said of a role contradicts itself");
    }

    private static bool IsMet(long threshold, IReadOnlyList<string> signed) => threshold > 0 && signed.Count >= threshold;

    private static void Require(IReadOnlyList<VerdictProblem> problems)
    {
        foreach (VerdictProblem problem in problems)
        {
            Require(
                problem.Code.Length == CodeLength && problem.Code.StartsWith("PG", StringComparison.Ordinal) && problem.Code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0,
                "a problem has a code that is none");
            Require(problem.Message, MaxText);
            Require(problem.Fix, MaxText);
        }
    }

    private static bool IsSha256(string? text) =>
        text is null || (text.Length == Sha256Length && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f')));

    private static void RequirePeople(IReadOnlyList<string> people, int most)
    {
        Require(people, most);
        foreach (string person in people)
        {
            Require(person, MaxName);
        }
    }

    private static void RequireNames(IReadOnlyList<string> names, int most) => RequirePeople(names, most);

    private static void Require(IReadOnlyCollection<object> list, int most)
    {
        Require(list.Count <= most, $"a list has {list.Count} entries, and {most} are the most");
        Require(list.All(entry => entry is not null), "an entry of a list is null");
    }

    private static void Require(string text, int most) => Require(text.Length <= most, $"a text has {text.Length} characters, and {most} are the most");

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw EventResult.Bad(otherwise);
        }
    }
}
