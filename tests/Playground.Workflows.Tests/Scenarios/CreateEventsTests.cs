using Playground.Workflows.Tests.Hub;
using Xunit;

namespace Playground.Workflows.Tests.Scenarios;

/// <summary>Roles near their expiry get events, and these are judged whichever token opened them.</summary>
[Collection(nameof(CommunityCollection))]
public sealed class CreateEventsTests(HealthyCommunity healthy)
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private static readonly string[] Due = ["sign/root-v2", "sign/targets-v2"];

    [Fact]
    public async Task With_the_default_token_new_events_are_judged_because_that_is_asked_for()
    {
        await using Community community = InAYear();

        IReadOnlyList<WorkflowRun> runs = await community.Hub.StartAsync("schedule", "create-events.yml");

        string log = string.Concat(runs.Select(run => run.Log));
        Assert.True(runs is [{ File: "create-events.yml" }, { File: "signing-event.yml" }, { File: "signing-event.yml" }], log);
        Assert.Equal(Due, runs.Skip(1).Select(run => run.Cause.Inputs["event"]).Order(StringComparer.Ordinal));
        Assert.All(runs.Skip(1), run => Assert.True(run.Story[1..] is ["update: success", "judge: failure", "report: success"], run.Log));
        Assert.All(Due, name => Assert.Contains(name, runs[0].Jobs["create"].Summary, StringComparison.Ordinal));

        WorkflowRun again = Assert.Single(await community.Hub.StartAsync("schedule", "create-events.yml"));
        Assert.True(again.Jobs["create"].Result == "success", again.Log);
    }

    [Fact]
    public async Task With_a_token_of_ones_own_they_are_judged_because_they_were_pushed()
    {
        await using Community community = InAYear();
        community.UseOwnToken();

        IReadOnlyList<WorkflowRun> runs = await community.Hub.StartAsync("schedule", "create-events.yml");

        Assert.True(runs is [{ File: "create-events.yml" }, { Cause.Name: "push" }, { Cause.Name: "push" }], string.Concat(runs.Select(run => run.Log)));
        Assert.Equal(Due, runs.Skip(1).Select(run => run.Cause.Branch).Order(StringComparer.Ordinal));
    }

    private Community InAYear()
    {
        Assert.SkipUnless(File.Exists(FakeTime), "faketime is not installed.");
        Community community = healthy.Copy();
        (community.Stage.Environment["LD_PRELOAD"], community.Stage.Environment["FAKETIME"], community.Stage.Environment["FAKETIME_DONT_FAKE_MONOTONIC"]) = (FakeTime, "+320d", "1");
        return community;
    }
}
