using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>Which snapshot is believed (specification 5.5).</summary>
public sealed class TrustedSnapshotTests
{
    private readonly TestRepository _repository = new() { DescribesMetadata = true };

    public TrustedSnapshotTests() => _repository.Publish("targets", "snapshot", "timestamp");

    private byte[] Newest => _repository.FileOf("snapshot");

    [Fact]
    public void The_snapshot_that_timestamp_lists_is_accepted()
    {
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Accepted(trusted.UpdateSnapshot(Newest));

        Assert.Equal(2, trusted.Snapshot?.Version);
        Assert.Equal(2, trusted.FindMetaFile(RoleName.Targets)?.Version);
        Assert.Null(trusted.FindMetaFile(RoleName.Parse("other")));
    }

    [Fact]
    public void A_file_of_another_length_is_refused_unread()
    {
        Trusting.Refused(Trusting.ThroughTimestamp(_repository).UpdateSnapshot("{"u8.ToArray()), ProblemCodes.FileMismatch);

        Listed(new MetaFile { Version = 2, Length = Newest.Length + 1 });
        Trusting.Refused(Trusting.ThroughTimestamp(_repository).UpdateSnapshot(Newest), ProblemCodes.FileMismatch);
        Listed(new MetaFile { Version = 2, Length = Newest.Length });
        Trusting.Accepted(Trusting.ThroughTimestamp(_repository).UpdateSnapshot(Newest));
    }

    [Fact]
    public void A_file_with_another_hash_is_refused_unread()
    {
        byte[] changed = [.. Newest];
        changed[0] = (byte)'x';
        Trusting.Refused(Trusting.ThroughTimestamp(_repository).UpdateSnapshot(changed), ProblemCodes.FileMismatch);

        Listed(new MetaFile { Version = 2, Hashes = Hashes.OfSha256("other"u8) });
        Trusting.Refused(Trusting.ThroughTimestamp(_repository).UpdateSnapshot(Newest), ProblemCodes.FileMismatch);
        Listed(new MetaFile { Version = 2, Hashes = Hashes.From([new("md5", "00")]) });
        Trusting.Refused(Trusting.ThroughTimestamp(_repository).UpdateSnapshot(Newest), ProblemCodes.FileMismatch);
        Listed(new MetaFile { Version = 2, Hashes = Hashes.OfSha256(Newest) });
        Trusting.Accepted(Trusting.ThroughTimestamp(_repository).UpdateSnapshot(Newest));
    }

    [Fact]
    public void A_snapshot_that_root_does_not_vouch_for_is_refused()
    {
        Listed(new MetaFile { Version = 2 });
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Refused(trusted.UpdateSnapshot(Trusting.BadlySigned<Snapshot>(Newest)), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateSnapshot(Trusting.UnsignedNonsense), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateSnapshot(_repository.FileOf("timestamp")), ProblemCodes.ThresholdNotMet);

        Assert.Null(trusted.Snapshot);
        Trusting.Accepted(trusted.UpdateSnapshot(Newest));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_snapshot_of_another_version_than_listed_is_refused(long listed)
    {
        Listed(new MetaFile { Version = listed });
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Refused(trusted.UpdateSnapshot(Newest), ProblemCodes.SnapshotVersionMismatch);

        Assert.Null(trusted.Snapshot);
    }

    [Fact]
    public void A_snapshot_that_lists_an_older_version_of_a_role_is_refused()
    {
        byte[] stored = Newest;
        _repository.Snapshot = _repository.Snapshot with { Meta = _repository.Snapshot.Meta.With(RoleName.Targets, new MetaFile { Version = 1 }) };
        _repository.Publish("snapshot", "timestamp");
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);
        Trusting.Outdated(trusted.LoadSnapshot(stored));

        Trusting.Refused(trusted.UpdateSnapshot(Newest), ProblemCodes.SnapshotRollback);

        Assert.Equal(2, trusted.Snapshot?.Version);
    }

    [Fact]
    public void A_snapshot_that_no_longer_lists_a_role_is_refused()
    {
        RoleName role = RoleName.Parse("role");
        _repository.Snapshot = _repository.Snapshot with { Meta = _repository.Snapshot.Meta.With(role, new MetaFile { Version = 1 }) };
        _repository.Publish("snapshot", "timestamp");
        byte[] stored = Newest;
        _repository.Snapshot = _repository.Snapshot with { Meta = _repository.Snapshot.Meta.Without(role) };
        _repository.Publish("snapshot", "timestamp");
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);
        Trusting.Outdated(trusted.LoadSnapshot(stored));

        Trusting.Refused(trusted.UpdateSnapshot(Newest), ProblemCodes.SnapshotRollback);
    }

    [Fact]
    public void A_snapshot_may_list_further_roles_and_newer_versions_and_the_same()
    {
        byte[] stored = Newest;
        _repository.Snapshot = _repository.Snapshot with
        {
            Meta = MetaFiles.Empty.With(RoleName.Targets, new MetaFile { Version = 2 }).With(RoleName.Parse("more"), new MetaFile { Version = 9 }),
        };
        _repository.Publish("snapshot", "timestamp");
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);
        Trusting.Outdated(trusted.LoadSnapshot(stored));

        Trusting.Accepted(trusted.UpdateSnapshot(Newest));

        Assert.Equal(9, trusted.FindMetaFile(RoleName.Parse("more"))?.Version);
    }

    [Fact]
    public void A_snapshot_that_has_expired_is_refused()
    {
        _repository.SetExpiry("snapshot", TestRepository.Now);
        _repository.Publish("snapshot", "timestamp");
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Refused(trusted.UpdateSnapshot(Newest), ProblemCodes.SnapshotExpired);

        Assert.Null(trusted.Snapshot);
    }

    [Fact]
    public void A_stored_snapshot_is_accepted_where_it_is_the_very_one_that_timestamp_lists()
    {
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Accepted(trusted.LoadSnapshot(Newest));

        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("targets"), DelegationStep.ToTargets(trusted.Root)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_stored_snapshot_of_another_version_than_listed_is_not_that_one(long listed)
    {
        Listed(new MetaFile { Version = listed });

        Trusting.Outdated(Trusting.ThroughTimestamp(_repository).LoadSnapshot(Newest));
    }

    [Fact]
    public void A_stored_snapshot_of_the_same_version_and_other_bytes_is_not_that_one()
    {
        byte[] stored = Newest;
        _repository.Snapshot = _repository.Snapshot with { Expires = _repository.Expires.AddDays(1) };
        _repository.PublishAs("snapshot", 2);
        _repository.Publish("timestamp");
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Outdated(trusted.LoadSnapshot(stored));

        Trusting.Accepted(trusted.UpdateSnapshot(Newest));
    }

    [Fact]
    public void A_stored_snapshot_that_has_expired_has_to_be_fetched_anew_and_guards_meanwhile()
    {
        _repository.SetExpiry("snapshot", TestRepository.Now);
        _repository.Publish("targets", "snapshot", "timestamp");
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Outdated(trusted.LoadSnapshot(Newest));

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateTargets(_repository.FileOf("targets"), DelegationStep.ToTargets(trusted.Root)));
    }

    [Fact]
    public void A_stored_snapshot_that_root_does_not_vouch_for_counts_for_nothing()
    {
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Trusting.Refused(trusted.LoadSnapshot(Trusting.BadlySigned<Snapshot>(Newest)), ProblemCodes.ThresholdNotMet);

        Assert.Null(trusted.Snapshot);
        Trusting.Accepted(trusted.UpdateSnapshot(Newest));
    }

    /// <summary>Lets the next timestamp list the newest snapshot in these words.</summary>
    private void Listed(MetaFile snapshot)
    {
        _repository.Timestamp = _repository.Timestamp with { Snapshot = snapshot };
        _repository.Publish("timestamp");
    }
}
