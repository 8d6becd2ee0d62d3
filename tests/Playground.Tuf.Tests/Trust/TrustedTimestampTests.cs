using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>Which timestamp is believed (specification 5.4).</summary>
public sealed class TrustedTimestampTests
{
    private readonly TestRepository _repository = new();

    [Fact]
    public void A_timestamp_that_root_vouches_for_is_accepted()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);

        Trusting.Accepted(trusted.UpdateTimestamp(_repository.FileOf("timestamp")));

        Assert.Equal((1, 1), (trusted.Timestamp?.Version, trusted.Timestamp?.Snapshot.Version));
    }

    [Fact]
    public void A_timestamp_that_root_does_not_vouch_for_is_refused()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);

        Trusting.Refused(trusted.UpdateTimestamp(Trusting.BadlySigned<Timestamp>(_repository.FileOf("timestamp"))), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateTimestamp(Trusting.UnsignedNonsense), ProblemCodes.ThresholdNotMet);
        _repository.SignersOf("timestamp")[0] = _repository.SignersOf("snapshot")[0];
        _repository.Publish("timestamp");
        Trusting.Refused(trusted.UpdateTimestamp(_repository.FileOf("timestamp")), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateTimestamp("{"u8.ToArray()), ProblemCodes.NotJson);

        Assert.Null(trusted.Timestamp);
    }

    [Fact]
    public void Other_metadata_with_the_timestamps_signature_is_no_timestamp()
    {
        _repository.SignersOf("snapshot")[0] = _repository.SignersOf("timestamp")[0];
        _repository.Publish("snapshot");

        Trusting.Refused(Trusting.Begin(_repository).UpdateTimestamp(_repository.FileOf("snapshot")), ProblemCodes.WrongMetadataType);
    }

    [Fact]
    public void An_older_timestamp_than_the_stored_one_is_refused()
    {
        byte[] older = _repository.FileOf("timestamp");
        _repository.Publish("timestamp");
        TrustedMetadata trusted = WithStored(_repository.FileOf("timestamp"));

        Trusting.Refused(trusted.UpdateTimestamp(older), ProblemCodes.TimestampRollback);

        Assert.Equal(2, trusted.Timestamp?.Version);
    }

    [Fact]
    public void A_stored_timestamp_that_has_expired_still_guards_against_going_back()
    {
        byte[] older = _repository.FileOf("timestamp");
        _repository.SetExpiry("timestamp", TestRepository.Now.AddDays(-1));
        _repository.Publish("timestamp");

        Trusting.Refused(WithStored(_repository.FileOf("timestamp")).UpdateTimestamp(older), ProblemCodes.TimestampRollback);
    }

    [Fact]
    public void A_newer_timestamp_that_lists_an_older_snapshot_is_refused()
    {
        _repository.Publish("snapshot", "timestamp");
        TrustedMetadata trusted = WithStored(_repository.FileOf("timestamp"));
        _repository.Timestamp = _repository.Timestamp with { Snapshot = new MetaFile { Version = 1 } };
        _repository.Publish("timestamp");

        Trusting.Refused(trusted.UpdateTimestamp(_repository.FileOf("timestamp")), ProblemCodes.TimestampRollback);

        Assert.Equal(2, trusted.Timestamp?.Snapshot.Version);
    }

    [Fact]
    public void A_newer_timestamp_may_list_the_same_snapshot()
    {
        TrustedMetadata trusted = WithStored(_repository.FileOf("timestamp"));
        _repository.Publish("timestamp");

        Trusting.Accepted(trusted.UpdateTimestamp(_repository.FileOf("timestamp")));

        Assert.Equal(2, trusted.Timestamp?.Version);
    }

    [Fact]
    public void A_timestamp_of_the_stored_version_changes_nothing_and_is_current()
    {
        TrustedMetadata trusted = WithStored(_repository.FileOf("timestamp"));
        _repository.SetExpiry("timestamp", TestRepository.Now.AddYears(1));
        _repository.PublishAs("timestamp", 1);

        TrustAnswer answer = trusted.UpdateTimestamp(_repository.FileOf("timestamp"));

        Assert.Equal(TrustDecision.Unchanged, answer.Decision);
        Assert.True(answer.IsTrusted);
        Assert.Null(answer.Problem);
        Assert.Equal(_repository.Expires, trusted.Timestamp?.Expires);
        Trusting.Accepted(trusted.UpdateSnapshot(_repository.FileOf("snapshot")));
    }

    [Fact]
    public void A_timestamp_of_the_stored_version_is_refused_where_the_stored_one_has_expired()
    {
        _repository.SetExpiry("timestamp", TestRepository.Now);
        _repository.PublishAs("timestamp", 1);
        TrustedMetadata trusted = WithStored(_repository.FileOf("timestamp"));

        Trusting.Refused(trusted.UpdateTimestamp(_repository.FileOf("timestamp")), ProblemCodes.TimestampExpired);
    }

    [Fact]
    public void A_timestamp_has_expired_at_the_very_second()
    {
        _repository.SetExpiry("timestamp", TestRepository.Now.AddDays(1));
        _repository.Publish("timestamp");
        byte[] file = _repository.FileOf("timestamp");

        Trusting.Accepted(Trusting.Begin(_repository, TestRepository.Now.AddDays(1).AddTicks(-1)).UpdateTimestamp(file));
        TrustedMetadata late = Trusting.Begin(_repository, TestRepository.Now.AddDays(1));
        Trusting.Refused(late.UpdateTimestamp(file), ProblemCodes.TimestampExpired);
        Assert.Null(late.Timestamp);
    }

    [Fact]
    public void A_stored_timestamp_that_root_does_not_vouch_for_counts_for_nothing()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);

        Trusting.Refused(trusted.LoadTimestamp(Trusting.BadlySigned<Timestamp>(_repository.FileOf("timestamp"))), ProblemCodes.ThresholdNotMet);

        Assert.Null(trusted.Timestamp);
        Trusting.Accepted(trusted.UpdateTimestamp(_repository.FileOf("timestamp")));
    }

    [Fact]
    public void Without_a_network_the_stored_timestamp_is_used_while_it_and_root_are_good()
    {
        byte[] file = _repository.FileOf("timestamp");
        TrustedMetadata trusted = WithStored(file);
        Trusting.Accepted(trusted.UseStoredTimestamp());
        Trusting.Accepted(trusted.LoadSnapshot(_repository.FileOf("snapshot")));

        _repository.SetExpiry("timestamp", TestRepository.Now);
        _repository.Publish("timestamp");
        Trusting.Refused(WithStored(_repository.FileOf("timestamp")).UseStoredTimestamp(), ProblemCodes.TimestampExpired);

        _repository.SetExpiry("root", TestRepository.Now);
        _repository.Publish("root");
        TrustedMetadata underOldRoot = Trusting.Begin(_repository, version: 2);
        Trusting.Outdated(underOldRoot.LoadTimestamp(file));
        Trusting.Refused(underOldRoot.UseStoredTimestamp(), ProblemCodes.RootExpired);
    }

    private TrustedMetadata WithStored(byte[] timestamp)
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        Trusting.Outdated(trusted.LoadTimestamp(timestamp));
        return trusted;
    }
}
