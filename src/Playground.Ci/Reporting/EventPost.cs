using System.Text.RegularExpressions;
using Playground.Forge;
using Playground.Repository.Git;
using Playground.Repository.Reports;
using Playground.Tuf.Model;

namespace Playground.Ci.Reporting;

/// <summary>What a result says, as it is posted: one comment kept up to date, a label, a check on the very commit, draft or not.</summary>
internal static partial class EventPost
{
    /// <summary>The name of the check: what a rule for main may require.</summary>
    private const string CheckName = "verdict";

    private const string Marker = "<!-- playground event -->";
    private const string Missing = "signatures missing";
    private const string Ready = "ready to merge";
    private const string Broken = "needs repair";

    private static readonly HashSet<string> Labels = new([Missing, Ready, Broken], StringComparer.OrdinalIgnoreCase);

    /// <summary>For an event of the repository itself: whoever can push there, may have people called, and gets a pull request.</summary>
    internal static StatusPost OfOwn(EventResult result, HeadBranch head, BranchName main, Uri? page, bool jobFailed) => Of(result, head, page, isOwn: true, jobFailed) with
    {
        IsDraft = !result.Verified || jobFailed,
        Open = new NewPullRequest(
            head, main.Value, $"Signing event {head.Branch}", $"What {MarkdownCode.Span(head.Branch)} proposes, and who signs it, is told below. It leaves draft when it is verified.\n"),
    };

    /// <summary>For a proposal from a fork: a stranger's, which calls only people who sign already.</summary>
    internal static StatusPost OfFork(EventResult result, HeadBranch head, Uri? page, bool jobFailed) => Of(result, head, page, isOwn: false, jobFailed);

    /// <summary>For a proposal from a fork whose run proves nothing.</summary>
    internal static StatusPost Unjudged(HeadBranch head, string commit)
    {
        const string Text = $"This proposal has other workflows or actions than main ({CiProblemCodes.OwnWorkflows}). What its run said of it was not used. Bring it up to date with main, and propose changes of `.github` in a pull request of their own.";
        return new StatusPost
        {
            Head = head,
            Commit = commit,
            Marker = Marker,
            Comment = _ => $"## Not judged\n\n{Text}\n\n{Marker}\n",
            Check = new CheckReport { Name = CheckName, Commit = commit, Conclusion = CheckConclusion.Failure, Title = "Not judged", Summary = Text },
            Labels = new HashSet<string>([Broken], StringComparer.OrdinalIgnoreCase),
            ManagedLabels = Labels,
        };
    }

    private static StatusPost Of(EventResult result, HeadBranch head, Uri? page, bool isOwn, bool jobFailed)
    {
        // Something else than the verdict went wrong, such as fetching what lies elsewhere: then what was judged does not count for yes.
        string warning = result.Verified && jobFailed ? "**The job that judged this failed, so it does not count as verified.** Its log says why.\n\n" : "";
        int problems = result.Problems.Count + result.Roles.Sum(role => role.Problems.Count);
        (CheckConclusion conclusion, string label, string title) = result switch
        {
            { Verified: true } when jobFailed => (CheckConclusion.Failure, Broken, "The job that judges failed"),
            { Verified: true } => (CheckConclusion.Success, Ready, "Verified"),
            _ when problems > 0 => (CheckConclusion.Failure, Broken, problems == 1 ? "1 problem" : $"{problems} problems"),
            { Invitations.Count: > 0 } => (CheckConclusion.ActionRequired, Missing, "Waits for people who are invited"),
            _ => (CheckConclusion.ActionRequired, Missing, "Waits for signatures"),
        };
        return new StatusPost
        {
            Head = head,
            Commit = result.Head.Value,
            Marker = Marker,
            Comment = existing => Comment(result, page, existing, isOwn, warning),
            Check = new CheckReport
            {
                Name = CheckName,
                Commit = result.Head.Value,
                Conclusion = conclusion,
                Title = title,
                Summary = warning + Judged().Replace(ReportMarkdown.Write(result, new ReportLinks { Repository = page }), "${judged}"),
                Annotations = [.. Notes(result)],
            },
            Labels = new HashSet<string>([label], StringComparer.OrdinalIgnoreCase),
            ManagedLabels = Labels,
        };
    }

    /// <summary>The comment. Where nothing but the time would be different from the one that is there, it stays.</summary>
    private static string Comment(EventResult result, Uri? page, string? existing, bool isOwn, string warning)
    {
        IReadOnlySet<string> remembered = existing is null ? new HashSet<string>(StringComparer.Ordinal) : ReportMentions.Read(existing);
        string now = Write(remembered);
        foreach (string same in existing is null ? [] : (string[])[now, Write(new HashSet<string>(StringComparer.Ordinal))])
        {
            if (Timeless(same) == Timeless(existing!))
            {
                return existing!;
            }
        }

        return now;

        string Write(IReadOnlySet<string> mentioned)
        {
            var links = new ReportLinks { Repository = page, Mentioned = mentioned, MentionsNewcomers = isOwn };
            IEnumerable<string> people = remembered.Union(ReportMentions.Of(result, links));
            return $"{warning}{ReportMarkdown.Write(result, links).TrimEnd()}\n\n{ReportMentions.Marker(people)}\n{Marker}\n";
        }
    }

    private static string Timeless(string comment) => Judged().Replace(comment.ReplaceLineEndings("\n").TrimEnd(), "${judged}");

    private static IEnumerable<CheckAnnotation> Notes(EventResult result) =>
        from role in result.Roles
        where RoleName.TryParse(role.Role, out _)
        from problem in role.Problems
        select new CheckAnnotation(Repository.Layout.FileOf(RoleName.Parse(role.Role)).Value, $"{problem.Message}\nFix: {problem.Fix}", problem.Code);

    [GeneratedRegex(@"^(?<judged>Judged: \S+) at \d{4}-\d\d-\d\d \d\d:\d\d UTC$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Judged();
}
