using System.Text;
using System.Text.RegularExpressions;
using Playground.Repository.Editing;
using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Reports;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Reports;

/// <summary>Nothing that a proposal holds does anything in a report: a real parser of Markdown finds no link, HTML or mention in it.</summary>
public sealed partial class ReportInertnessTests
{
    private static readonly ReportLinks Everything =
        new() { Repository = new Uri("https://forge.example/owner/name"), Mentioned = new HashSet<string>(StringComparer.Ordinal), MentionsNewcomers = true };

    public static TheoryData<string> Hostile => [.. HostileText.All];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_is_inert_wherever_it_stands(string evil)
    {
        string markdown = ReportMarkdown.Write(FullOf(evil), Everything);

        RequireInert(markdown);
        Assert.Matches("evil|everyone", markdown);
    }

    [Fact]
    public void All_hostile_texts_together_are_inert()
    {
        EventResult[] each = [.. HostileText.All.Select(FullOf)];
        EventResult all = each[0] with
        {
            Roles = [.. each.SelectMany(result => result.Roles)],
            Problems = [.. each.SelectMany(result => result.Problems)],
            Removed = [.. each.SelectMany(result => result.Removed)],
            Projects = [.. each.SelectMany(result => result.Projects)],
            Releases = [.. each.SelectMany(result => result.Releases)],
            Delegations = [.. each.SelectMany(result => result.Delegations)],
        };

        RequireInert(ReportMarkdown.Write(all, Everything));
    }

    [Fact]
    public async Task A_hostile_proposal_in_git_gives_an_inert_report()
    {
        await using TestEvents events = TestEvents.Healthy();
        foreach (string evil in HostileText.All)
        {
            string name = string.Concat(evil.Replace('\0', '0').Split('/', StringSplitOptions.RemoveEmptyEntries)).Trim();
            string path = "alpha/" + (name.Length > 120 ? name[..120] : name);
            events.Put("targets/" + Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(path)), TestFile.Of(path));
            if (TargetPath.TryParse(path, out TargetPath listed))
            {
                events.Edit("alpha", targets => targets with
                {
                    Version = 2,
                    Files = targets.Files.With(listed, TestEvents.Describe(path)),
                    UnknownFields = targets.UnknownFields.With("x-" + name.Replace('\ud800', '?').Replace('\udfff', '?'), "evil " + name.Replace('\ud800', '?').Replace('\udfff', '?')),
                });
            }
        }

        SigningEvent change = await events.ReadAsync();
        EventVerdict verdict = Judge.Verdict(change, HostileText.All[0]);
        EventResult result = EventResult.Parse(EventResult.Of(change, verdict).ToBytes());

        Assert.Contains(result.Roles.SelectMany(role => role.Changes), file => file.Path.Contains("##[error]", StringComparison.Ordinal));
        string report = ReportMarkdown.Write(result, Everything);
        RequireInert(report);
        Assert.Contains("evil", report, StringComparison.Ordinal);
        RequireInertLog(VerdictJson.Write(verdict));
        RequireInertLog(ChangeDescription.Of(change).ToString());
    }

    [Fact]
    public void People_are_mentioned_once_and_strangers_not_at_all()
    {
        EventResult result = Waiting(["@alice", "@bob", "@some.body", "0123456789abcdef"], known: ["@alice", "@bob", "@some.body"], invited: "@mallory");
        ReportLinks links = new() { Mentioned = new HashSet<string>(StringComparer.Ordinal) { "@bob" } };

        Assert.Equal(["@alice"], Mentions(ReportMarkdown.Write(result, links)));
        Assert.Equal(["@alice"], ReportMentions.Of(result, links));
        Assert.Equal([], Mentions(ReportMarkdown.Write(result, ReportLinks.None)));
        Assert.Equal(["@alice", "@mallory"], Mentions(ReportMarkdown.Write(result, links with { MentionsNewcomers = true })).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_report_remembers_whom_it_mentioned_and_strangers_text_cannot()
    {
        string comment = "<!-- something else -->\n" + ReportMentions.Marker(["@bob", "@alice", "@some.body", "0123", "--> @x"]) + "\n" + ReportMarkdown.Write(FullOf(HostileText.All[14]), ReportLinks.None);

        Assert.Equal(["@alice", "@bob"], ReportMentions.Read(comment).Order(StringComparer.Ordinal));
        Assert.Empty(ReportMentions.Read(ReportMarkdown.Write(FullOf(HostileText.All[14]), ReportLinks.None)));
    }

    [Theory]
    [InlineData("http://forge.example/owner/name")]
    [InlineData("javascript:alert(1)")]
    public void Only_https_is_linked_to(string page) =>
        Assert.Empty(new RenderedReport(ReportMarkdown.Write(FullOf("evil"), new ReportLinks { Repository = new Uri(page) })).Links);

    internal static void RequireInert(string markdown)
    {
        var report = new RenderedReport(markdown);
        Assert.InRange(markdown.Length, 1, 65_536);
        Assert.All(report.Texts, text => Assert.DoesNotMatch("evil|everyone|@|http|www|\\$\\{", text.Replace("@carol is invited", "", StringComparison.Ordinal)));
        Assert.Matches(Compare(), Assert.Single(report.Links));
        Assert.All(report.Html, html => Assert.Matches(OurHtml(), html.Trim()));
        Assert.All(report.Fences, fence => Assert.Contains(fence.Info, new[] { "diff", "mermaid" }));
        Assert.All(report.Fences.Where(fence => fence.Info == "mermaid"), fence => Assert.All(fence.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(OurDrawing(), line.TrimEnd('\r'))));
        Assert.Empty(report.OtherMarkup);
        Assert.All(report.Cells, cells => Assert.True(cells is 4 or 6));
        Assert.All(report.Headings, level => Assert.True(level is "2" or "3"));
        RequireInertLog(markdown);
    }

    /// <summary>What a runner looks for in what a step prints: commands at the beginning of a line, old ones anywhere.</summary>
    private static void RequireInertLog(string text)
    {
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line));
        Assert.DoesNotContain(text, c => c != '\n' && (char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.PrivateUse));
    }

    private static IEnumerable<string> Mentions(string markdown) =>
        new RenderedReport(markdown).Texts.SelectMany(text => Mention().Matches(text)).Select(mention => mention.Value);

    private static EventResult Waiting(string[] missing, string[] known, string invited) => FullOf("x") with
    {
        Roles = [FullOf("x").Roles[0] with { Missing = missing, Signed = [], Threshold = 1, Previous = null }],
        Known = known,
        Invitations = [new InvitationResult(invited, ["root"])],
    };

    private static EventResult FullOf(string evil)
    {
        VerdictProblem[] problems = [new("PG1101", evil, evil)];
        return new EventResult
        {
            Format = EventResult.KnownFormat,
            Event = evil,
            Base = CommitId.Parse(new string('a', 40)),
            Head = CommitId.Parse(new string('b', 40)),
            Judged = TestEvents.Time,
            Verified = false,
            Roles =
            [
                new RoleResult
                {
                    Role = evil,
                    Version = 2,
                    VersionBefore = 1,
                    Verified = false,
                    Threshold = 2,
                    Signed = [evil],
                    Missing = [evil + "?"],
                    Previous = new SignatureResult { Threshold = 1, Signed = [], Missing = [evil] },
                    Invites = [evil],
                    Changes = [.. Enum.GetValues<GitChangeKind>().Select(kind => new ArtifactResult
                    {
                        Path = evil,
                        Change = kind,
                        Length = kind == GitChangeKind.Removed ? null : 10,
                        LengthBefore = kind == GitChangeKind.Added ? null : 9,
                    })],
                    Problems = problems,
                    Words = [.. Enum.GetValues<ChangeKind>().Where(kind => kind != ChangeKind.Heading).Select(kind => new ChangeWords(kind, evil))],
                },
            ],
            Problems = problems,
            Removed = [evil],
            Invitations = [new InvitationResult("@carol", [evil])],
            Known = [evil],
            Projects = [.. Enum.GetValues<ProjectChange>().Select(change => new ProjectResult(evil, change, [evil]))],
            Releases = [.. Enum.GetValues<ReleaseChange>().Select(change => new ReleaseResult { Project = evil, Version = evil, Change = change, Files = 1, FilesBefore = 1, Length = 1, Reason = evil })],
            Delegations = [new DelegationResult("root", evil, 1, 2, RoleState.New), new DelegationResult(evil, evil + "?", 1, 2, RoleState.Removed)],
            LeftOut = new LeftOut { Roles = 1, People = 1, Problems = 1, Changes = 1, Words = 1, Delegations = 1 },
        };
    }

    [GeneratedRegex(@"^(<details><summary>[A-Za-z0-9,: ]+</summary>|</details>)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurHtml();

    [GeneratedRegex("^(flowchart TD|  r[0-9]+\\[\"[A-Za-z0-9._~?-]+(<br/>[0-9]+ of [0-9]+)?\"\\]|  r[0-9]+ --> r[0-9]+|  classDef [a-z]+Role [a-z0-9:#, -]+|  class [r0-9,]+ [a-z]+Role)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurDrawing();

    [GeneratedRegex("^https://forge[.]example/owner/name/compare/[0-9a-f]{40}[.]{3}[0-9a-f]{40}$", RegexOptions.None, 1000)]
    private static partial Regex Compare();

    [GeneratedRegex("@[A-Za-z0-9-]+", RegexOptions.None, 1000)]
    private static partial Regex Mention();
}
