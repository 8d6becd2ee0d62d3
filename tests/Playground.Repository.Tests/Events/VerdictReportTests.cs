using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Events;

public sealed class VerdictReportTests
{
    private static readonly CommitId Head = CommitId.Parse(new string('a', 40));

    [Fact]
    public async Task A_report_is_a_table_of_roles_and_what_is_to_be_known_of_each()
    {
        await using TestEvents events = TestEvents.Healthy()
            .EditRootRole("root", root => root with { KeyIds = [TestPerson.Alice.KeyId, TestPerson.Carol.KeyId] }, TestPerson.Carol)
            .Unsign<Root>("root", TestPerson.Carol, TestPerson.Bob)
            .Invite("frank", "alpha").Add("alpha/two.txt").List("alpha", "alpha/two.txt").Add("new.txt");
        EventVerdict verdict = await events.JudgeAsync();
        Assert.Equal(
            $"""
            ## `sign/test`: not verified

            | Role | Version | Signatures | Signed | Missing | Verified |
            | --- | --- | --- | --- | --- | --- |
            | `root` | 2 | 1 of 2 | `@alice` | `@carol` | **no** |
            | `root` as trusted before | 2 | 1 of 2 | `@alice` | `@bob` | **no** |
            | `targets` | 1 | 2 of 2 | `@alice`, `@bob` |  | **no** |
            | `alpha` | 2 | 1 of 1 | `@carol` |  | yes |

            ### `targets`

            * **PG1128** `'new.txt' is there, and 'targets' does not list it.`
              Fix: `playground-ci update-targets`
            * `@frank` is invited and has not accepted yet

            ### `alpha`

            * added `alpha/two.txt`

            Judged: `{verdict.Base!.Value.Short}..{verdict.Head.Short}`

            """,
            VerdictReport.Write(verdict));
    }

    [Theory]
    [InlineData("@everyone #1 https://example.org")]
    [InlineData("<script>alert(1)</script> &amp; ![x](https://example.org/x.png)")]
    [InlineData("`@everyone`")]
    [InlineData("``` @everyone `` ` @everyone")]
    [InlineData("`")]
    [InlineData("a | b \\| c \\")]
    [InlineData("line\nbreak\r\n# heading\u2028\u202e")]
    [InlineData(" ")]
    public void Nothing_of_the_proposal_is_markup(string hostile)
    {
        var problem = new VerdictProblem("PG1101", hostile, hostile);
        var role = new RoleVerdict
        {
            Role = RoleName.Parse("x" + hostile.Replace('\n', ' ').Replace('\r', ' ')),
            Version = 1,
            Signatures = new SignatureCount(1, [hostile], [hostile]),
            Invites = [],
            Changes = [],
            Problems = [problem],
        };
        string report = VerdictReport.Write(Verdict([role], [problem]));
        foreach (string line in report.Split('\n'))
        {
            string outside = OutsideOfCode(line);
            Assert.DoesNotContain("@", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("http", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("<", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("everyone", outside, StringComparison.Ordinal);
            Assert.True(!line.StartsWith('|') || line.Count(c => c == '|') == 7, line);
            Assert.DoesNotContain('\u202e', line);
            Assert.DoesNotContain('\u2028', line);
        }

        Assert.Equal(2, report.Split('\n').Count(line => line.StartsWith("* **PG1101**", StringComparison.Ordinal)));
        Assert.DoesNotContain("\n# ", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_would_be_too_long_says_what_was_left_out()
    {
        TargetChange[] changes = [.. Enumerable.Range(0, 10_000).Select(i => new TargetChange(TargetPath.Parse($"alpha/file-{i:00000}.txt"), GitChangeKind.Added))];
        var role = new RoleVerdict
        {
            Role = RoleName.Parse("alpha"),
            Version = 1,
            Signatures = new SignatureCount(1, ["@alice"], []),
            Invites = [],
            Changes = changes,
            Problems = [],
        };
        string report = VerdictReport.Write(Verdict([role], []));
        Assert.InRange(report.Length, VerdictReport.MaxLength - 500, VerdictReport.MaxLength);
        int shown = report.Split('\n').Count(line => line.StartsWith("* added", StringComparison.Ordinal));
        Assert.Contains($"**{10_000 - shown} more lines were left out.**", report, StringComparison.Ordinal);
        Assert.EndsWith("Judged: `aaaaaaaaaa`\n", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_lengths_do_not_make_it_longer()
    {
        string name = new('x', 5000);
        RoleVerdict[] roles =
        [
            .. Enumerable.Range(0, 300).Select(i => new RoleVerdict
            {
                Role = RoleName.Parse($"{new string('r', 1000)}{i}"),
                Version = 1,
                Signatures = new SignatureCount(1, [name, name], [.. Enumerable.Repeat(name, 100)]),
                Invites = [],
                Changes = [],
                Problems = [new VerdictProblem("PG1101", name, name)],
            }),
        ];
        Assert.InRange(VerdictReport.Write(Verdict(roles, [])).Length, 1000, VerdictReport.MaxLength);
    }

    [Fact]
    public async Task An_event_without_changes_says_so()
    {
        await using TestEvents events = TestEvents.Healthy();
        Assert.Contains("Nothing here needs a signature.", VerdictReport.Write(await events.JudgeAsync()), StringComparison.Ordinal);
    }

    private static EventVerdict Verdict(IReadOnlyList<RoleVerdict> roles, IReadOnlyList<VerdictProblem> problems) =>
        new() { Event = "sign/test", Base = null, Head = Head, Roles = roles, Problems = problems };

    /// <summary>A line without its code spans: a row of backticks opens one, and the next row of the same length closes it (CommonMark 6.1).</summary>
    private static string OutsideOfCode(string line)
    {
        string outside = "";
        for (int i = 0; i < line.Length;)
        {
            if (line[i] != '`')
            {
                outside += line[i++];
                continue;
            }

            int length = line.Skip(i).TakeWhile(c => c == '`').Count();
            int end = i + length;
            while (end < line.Length)
            {
                int row = line.Skip(end).TakeWhile(c => c == '`').Count();
                if (row == length)
                {
                    break;
                }

                end += Math.Max(row, 1);
            }

            Assert.True(end < line.Length, $"A code span is open: {line}");
            i = end + length;
        }

        return outside;
    }
}
