using System.Globalization;
using System.Text;

namespace Playground.Repository.Events;

/// <summary>
/// A verdict for people, in Markdown, for a pull request's comment or a step's summary. Whatever came from the proposal stands in code spans
/// (<see cref="MarkdownCode"/>), so that it mentions nobody, links nowhere and adds no markup. Of a long one, a note says what was left out.
/// </summary>
public static class VerdictReport
{
    /// <summary>The longest report, in UTF-16 characters: what a comment may hold.</summary>
    public const int MaxLength = 65_536;

    private const int NoteLength = 300;
    private const int MaxNames = 20;

    /// <summary>Writes a verdict.</summary>
    public static string Write(EventVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var text = new StringBuilder();
        text.Append($"## {MarkdownCode.Span(verdict.Event)}: {(verdict.IsVerified ? "verified" : "not verified")}\n\n");
        if (verdict.Roles.Count == 0 && verdict.Problems.Count == 0 && verdict.RemovedRoles.Count == 0)
        {
            text.Append("Nothing here needs a signature.\n");
        }

        int left = 0;
        foreach (string part in Parts(verdict))
        {
            bool fits = left == 0 && text.Length + part.Length <= MaxLength - NoteLength;
            text.Append(fits ? part : "");
            left += fits ? 0 : 1;
        }

        if (left > 0)
        {
            text.Append($"\n**{left} more lines were left out.** All of it: {MarkdownCode.Span("playground-ci status --output json")}\n");
        }

        string range = verdict.Base is { } known ? $"{known.Short}..{verdict.Head.Short}" : verdict.Head.Short;
        return text.Append($"\nJudged: {MarkdownCode.Span(range)}\n").ToString();
    }

    private static IEnumerable<string> Parts(EventVerdict verdict)
    {
        if (verdict.Roles.Count > 0)
        {
            yield return "| Role | Version | Signatures | Signed | Missing | Verified |\n| --- | --- | --- | --- | --- | --- |\n";
        }

        foreach (string row in verdict.Roles.SelectMany(Rows))
        {
            yield return row;
        }

        foreach (string line in Problems(verdict.Problems, "\n### The event\n\n"))
        {
            yield return line;
        }

        foreach (RoleVerdict role in verdict.Roles)
        {
            string heading = $"\n### {MarkdownCode.Span(role.Role.Value)}\n\n";
            foreach (string line in Details(role))
            {
                yield return heading + line;
                heading = "";
            }
        }

        if (verdict.RemovedRoles.Count > 0)
        {
            yield return "\n### Roles taken away\n\n";
        }

        foreach (string line in verdict.RemovedRoles.Select(role => $"* {MarkdownCode.Span(role.Value)}\n"))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Rows(RoleVerdict role)
    {
        yield return Row(role, MarkdownCode.Cell(role.Role.Value), role.Signatures);
        if (role.Previous is { } previous)
        {
            yield return Row(role, MarkdownCode.Cell(role.Role.Value) + " as trusted before", previous);
        }
    }

    private static string Row(RoleVerdict role, string name, SignatureCount signatures)
    {
        string version = role.Version?.ToString(CultureInfo.InvariantCulture) ?? "unreadable";
        return $"| {name} | {version} | {signatures.Signed.Count} of {signatures.Threshold} "
            + $"| {Names(signatures.Signed)} | {Names(signatures.Missing)} | {(role.IsVerified ? "yes" : "**no**")} |\n";
    }

    private static string Names(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MaxNames).Select(MarkdownCode.Cell)) + (names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "");

    private static IEnumerable<string> Details(RoleVerdict role)
    {
        foreach (string line in Problems(role.Problems, ""))
        {
            yield return line;
        }

        foreach (Signer invited in role.Invites)
        {
            yield return $"* {MarkdownCode.Span(invited.Name)} is invited and has not accepted yet\n";
        }

        foreach (TargetChange change in role.Changes)
        {
            yield return $"* {VerdictJson.Word(change.Change)} {MarkdownCode.Span(change.Path.Value)}\n";
        }
    }

    private static IEnumerable<string> Problems(IReadOnlyList<VerdictProblem> problems, string heading)
    {
        foreach (VerdictProblem problem in problems)
        {
            yield return $"{heading}* **{problem.Code}** {MarkdownCode.Span(problem.Message)}\n  Fix: {MarkdownCode.Span(problem.Fix)}\n";
            heading = "";
        }
    }
}
