using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>All that is said of an event, whatever goes wrong on the way.</summary>
public sealed class StatusPostTests : ForgeTest
{
    private static readonly HashSet<string> Managed = ["signatures missing", "ready to merge"];

    /// <summary>Everything that can go wrong with one request.</summary>
    public static TheoryData<string, bool> Faults
    {
        get
        {
            var faults = new TheoryData<string, bool>();
            foreach (string name in (string[])["500", "403 limited", "404", "silence", "reset", "cut off", "garbage"])
            {
                faults.Add(name, false);
                faults.Add(name, true);
            }

            return faults;
        }
    }

    [Fact]
    public async Task A_new_event_gets_a_draft_a_comment_a_label_and_a_check()
    {
        StatusPosted posted = await Missing().SendAsync(Forge, Stop);

        Assert.Equal((1L, false, true), (posted.Number, posted.IsStale, posted.Changed));
        ExpectMissing();
        Assert.InRange(Forge.Requests, 1, 15);
    }

    [Fact]
    public async Task What_is_in_line_costs_two_requests_and_changes_nothing()
    {
        await Missing().SendAsync(Forge, Stop);
        GitHub.ClearLog();

        StatusPosted posted = await Missing().SendAsync(NewForge(), Stop);

        Assert.False(posted.Changed);
        Assert.Equal(["POST /graphql", $"GET /repos/alice/community/commits/{Commit}/check-runs?check_name=signing-event&filter=latest&per_page=100"], GitHub.Log);
    }

    [Fact]
    public async Task When_it_is_verified_it_leaves_draft_and_when_it_is_not_any_more_it_returns()
    {
        await Missing().SendAsync(Forge, Stop);
        await Verified().SendAsync(Forge, Stop);

        Assert.Equal((false, "ready to merge"), (GitHub.Pulls[0].IsDraft, Assert.Single(GitHub.Pulls[0].Labels)));
        Assert.Equal(("verified\n" + Marker, 1), (Assert.Single(GitHub.Comments).Text, GitHub.Comments[0].Edits));

        await Missing().SendAsync(Forge, Stop);
        ExpectMissing(checks: 3);
    }

    [Fact]
    public async Task What_was_judged_of_an_older_commit_is_not_told_of_a_newer_one()
    {
        await Missing().SendAsync(Forge, Stop);
        GitHub.TipOf = (_, _) => new string('b', 40);
        GitHub.ClearLog();

        StatusPosted posted = await Verified().SendAsync(Forge, Stop);

        Assert.True(posted is { IsStale: true, Changed: false });
        Assert.Single(GitHub.Log);
        ExpectMissing();
    }

    [Fact]
    public async Task Where_no_pull_request_may_be_opened_the_check_is_written_all_the_same()
    {
        GitHub.Tokens["ghs_less"] = new StandInToken("github-actions[bot]", new HashSet<string> { "pull-requests: read", "checks: write" });

        StatusPosted posted = await Missing().SendAsync(NewForge("ghs_less"), Stop);

        Assert.Null(posted.Number);
        Assert.Contains("Allow GitHub Actions", Assert.Single(posted.Notes), StringComparison.Ordinal);
        Assert.Single(GitHub.Checks);
    }

    /// <summary>Each fault at each request in turn, before and after it is carried out.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_goes_wrong_ends_well_or_is_told_and_never_is_anything_there_twice_or_said_wrongly(string name, bool isDone)
    {
        int requests = await CountAsync();
        for (int at = 1; at <= requests; at++)
        {
            Forget();
            FaultOn(at, Named(name), isDone);
            try
            {
                await Missing().SendAsync(NewForge(), Stop);
            }
            catch (ForgeException e)
            {
                Assert.StartsWith("PG17", e.Code, StringComparison.Ordinal);
            }

            Assert.True(GitHub.Pulls.Count <= 1 && GitHub.Comments.Count <= 1 && GitHub.Checks.Count <= 1, $"{name} at {at}: {string.Join('\n', GitHub.Log)}");
            Assert.DoesNotContain(GitHub.Checks, check => check.Conclusion == "success");

            // Once more, and everything is as it is to be.
            GitHub.Fault = (_, _) => null;
            await Missing().SendAsync(NewForge(), Stop);
            ExpectMissing();
        }
    }

    [Fact]
    public async Task What_fails_for_good_is_told_and_the_rest_is_done()
    {
        GitHub.Fault = (_, request) => request.Target.Contains("/comments", StringComparison.Ordinal) ? new StandInFault(HttpFault.Status(500)) : null;

        ForgeException refusal = await RefusedAsync(ForgeProblemCodes.ServiceFailed, () => Missing().SendAsync(Forge, Stop));

        Assert.Contains("status comment", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(("action_required", "signatures missing"), (Assert.Single(GitHub.Checks).Conclusion, Assert.Single(GitHub.Pulls[0].Labels)));
    }

    private async Task<int> CountAsync()
    {
        await Missing().SendAsync(NewForge(), Stop);
        return GitHub.Log.Count;
    }

    private void Forget()
    {
        GitHub.Pulls.Clear();
        GitHub.Comments.Clear();
        GitHub.Checks.Clear();
    }

    private HttpFault Named(string name) => name switch
    {
        "500" => HttpFault.Status(500),
        "403 limited" => HttpFault.Status(403, "Retry-After: 3"),
        "404" => HttpFault.Status(404),
        "reset" => HttpFault.Reset,
        "garbage" => HttpFault.Garbage,
        "cut off" => new HttpFault(name, async exchange =>
        {
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"id\": 1");
            return false;
        }),
        _ => new HttpFault(name, async exchange =>
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await exchange.HangAsync();
            return false;
        }),
    };

    private void ExpectMissing(int checks = 1)
    {
        StandInPull pull = Assert.Single(GitHub.Pulls);
        Assert.Equal((true, "signatures missing"), (pull.IsDraft, Assert.Single(pull.Labels)));
        Assert.Equal("missing\n" + Marker, Assert.Single(GitHub.Comments).Text);
        Assert.Equal((checks, "action_required", Commit), (GitHub.Checks.Count, GitHub.Checks[^1].Conclusion, GitHub.Checks[^1].Commit));
    }

    private static StatusPost Missing() => Post("missing", CheckConclusion.ActionRequired, "signatures missing", isDraft: true);

    private static StatusPost Verified() => Post("verified", CheckConclusion.Success, "ready to merge", isDraft: false);

    private static StatusPost Post(string text, CheckConclusion conclusion, string label, bool isDraft) => new()
    {
        Head = Event,
        Commit = Commit,
        Marker = Marker,
        Comment = _ => $"{text}\n{Marker}",
        Check = new CheckReport { Name = "signing-event", Commit = Commit, Conclusion = conclusion, Title = text, Summary = text },
        Labels = new HashSet<string> { label },
        ManagedLabels = Managed,
        IsDraft = isDraft,
        Open = new NewPullRequest(Event, "main", "Add carol", ""),
    };
}
