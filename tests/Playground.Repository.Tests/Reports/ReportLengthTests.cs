using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Repository.Reports;
using Playground.Repository.Tests.Events;

namespace Playground.Repository.Tests.Reports;

/// <summary>A report is never longer than a comment may be, and what is wrong and who signs is in it however large the change.</summary>
public sealed class ReportLengthTests
{
    [Fact]
    public void Of_10_000_files_whole_rows_are_shown_the_most_important_first_and_the_rest_is_counted()
    {
        string report = ReportMarkdown.Write(Large(10_000), ReportLinks.None);

        Assert.InRange(report.Length, 60_000, ReportMarkdown.MaxLength);
        string[] rows = [.. report.Split('\n').Where(line => line.StartsWith("| `alpha/", StringComparison.Ordinal))];
        Assert.All(rows, row => Assert.EndsWith(" |", row, StringComparison.Ordinal));
        Assert.Contains(" | removed | ", rows[0], StringComparison.Ordinal);
        Assert.Contains(" | modified | ", rows[1], StringComparison.Ordinal);
        Assert.Contains($"| and {10_000 - rows.Length:N0} more | | | |\n", report, StringComparison.Ordinal);
        Assert.Contains("**PG1128** in `alpha`", report, StringComparison.Ordinal);
        Assert.Contains("| `alpha` | 2, new | 0 of 1 |  | `@carol` | **no** |", report, StringComparison.Ordinal);
        Assert.Contains("* `@carol` can sign `alpha`: `playground sign sign/test`", report, StringComparison.Ordinal);
        Assert.Contains("```mermaid", report, StringComparison.Ordinal);
        Assert.EndsWith("UTC\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_and_signatures_are_cut_last_and_counted_too()
    {
        string text = new('x', 3000);
        EventResult large = Large(10);
        EventResult result = large with
        {
            Problems = [.. Enumerable.Repeat(new VerdictProblem("PG1101", text, text), 5000)],
            Roles = [.. Enumerable.Range(0, 3000).Select(i => large.Roles[0] with { Role = $"{text}{i}", Missing = [.. Enumerable.Repeat(text, 900)], Problems = [] })],
        };

        string report = ReportMarkdown.Write(result, ReportLinks.None);

        Assert.InRange(report.Length, 60_000, ReportMarkdown.MaxLength);
        int shown = report.Split('\n').Count(line => line.StartsWith("* **PG1101**", StringComparison.Ordinal));
        Assert.Contains($"* and {5000 - shown:N0} more problems\n", report, StringComparison.Ordinal);
        Assert.StartsWith("## `sign/test`: not verified, 5,000 problems\n", report, StringComparison.Ordinal);
        Assert.Contains("### Signatures", report, StringComparison.Ordinal);
        Assert.Contains("### Who is waited for", report, StringComparison.Ordinal);
        ReportInertnessTests.RequireInert(ReportMarkdown.Write(result, new ReportLinks { Repository = new Uri("https://forge.example/owner/name") }));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(999_949, "999.9 kB")]
    [InlineData(999_950, "1.0 MB")]
    [InlineData(104_857_600, "104.9 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Lengths_are_told_in_three_digits(long bytes, string shown) => Assert.Equal(shown, ByteSize.Of(bytes));

    private static EventResult Large(int files) => new()
    {
        Format = EventResult.KnownFormat,
        Event = "sign/test",
        Base = CommitId.Parse(new string('a', 40)),
        Head = CommitId.Parse(new string('b', 40)),
        Judged = TestEvents.Time,
        Verified = false,
        Roles =
        [
            new RoleResult
            {
                Role = "alpha",
                Version = 2,
                Verified = false,
                Threshold = 1,
                Signed = [],
                Missing = ["@carol"],
                Invites = [],
                Changes = [.. Enumerable.Range(0, files).Select(i => new ArtifactResult
                {
                    Path = $"alpha/file-{i:00000}.txt",
                    Change = i == files - 1 ? GitChangeKind.Removed : i == files - 2 ? GitChangeKind.Modified : GitChangeKind.Added,
                    Length = i == files - 1 ? null : 10,
                    Sha256 = new string('0', 64),
                    LengthBefore = i < files - 2 ? null : 7,
                })],
                Problems = [new VerdictProblem("PG1128", "a", "b")],
                Words = [],
            },
        ],
        Problems = [],
        Removed = [],
        Invitations = [],
        Known = [],
        Projects = [],
        Releases = [],
        Delegations = [new DelegationResult("root", "targets", 1, 1, RoleState.Same), new DelegationResult("targets", "alpha", 1, 1, RoleState.New)],
        LeftOut = new LeftOut { Roles = 0, People = 0, Problems = 0, Changes = 0, Words = 0, Delegations = 0 },
    };
}
