using Xunit;

namespace Playground.Forge.Tests;

/// <summary>Checks of commits.</summary>
public sealed class CheckTests : ForgeTest
{
    private static readonly CheckReport Report = new() { Name = "signing-event", Commit = Commit, Conclusion = CheckConclusion.Success, Title = "Verified", Summary = "All signed." };

    [Fact]
    public async Task It_is_written_once_for_what_it_says()
    {
        Assert.True(await Forge.PutCheckAsync(Report, Stop));
        Assert.False(await Forge.PutCheckAsync(Report, Stop));

        Assert.Equal(("success", Commit, "Verified"), (Assert.Single(GitHub.Checks).Conclusion, GitHub.Checks[0].Commit, GitHub.Checks[0].Title));
        Assert.Equal(3, Forge.Requests);
    }

    [Theory]
    [InlineData(CheckConclusion.Failure, "failure")]
    [InlineData(CheckConclusion.ActionRequired, "action_required")]
    [InlineData(CheckConclusion.Neutral, "neutral")]
    public async Task What_it_says_now_is_a_run_of_its_own(CheckConclusion conclusion, string word)
    {
        await Forge.PutCheckAsync(Report, Stop);

        Assert.True(await Forge.PutCheckAsync(Report with { Conclusion = conclusion }, Stop));

        Assert.Equal(["success", word], GitHub.Checks.Select(check => check.Conclusion));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(50, 2)]
    [InlineData(51, 3)]
    [InlineData(120, 4)]
    [InlineData(1000, 4)]
    public async Task Annotations_go_fifty_at_a_time(int notes, int requests)
    {
        CheckReport report = Report with { Annotations = [.. Enumerable.Range(0, notes).Select(at => new CheckAnnotation($"targets/{at}.txt", "It is not listed.", "PG1128"))] };

        Assert.True(await Forge.PutCheckAsync(report, Stop));
        Assert.Equal(requests, Forge.Requests);
        Assert.Equal(Math.Min(notes, 150), Assert.Single(GitHub.Checks).Annotations.Count);
        Assert.False(await Forge.PutCheckAsync(report, Stop));
    }

    [Fact]
    public async Task Annotations_that_are_missing_are_made_up_for()
    {
        CheckReport report = Report with { Annotations = [.. Enumerable.Range(0, 120).Select(at => new CheckAnnotation($"{at}", "It is not listed."))] };
        GitHub.Fault = (number, _) => number >= 3 ? new(Testing.HttpFault.Status(500)) : null;
        await RefusedAsync(ForgeProblemCodes.MayBeThere, () => Forge.PutCheckAsync(report, Stop));
        Assert.Equal(50, GitHub.Checks[0].Annotations.Count);
        GitHub.Fault = (_, _) => null;

        Assert.True(await Forge.PutCheckAsync(report, Stop));

        Assert.Equal(Enumerable.Range(0, 120).Select(at => $"{at}"), Assert.Single(GitHub.Checks).Annotations.Select(note => note["path"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_summary_is_cut_to_what_github_takes()
    {
        await Forge.PutCheckAsync(Report with { Summary = new string('x', 100_000) }, Stop);

        Assert.Equal(65_535, GitHub.Checks[0].Summary.Length);
    }
}
