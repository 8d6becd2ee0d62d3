using Playground.Repository.Reports;

namespace Playground.Repository.Tests.Reports;

/// <summary>What people read of an event.</summary>
public sealed class ReportMarkdownTests
{
    [Fact]
    public async Task A_report_tells_what_changes_what_is_wrong_and_who_is_waited_for()
    {
        EventResult result = await EventResultTests.BusyAsync();

        ApprovedText.Verify(ReportMarkdown.Write(result, ReportLinks.None)
            .Replace($"{result.Base!.Value.Short}..{result.Head.Short}", "BASE..HEAD", StringComparison.Ordinal));
    }
}
