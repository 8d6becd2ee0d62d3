using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>Going back in versions is refused, and after an attacker went too far forward, new keys let everyone come back.</summary>
public sealed class RollbackConformanceTests
{
    [Fact]
    public async Task A_snapshot_that_timestamp_does_not_list_is_not_fetched()
    {
        await using var published = new PublishedRepository();
        published.Repository.Publish("snapshot", "timestamp");
        await published.BeginAndRefreshAsync();
        published.Repository.Publish("snapshot");

        (await published.RefreshAsync()).Succeeds();
        Assert.Equal("timestamp.json", published.MetadataRequests[^1]);
        Assert.Equal("root 1, snapshot 2, targets 1, timestamp 2", published.Trusted);
    }

    [Fact]
    public async Task A_timestamp_that_goes_back_is_refused()
    {
        await using var published = new PublishedRepository();
        published.Repository.Publish("timestamp");
        await published.BeginAndRefreshAsync();
        published.Repository.PublishAs("timestamp", 1);

        (await published.RefreshAsync()).FailsWith(ProblemCodes.TimestampRollback);
        Assert.Equal("timestamp.json", published.MetadataRequests[^1]);
        Assert.Equal("root 1, snapshot 1, targets 1, timestamp 2", published.Trusted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_timestamp_that_lists_an_older_snapshot_is_refused(bool withHashes)
    {
        await using var published = new PublishedRepository();
        published.Repository.DescribesMetadata = withHashes;
        published.Repository.Publish("snapshot", "timestamp");
        await published.BeginAndRefreshAsync();
        published.Repository.PublishAs("snapshot", 1);
        published.Repository.Publish("timestamp");

        (await published.RefreshAsync()).FailsWith(ProblemCodes.TimestampRollback);
        Assert.Equal("timestamp.json", published.MetadataRequests[^1]);
        Assert.Equal("root 1, snapshot 2, targets 1, timestamp 2", published.Trusted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_snapshot_that_lists_an_older_targets_is_refused(bool withHashes)
    {
        await using var published = new PublishedRepository();
        published.Repository.DescribesMetadata = withHashes;
        published.Repository.PublishThrough("targets");
        await published.BeginAndRefreshAsync();
        published.Repository.PublishAs("targets", 1);
        published.Repository.Publish("snapshot", "timestamp");

        (await published.RefreshAsync()).FailsWith(ProblemCodes.SnapshotRollback);
        Assert.Equal("3.snapshot.json", published.MetadataRequests[^1]);
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 3", published.Trusted);
    }

    [Fact]
    public async Task A_new_snapshot_that_drops_a_role_is_refused()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Delegate("targets", "dropped", paths: "*");
        repository.PublishThrough("dropped", "targets");
        await published.BeginAndRefreshAsync();
        repository.Snapshot = repository.Snapshot with { Meta = repository.Snapshot.Meta.Without(RoleName.Parse("dropped")) };
        repository.Publish("snapshot", "timestamp");

        (await published.RefreshAsync()).FailsWith(ProblemCodes.SnapshotRollback);
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 3", published.Trusted);
    }

    [Fact]
    public async Task A_timestamp_may_lag_behind_the_newest_snapshot()
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.Publish("snapshot");
        repository.Timestamp = repository.Timestamp with { Snapshot = new MetaFile { Version = 1 } };
        repository.Publish("root", "timestamp");

        await published.BeginAndRefreshAsync();
        Assert.Equal("root 2, snapshot 1, targets 1, timestamp 2", published.Trusted);
    }

    [Theory]
    [InlineData("targets", "snapshot")]
    [InlineData("snapshot", "snapshot timestamp")]
    [InlineData("timestamp", "timestamp")]
    public async Task After_an_attacker_went_far_ahead_new_keys_allow_low_versions_again(string role, string rotated)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.PublishAs(role, 100);
        repository.Publish([.. role == "targets" ? ["snapshot", "timestamp"] : role == "snapshot" ? new[] { "timestamp" } : []]);
        await published.BeginAndRefreshAsync();
        Assert.Contains(role + " 100", published.Trusted, StringComparison.Ordinal);

        Assert.All(rotated.Split(' '), online => repository.RotateKeys(online));
        repository.Publish("root");
        repository.PublishAs("targets", role == "targets" ? 2 : 1);
        repository.PublishAs("snapshot", role == "targets" ? 3 : 1);
        repository.PublishAs("timestamp", role == "timestamp" ? 1 : 3);

        (await published.RefreshAsync()).Succeeds();
        Assert.Contains(role == "targets" ? "targets 2" : role + " 1", published.Trusted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    public async Task Where_one_of_two_online_keys_is_removed_what_both_signed_is_forgotten_as_well(string role)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        ISigner stolen = repository.SignersOf(role)[0];
        repository.AddKey(role);
        repository.Publish("root");
        repository.PublishAs(role == "snapshot" ? "targets" : role, 100);
        repository.PublishAs("snapshot", 2);
        repository.PublishAs("timestamp", role == "snapshot" ? 2 : 100);
        await published.BeginAndRefreshAsync();

        repository.RemoveKey(role, stolen);
        repository.Publish("root");
        repository.PublishAs("targets", 2);
        repository.PublishAs("snapshot", 3);
        repository.PublishAs("timestamp", 3);

        (await published.RefreshAsync()).Succeeds();
        Assert.Equal("root 3, snapshot 3, targets 2, timestamp 3", published.Trusted);
    }

    [Theory]
    [InlineData("targets", ProblemCodes.SnapshotRollback)]
    [InlineData("snapshot", ProblemCodes.TimestampRollback)]
    [InlineData("timestamp", ProblemCodes.TimestampRollback)]
    public async Task Without_new_online_keys_a_new_root_does_not_allow_low_versions_again(string role, string code)
    {
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        repository.PublishAs(role, 100);
        repository.Publish([.. role == "targets" ? ["snapshot", "timestamp"] : role == "snapshot" ? new[] { "timestamp" } : []]);
        await published.BeginAndRefreshAsync();

        repository.AddKey(role == "targets" ? "snapshot" : "timestamp");
        repository.RotateKeys("targets");
        repository.Publish("root");
        repository.PublishAs("targets", role == "targets" ? 2 : 1);
        repository.PublishAs("snapshot", role == "targets" ? 3 : 1);
        repository.PublishAs("timestamp", role == "timestamp" ? 1 : 3);

        (await published.RefreshAsync()).FailsWith(code);
        Assert.Contains("root 2", published.Trusted, StringComparison.Ordinal);
    }
}
