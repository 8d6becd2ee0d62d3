using System.Globalization;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Rules;

namespace Playground.Repository.Reports;

/// <summary>
/// What judging an event found out, for people, in Markdown: the text of a pull request's comment and of a step's summary. Whatever came from the proposal stands
/// in code (<see cref="MarkdownCode"/>), so that it mentions nobody, links nowhere and adds no markup. Cut by whole rows where it would be too long,
/// what is wrong and who signs last of all.
/// </summary>
public static class ReportMarkdown
{
    /// <summary>The longest report, in UTF-16 characters: what a comment may hold, less the room for a marker of those who post it.</summary>
    public const int MaxLength = 65_536 - 2_048;

    private const int MaxNames = 50;
    private const int FewRows = 12;
    private const int Sha256Digits = 12;
    private const int MostOfCatalog = 40;
    private const int MostOfEffects = 6_000;
    private const int MostOfSignatures = 24_000;
    private const int MostOfPeople = 12_000;
    private const int TreeRank = 3;

    /// <summary>Writes a report.</summary>
    public static string Write(EventResult result, ReportLinks links)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(links);
        string range = MarkdownCode.Span(result.Base is { } known ? $"{known.Short}..{result.Head.Short}" : result.Head.Short);
        string tree = MermaidTree.Write(result);
        return ReportSection.Compose(
            [
                ReportSection.Fixed(Title(result)),
                Effects(result),
                Problems(result),
                Signatures(result),
                People(result, links),
                Files(result),
                Words(result),
                Collapsed(TreeRank, "Who delegates to whom", tree.Length == 0 ? [] : [tree], _ => ""),
                ReportSection.Fixed($"\nJudged: {(Compare(result, links) is { } page ? $"[{range}]({page})" : range)} at {result.Judged.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC\n"),
            ],
            MaxLength);
    }

    internal static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    private static string Title(EventResult result)
    {
        long problems = result.Problems.Count + result.Roles.Sum(role => (long)role.Problems.Count) + result.LeftOut.Problems;
        string state = result.Verified ? "verified, can be merged"
            : problems > 0 ? $"not verified, {Count(problems, "problem")}"
            : result.Invitations.Count > 0 ? "waits for people who are invited"
            : "waits for signatures";
        bool isNothing = result.Verified && result.Roles.Count == 0 && result.Removed.Count == 0;
        return $"## {MarkdownCode.Span(result.Event)}: {(isNothing ? "verified" : state)}\n{(isNothing ? "\nNothing here needs a signature.\n" : "")}";
    }

    /// <summary>What an event does, for somebody who does not know what a role is.</summary>
    private static ReportSection Effects(EventResult result)
    {
        string[] catalog = [.. result.Projects.Select(Effect), .. result.Releases.Select(Effect)];
        List<string> rows = [.. catalog.Take(MostOfCatalog)];
        if (catalog.Length > rows.Count)
        {
            rows.Add($"* and {Number(catalog.Length - rows.Count)} more of projects and releases\n");
        }

        string[] files = [.. result.Roles.SelectMany(role => role.Changes).GroupBy(file => file.IsSameContent ? "described anew" : Word(file.Change)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{Number(group.Count())} {group.Key}")];
        if (files.Length > 0)
        {
            rows.Add($"* Files: {string.Join(", ", files)}{(result.LeftOut.Changes > 0 ? $", and {Number(result.LeftOut.Changes)} more" : "")}.\n");
        }

        rows.AddRange(result.Removed.Select(role => $"* Role {MarkdownCode.Span(role)} is taken away.\n"));
        return new ReportSection(1, rows.Count == 0 ? "" : "\n", rows, "", left => $"* and {Number(left)} more\n") { Most = MostOfEffects };
    }

    private static string Effect(ProjectResult project)
    {
        string name = $"Project {MarkdownCode.Span(project.Project)}";
        string owners = Names(project.Owners, MarkdownCode.Span);
        return project.Change switch
        {
            ProjectChange.New => $"* {name} begins; its owners: {owners}.\n",
            ProjectChange.Claimed => $"* {name} is claimed: administrators vouch for its owners, {owners}.\n",
            ProjectChange.Owners => $"* {name} gets other owners: {owners}.\n",
            _ => $"* {name} goes; its owners were {owners}.\n",
        };
    }

    private static string Effect(ReleaseResult release)
    {
        string name = $"Release {MarkdownCode.Span(release.Version)} of {MarkdownCode.Span(release.Project)}";
        string size = $"{Count(release.Files, "file")}, {ByteSize.Of(release.Length)}";
        string why = release.Reason is { } reason ? $": {MarkdownCode.Span(reason)}" : "";
        return release.Change switch
        {
            ReleaseChange.New => $"* {name} is new: {size}.\n",
            ReleaseChange.Grown => $"* {name} grows from {Number(release.FilesBefore)} to {size}.\n",
            ReleaseChange.Removed => $"* {name} is taken away, with {Count(release.FilesBefore, "file")}.\n",
            ReleaseChange.Yanked => $"* {name} is yanked{why}\n",
            ReleaseChange.Unyanked => $"* {name} is yanked no longer.\n",
            ReleaseChange.Deprecated => $"* {name} is deprecated{why}\n",
            ReleaseChange.Undeprecated => $"* {name} is deprecated no longer.\n",
            _ => $"* **{name} changes**: files that were released are other ones now, or gone.\n",
        };
    }

    private static ReportSection Problems(EventResult result)
    {
        List<string> rows = [.. result.Problems.Select(problem => Row(problem, "")), .. result.Roles.SelectMany(role => role.Problems.Select(problem => Row(problem, $" in {MarkdownCode.Span(role.Role)}")))];
        return new ReportSection(2, rows.Count == 0 ? "" : "\n### What is wrong\n\n", rows, "", left => $"* and {Count(left, "more problem", "more problems")}\n") { Besides = result.LeftOut.Problems };

        static string Row(VerdictProblem problem, string where) =>
            $"* **{problem.Code}**{where}: {MarkdownCode.Span(problem.Message)}\n  Fix: {MarkdownCode.Span(problem.Fix)}\n";
    }

    private static ReportSection Signatures(EventResult result)
    {
        IEnumerable<RoleResult> roles = result.Roles.Count > FewRows ? result.Roles.OrderBy(role => role.Verified) : result.Roles;
        string[] rows = [.. roles.SelectMany(Rows)];
        return new ReportSection(
            1,
            rows.Length == 0 ? "" : "\n### Signatures\n\n| Role | Version | Signatures | Signed | Missing | Verified |\n| --- | --- | --- | --- | --- | --- |\n",
            rows,
            "",
            left => $"| and {Number(left)} more | | | | | |\n")
        { Besides = result.LeftOut.Roles, Most = MostOfSignatures };

        static IEnumerable<string> Rows(RoleResult role)
        {
            string version = role.Version is not { } now ? "unreadable" : role.VersionBefore is not { } before ? $"{now}, new" : before == now ? $"{now}" : $"{before} → {now}";
            yield return Row(role, MarkdownCode.Cell(role.Role), version, role.Threshold, role.Signed, role.Missing);
            if (role.Previous is { } previous)
            {
                yield return Row(role, MarkdownCode.Cell(role.Role) + " as trusted before", version, previous.Threshold, previous.Signed, previous.Missing);
            }
        }

        static string Row(RoleResult role, string name, string version, long threshold, IReadOnlyList<string> signed, IReadOnlyList<string> missing) =>
            $"| {name} | {version} | {Number(signed.Count)} of {Number(threshold)} | {Names(signed, MarkdownCode.Cell)} | {Names(missing, MarkdownCode.Cell)} | {(role.Verified ? "yes" : "**no**")} |\n";
    }

    /// <summary>Who can do what now, with the command.</summary>
    private static ReportSection People(EventResult result, ReportLinks links)
    {
        HashSet<string> mentioned = [.. ReportMentions.Of(result, links)];
        string command = MarkdownCode.Span(FixCommand.For(FixCommand.Sign, result.Event));
        string[] rows = [.. WaitedFor.Of(result).Select(person =>
        {
            string name = mentioned.Contains(person.Name) ? person.Name : MarkdownCode.Span(person.Name);
            string invited = person.InvitedTo.Count > 0 ? $"is invited to sign {Names(person.InvitedTo, MarkdownCode.Span)}" : "";
            string signs = person.Signs.Count > 0 ? $"can sign {Names(person.Signs, MarkdownCode.Span)}" : "";
            return $"* {name} {invited}{(invited.Length > 0 && signs.Length > 0 ? ", and " : "")}{signs}: {command}\n";
        })];
        return new ReportSection(1, rows.Length == 0 ? "" : "\n### Who is waited for\n\n", rows, "", left => $"* and {Number(left)} more\n") { Besides = result.LeftOut.People, Most = MostOfPeople };
    }

    private static ReportSection Files(EventResult result)
    {
        ArtifactResult[] files = [.. result.Roles.SelectMany(role => role.Changes).OrderBy(Rank)];
        string[] rows = [.. files.Select(file =>
            $"| {MarkdownCode.Cell(file.Path)} | {(file.IsSameContent ? "described anew" : Word(file.Change))} | {Size(file)} | {((file.Sha256 ?? file.Sha256Before) is { } hash ? $"`{hash[..Sha256Digits]}`" : "")} |\n")];
        string head = "| File | Change | Size | SHA-256 |\n| --- | --- | --- | --- |\n";
        Func<long, string> more = left => $"| and {Number(left)} more | | | |\n";
        return (rows.Length > FewRows
            ? Collapsed(5, $"Files: {Number(files.Length + result.LeftOut.Changes)}", rows, more, head)
            : new ReportSection(5, rows.Length == 0 ? "" : $"\n### Files\n\n{head}", rows, "", more)) with
        { Besides = result.LeftOut.Changes };

        static int Rank(ArtifactResult file) => file.IsSameContent ? 3 : file.Change switch
        {
            GitChangeKind.Removed => 0,
            GitChangeKind.Modified => 1,
            _ => 2,
        };

        static string Size(ArtifactResult file) => file switch
        {
            { LengthBefore: { } before, Length: { } now } when before != now => $"{ByteSize.Of(before)} → {ByteSize.Of(now)}",
            _ => ByteSize.Of(file.Length ?? file.LengthBefore ?? 0),
        };
    }

    private static ReportSection Words(EventResult result)
    {
        List<string> rows = [];
        foreach (RoleResult role in result.Roles.Where(role => role.Words.Count > 0))
        {
            rows.Add($"# {MarkdownCode.Line(role.Role)}\n");
            rows.AddRange(role.Words.Select(said => $"{Mark(said.Kind)} {MarkdownCode.Line(said.Text)}\n"));
        }

        string fence = MarkdownCode.Fence(rows);
        return Collapsed(6, $"What else changes, in words: {Count(rows.Count(row => row[0] != '#') + result.LeftOut.Words, "line")}", rows, left => $"and {Number(left)} more\n", $"{fence}diff\n", $"{fence}\n")
            with
        { Besides = result.LeftOut.Words };

        static char Mark(ChangeKind kind) => kind switch
        {
            ChangeKind.Added => '+',
            ChangeKind.Removed => '-',
            ChangeKind.Warning => '!',
            _ => '~',
        };
    }

    private static ReportSection Collapsed(int rank, string title, IReadOnlyList<string> rows, Func<long, string> more, string head = "", string foot = "") => rows.Count == 0
        ? new ReportSection(rank, "", [], "", more)
        : new ReportSection(rank, $"\n<details><summary>{title}</summary>\n\n{head}", rows, $"{foot}\n</details>\n", more);

    private static string Names(IReadOnlyList<string> names, Func<string, string> show) =>
        string.Join(", ", names.Take(MaxNames).Select(show)) + (names.Count > MaxNames ? $" and {Number(names.Count - MaxNames)} more" : "");

    private static string Word(GitChangeKind change) => VerdictJson.Word(change);

    /// <summary>Where the forge shows the difference of the two commits.</summary>
    private static string? Compare(EventResult result, ReportLinks links) =>
        links.Repository is { IsAbsoluteUri: true } page && page.Scheme == Uri.UriSchemeHttps && result.Base is { } known
            ? $"{page.GetLeftPart(UriPartial.Path).TrimEnd('/').Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)}/compare/{known.Value}...{result.Head.Value}"
            : null;
}
