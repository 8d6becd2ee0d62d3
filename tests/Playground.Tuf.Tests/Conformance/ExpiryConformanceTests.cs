using Playground.Testing;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Metadata that has expired is not used. Where time has to pass, the client runs with another clock.</summary>
public sealed class ExpiryConformanceTests
{
    private static readonly DateTimeOffset Day0 = new(2040, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("timestamp", "root 1, snapshot 1, targets 1, timestamp 1", ProblemCodes.TimestampExpired)]
    [InlineData("snapshot", "root 1, snapshot 1, targets 1, timestamp 2", ProblemCodes.SnapshotExpired)]
    [InlineData("targets", "root 1, snapshot 2, targets 1, timestamp 2", ProblemCodes.TargetsExpired)]
    public async Task An_expired_role_is_not_kept_and_what_came_before_it_is(string role, string trusted, string code)
    {
        await using var published = new PublishedRepository();
        await published.BeginAndRefreshAsync();
        published.Repository.SetExpiry(role, PublishedRepository.LongAgo);
        published.Repository.PublishThrough("targets");

        (await published.RefreshAsync()).FailsWith(code);
        Assert.Equal(trusted, published.Trusted);
    }

    [Fact]
    public async Task An_expired_root_is_kept_and_nothing_after_it_is_fetched()
    {
        await using var published = new PublishedRepository();
        published.Repository.Publish("root");
        await published.BeginAndRefreshAsync();
        published.Repository.SetExpiry("root", PublishedRepository.LongAgo);
        published.Repository.Publish("root");
        published.Repository.PublishThrough("targets");

        (await published.RefreshAsync()).FailsWith(ProblemCodes.RootExpired);
        Assert.Equal("4.root.json", published.MetadataRequests[^1]);
        Assert.Equal("root 3, snapshot 1, targets 1, timestamp 1", published.Trusted);
    }

    [Fact]
    public async Task A_root_in_between_may_have_expired()
    {
        await using var published = new PublishedRepository();
        published.Repository.SetExpiry("root", PublishedRepository.LongAgo);
        published.Repository.Publish("root");
        published.Repository.SetExpiry("root", PublishedRepository.Never);
        published.Repository.Publish("root");

        await published.BeginAndRefreshAsync();
        Assert.Equal("root 3, snapshot 1, targets 1, timestamp 1", published.Trusted);
    }

    [Fact]
    public async Task What_is_good_today_is_refused_once_it_has_expired()
    {
        await using var published = new PublishedRepository();
        published.Repository.SetExpiry("root", Day0.AddDays(7));
        published.Repository.Publish("root");

        (await published.Begin().RefreshAsync(Day0)).Succeeds();
        (await published.RefreshAsync(Day0.AddDays(8))).FailsWith(ProblemCodes.RootExpired);
    }

    [Fact]
    public async Task From_an_expired_stored_root_the_way_leads_on_to_the_newest()
    {
        await using var published = new PublishedRepository();
        published.Repository.SetExpiry("root", Day0.AddDays(7));
        published.Repository.Publish("root");
        (await published.Begin().RefreshAsync(Day0)).Succeeds();
        published.Repository.SetExpiry("root", Day0.AddDays(21));
        published.Repository.Publish("root");

        (await published.RefreshAsync(Day0.AddDays(18))).Succeeds();
        Assert.Equal("root 3, snapshot 1, targets 1, timestamp 1", published.Trusted);
    }

    [Fact]
    public async Task A_stored_timestamp_that_has_expired_makes_way_for_a_new_one()
    {
        await using var published = new PublishedRepository();
        published.Repository.SetExpiry("timestamp", Day0.AddDays(7));
        published.Repository.Publish("timestamp");
        (await published.Begin().RefreshAsync(Day0)).Succeeds();
        published.Repository.SetExpiry("timestamp", Day0.AddDays(21));
        published.Repository.PublishThrough("targets");

        (await published.RefreshAsync(Day0.AddDays(18))).Succeeds();
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 3", published.Trusted);
    }

    [Fact]
    public async Task A_stored_timestamp_that_has_expired_still_guards_against_going_back()
    {
        await using var published = new PublishedRepository();
        published.Repository.SetExpiry("timestamp", Day0.AddDays(7));
        published.Repository.PublishAs("timestamp", 5);
        (await published.Begin().RefreshAsync(Day0)).Succeeds();
        published.Repository.SetExpiry("timestamp", PublishedRepository.Never);
        published.Repository.PublishAs("timestamp", 4);

        (await published.RefreshAsync(Day0.AddDays(18))).FailsWith(ProblemCodes.TimestampRollback);
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 5", published.Trusted);
    }

    [Fact]
    public async Task A_delegated_role_that_has_expired_is_not_used()
    {
        await using var published = new PublishedRepository();
        Delegated(published, PublishedRepository.LongAgo);
        await published.BeginAndRefreshAsync();

        (await published.DownloadAsync("delegated/first")).FailsWith(ProblemCodes.TargetsExpired);
        Assert.Empty(published.Downloaded);
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 2", published.Trusted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stored_delegated_role_is_used_until_it_expires_and_then_only_a_new_one_is(bool renewed)
    {
        await using var published = new PublishedRepository();
        Delegated(published, Day0.AddDays(7));
        (await published.Begin().DownloadAsync(Day0, "delegated/first")).Succeeds();
        if (renewed)
        {
            published.Repository.SetExpiry("delegated", Day0.AddDays(21));
            published.Repository.PublishThrough("delegated");
        }

        ClientRun later = await published.DownloadAsync(Day0.AddDays(18), "delegated/second");
        if (renewed)
        {
            later.Succeeds();
            Assert.Equal(["first", "second"], published.Downloaded);
        }
        else
        {
            later.FailsWith(ProblemCodes.TargetsExpired);
            Assert.Equal(["first"], published.Downloaded);
        }
    }

    private static void Delegated(PublishedRepository published, DateTimeOffset expires)
    {
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "delegated", paths: "delegated/*");
        repository.AddArtifact("delegated/first", "first"u8.ToArray(), "delegated");
        repository.AddArtifact("delegated/second", "second"u8.ToArray(), "delegated");
        repository.SetExpiry("delegated", expires);
        repository.PublishThrough("delegated", "targets");
    }
}
