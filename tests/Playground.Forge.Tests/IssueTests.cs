using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>The issue of a failing workflow.</summary>
public sealed class IssueTests : ForgeTest
{
    private static WorkflowFailure Run(int number, string workflow = "online-sign") => new(workflow, new Uri($"https://github.com/alice/community/actions/runs/{number}"));

    [Fact]
    public async Task It_is_opened_commented_on_and_closed()
    {
        long number = await Forge.ReportFailureAsync(Run(1), Stop);
        Assert.Equal(number, await Forge.ReportFailureAsync(Run(1), Stop));
        Assert.Empty(GitHub.Comments);

        Assert.Equal(number, await Forge.ReportFailureAsync(Run(2), Stop));
        Assert.Contains("runs/2", Assert.Single(GitHub.Comments).Text, StringComparison.Ordinal);

        Assert.Equal(number, await Forge.ResolveFailureAsync(Run(3), Stop));
        Assert.False(Assert.Single(GitHub.Issues).IsOpen);
        Assert.Null(await Forge.ResolveFailureAsync(Run(4), Stop));
    }

    [Fact]
    public async Task Each_workflow_has_its_own_and_what_failed_anew_gets_a_new_one()
    {
        long first = await Forge.ReportFailureAsync(Run(1), Stop);
        long other = await Forge.ReportFailureAsync(Run(2, "publish"), Stop);
        await Forge.ResolveFailureAsync(Run(3), Stop);
        long second = await Forge.ReportFailureAsync(Run(4), Stop);

        Assert.Equal(3, new HashSet<long> { first, other, second }.Count);
        Assert.Equal([false, true, true], GitHub.Issues.Select(issue => issue.IsOpen));
    }

    [Fact]
    public async Task An_issue_that_a_stranger_opened_with_the_marker_is_not_taken_for_it()
    {
        GitHub.Issues.Add(new StandInIssue { Number = 1, Title = "x", Body = "<!-- playground workflow online-sign -->" });

        Assert.Equal(2, await Forge.ReportFailureAsync(Run(1), Stop));
    }

    [Fact]
    public async Task It_is_found_on_a_later_page_by_the_link_header()
    {
        GitHub.LongestPage = 2;
        for (int at = 0; at < 5; at++)
        {
            await Forge.ReportFailureAsync(Run(at, $"workflow-{at}"), Stop);
        }

        GitHub.ClearLog();
        Assert.Equal(5, await Forge.ReportFailureAsync(Run(4, "workflow-4"), Stop));
        Assert.Equal(3, GitHub.Log.Count);
    }

    [Fact]
    public async Task A_notice_is_opened_edited_and_closed_when_there_is_nothing_to_say()
    {
        const string Mark = "<!-- playground health -->";
        Assert.Null(await Forge.PutIssueAsync(Mark, "Expiry", null, Stop));
        Assert.Equal(1, await Forge.PutIssueAsync(Mark, "Expiry", "root: 10 days", Stop));
        Assert.Equal(1, await Forge.PutIssueAsync(Mark, "Expiry", "root: 9 days", Stop));
        int before = GitHub.Log.Count;
        Assert.Equal(1, await Forge.PutIssueAsync(Mark, "Expiry", "root: 9 days", Stop));

        Assert.Equal(before + 1, GitHub.Log.Count);
        Assert.StartsWith("root: 9 days", GitHub.Issues[0].Body, StringComparison.Ordinal);
        await Forge.PutIssueAsync(Mark, "Expiry", null, Stop);
        Assert.False(GitHub.Issues[0].IsOpen);
    }

    [Fact]
    public Task A_name_that_would_break_out_of_the_marker_is_none() =>
        Assert.ThrowsAsync<ArgumentException>(() => Forge.ReportFailureAsync(Run(1, "x --> @everyone"), Stop));
}
