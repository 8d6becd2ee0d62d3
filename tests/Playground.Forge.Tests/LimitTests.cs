using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>Rate limits, time-outs, retries, conditional requests.</summary>
public sealed class LimitTests : ForgeTest
{
    [Fact]
    public async Task A_secondary_limit_is_waited_for_as_long_as_it_says()
    {
        FaultOn(1, HttpFault.Status(429, "Retry-After: 7"));

        Assert.Null(await Forge.FindPullRequestAsync(Event, Marker, Stop));
        Assert.Contains(TimeSpan.FromSeconds(7), Clock.Leaps);
    }

    [Fact]
    public async Task A_primary_limit_is_waited_for_until_it_begins_anew()
    {
        long reset = Clock.GetUtcNow().AddSeconds(14).ToUnixTimeSeconds();
        FaultOn(1, HttpFault.Status(403, "x-ratelimit-remaining: 0", $"x-ratelimit-reset: {reset}"));

        Assert.Null(await Forge.FindPullRequestAsync(Event, Marker, Stop));
        Assert.Contains(TimeSpan.FromSeconds(15), Clock.Leaps);
    }

    [Fact]
    public async Task A_limit_that_lasts_is_told_and_not_waited_for()
    {
        long reset = Clock.GetUtcNow().AddMinutes(50).ToUnixTimeSeconds();
        GitHub.Fault = (_, _) => new StandInFault(HttpFault.Status(403, "x-ratelimit-remaining: 0", $"x-ratelimit-reset: {reset}"));

        ForgeException refusal = await RefusedAsync(ForgeProblemCodes.RateLimited, () => Forge.FindPullRequestAsync(Event, Marker, Stop));

        Assert.Contains("3001 s", refusal.Message, StringComparison.Ordinal);
        Assert.Single(GitHub.Log);
    }

    [Fact]
    public async Task A_403_without_a_limit_is_no_limit()
    {
        GitHub.Fault = (_, _) => new StandInFault(HttpFault.Status(403));

        await RefusedAsync(ForgeProblemCodes.NoAccess, () => Forge.FindPullRequestAsync(Event, Marker, Stop));
        Assert.Single(GitHub.Log);
    }

    [Fact]
    public async Task What_failed_is_tried_again_with_growing_pauses_and_then_told()
    {
        GitHub.Fault = (_, _) => new StandInFault(HttpFault.Status(502));

        await RefusedAsync(ForgeProblemCodes.ServiceFailed, () => Forge.FindPullRequestAsync(Event, Marker, Stop));

        Assert.Equal(4, GitHub.Log.Count);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], Clock.Leaps);
    }

    [Fact]
    public async Task Silence_ends_in_time()
    {
        var silent = new HttpFault("silent", async exchange =>
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await exchange.HangAsync();
            return false;
        });
        GitHub.Fault = (_, _) => new StandInFault(silent);

        Assert.Contains("in time", (await RefusedAsync(ForgeProblemCodes.Unreachable, () => Forge.FindPullRequestAsync(Event, Marker, Stop))).Message, StringComparison.Ordinal);
        Assert.Equal(4, GitHub.Log.Count);
    }

    [Fact]
    public async Task What_is_known_already_is_asked_for_only_if_it_changed()
    {
        GitHub.Runs.Add(new StandInRun(7, ".github/workflows/a.yml", "push", "alice", "main", Commit));
        await Forge.ReadRunAsync(7, Stop);
        Assert.Equal(Commit, (await Forge.ReadRunAsync(7, Stop)).HeadCommit);
        GitHub.Runs[0] = GitHub.Runs[0] with { HeadCommit = new string('b', 40) };

        Assert.Equal(new string('b', 40), (await Forge.ReadRunAsync(7, Stop)).HeadCommit);
        Assert.Equal([false, true, true], GitHub.Requests.Select(request => request.Header("If-None-Match") is not null));
    }

    [Fact]
    public async Task Stopping_stops_at_once()
    {
        using var stop = new CancellationTokenSource();
        GitHub.Fault = (_, _) => new StandInFault(new HttpFault("stop", async exchange =>
        {
            await stop.CancelAsync();
            await exchange.HangAsync();
            return false;
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Forge.FindPullRequestAsync(Event, Marker, stop.Token));
        Assert.Single(GitHub.Log);
    }
}
