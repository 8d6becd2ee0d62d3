using Playground.Testing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>From one root to the next (specification 5.3).</summary>
public sealed class TrustedRootTests
{
    private readonly TestRepository _repository = new();

    [Fact]
    public void Trust_begins_with_a_root_that_vouches_for_itself()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);

        Assert.Equal(1, trusted.Root.Version);
        Assert.Equal(TestRepository.Now, trusted.Time);
        Assert.Null(trusted.Timestamp);
        Assert.Null(trusted.Snapshot);
        Assert.False(trusted.OnlineKeysRotated);
    }

    [Fact]
    public void It_does_not_begin_with_a_root_that_lacks_its_own_signatures()
    {
        Assert.Null(TrustedMetadata.Begin(Trusting.BadlySigned<Root>(_repository.RootFile()), TestRepository.Now, out Problem? problem));
        Assert.Equal(ProblemCodes.ThresholdNotMet, problem?.Code);

        _repository.SetThreshold("root", 2);
        _repository.Publish("root");
        Assert.Null(TrustedMetadata.Begin(_repository.FileOf("root"), TestRepository.Now, out problem));
        Assert.Equal(ProblemCodes.ThresholdNotMet, problem?.Code);
    }

    [Fact]
    public void It_does_not_begin_with_something_else()
    {
        foreach ((byte[] file, string code) in new[]
        {
            (_repository.FileOf("timestamp"), ProblemCodes.WrongMetadataType), ([], ProblemCodes.NotJson), ("{}"u8.ToArray(), ProblemCodes.MissingField),
        })
        {
            Assert.Null(TrustedMetadata.Begin(file, TestRepository.Now, out Problem? problem));
            Assert.Equal(code, problem?.Code);
        }
    }

    [Fact]
    public void The_next_root_is_signed_by_the_one_before_it_and_by_its_own()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        ISigner old = _repository.SignersOf("root")[0];
        _repository.RotateKeys("root");
        _repository.SignersOf("root").Add(old);
        _repository.Publish("root");

        Trusting.Accepted(trusted.UpdateRoot(_repository.FileOf("root")));

        Assert.Equal(2, trusted.Root.Version);
    }

    [Fact]
    public void A_root_signed_only_by_its_own_keys_is_refused()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        _repository.RotateKeys("root");
        _repository.Publish("root");

        Trusting.Refused(trusted.UpdateRoot(_repository.FileOf("root")), ProblemCodes.ThresholdNotMet);

        Assert.Equal(1, trusted.Root.Version);
    }

    [Fact]
    public void A_root_signed_only_by_the_keys_of_the_one_before_it_is_refused()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        ISigner old = _repository.SignersOf("root")[0];
        _repository.RotateKeys("root");
        _repository.SignersOf("root").Clear();
        _repository.SignersOf("root").Add(old);
        _repository.Publish("root");

        Trusting.Refused(trusted.UpdateRoot(_repository.FileOf("root")), ProblemCodes.ThresholdNotMet);

        Assert.Equal(1, trusted.Root.Version);
    }

    [Fact]
    public void Both_thresholds_count_the_old_one_and_the_new_one()
    {
        ISigner first = _repository.SignersOf("root")[0];
        ISigner second = _repository.AddKey("root");
        _repository.SetThreshold("root", 2);
        _repository.Publish("root");
        TrustedMetadata trusted = Trusting.Begin(_repository);
        _repository.SignersOf("root").Remove(first);
        PublishedAgain("root", 2);
        Trusting.Refused(trusted.UpdateRoot(_repository.FileOf("root")), ProblemCodes.ThresholdNotMet);
        _repository.SignersOf("root").Add(first);
        PublishedAgain("root", 2);
        Trusting.Accepted(trusted.UpdateRoot(_repository.FileOf("root")));

        _repository.SetThreshold("root", 1);
        _repository.SignersOf("root").Remove(second);
        _repository.Publish("root");
        Trusting.Refused(trusted.UpdateRoot(_repository.FileOf("root")), ProblemCodes.ThresholdNotMet);
        Assert.Equal(2, trusted.Root.Version);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(long.MaxValue)]
    public void A_root_that_is_not_exactly_the_next_is_refused(long version)
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        _repository.Publish("root");
        Trusting.Accepted(trusted.UpdateRoot(_repository.FileOf("root")));
        PublishedAgain("root", version);

        Trusting.Refused(trusted.UpdateRoot(_repository.FileOf("root")), ProblemCodes.RootVersionGap);

        Assert.Equal(2, trusted.Root.Version);
    }

    [Fact]
    public void After_the_last_version_there_is_can_come_no_other()
    {
        PublishedAgain("root", long.MaxValue);
        TrustedMetadata trusted = Trusting.Begin(_repository, version: long.MaxValue);

        Trusting.Refused(trusted.UpdateRoot(_repository.RootFile()), ProblemCodes.RootVersionGap);
    }

    [Fact]
    public void Roots_on_the_way_may_have_expired_and_the_last_one_may_not()
    {
        foreach (int days in new[] { -2, -1, 1 })
        {
            _repository.SetExpiry("root", TestRepository.Now.AddDays(days));
            _repository.Publish("root");
        }

        TrustedMetadata trusted = Trusting.Begin(_repository);
        Trusting.Accepted(trusted.CheckRootExpiry());
        Trusting.Accepted(trusted.UpdateRoot(_repository.RootFile(2)));
        Trusting.Refused(trusted.CheckRootExpiry(), ProblemCodes.RootExpired);
        Trusting.Accepted(trusted.UpdateRoot(_repository.RootFile(3)));
        Trusting.Refused(trusted.UpdateTimestamp(_repository.FileOf("timestamp")), ProblemCodes.RootExpired);
        Trusting.Accepted(trusted.UpdateRoot(_repository.RootFile(4)));
        Trusting.Accepted(trusted.CheckRootExpiry());
        Trusting.Accepted(trusted.UpdateTimestamp(_repository.FileOf("timestamp")));
    }

    [Fact]
    public void A_root_has_expired_at_the_very_second()
    {
        Trusting.Accepted(Trusting.Begin(_repository, _repository.Expires.AddTicks(-1)).CheckRootExpiry());
        Trusting.Refused(Trusting.Begin(_repository, _repository.Expires).CheckRootExpiry(), ProblemCodes.RootExpired);
    }

    [Fact]
    public void What_is_signed_is_not_looked_into_before_the_signatures_are_good()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);

        Trusting.Refused(trusted.UpdateRoot(Trusting.UnsignedNonsense), ProblemCodes.ThresholdNotMet);
        _repository.PublishEdited("root", root => root["_type"] = 7);
        Trusting.Refused(trusted.UpdateRoot(_repository.FileOf("root")), ProblemCodes.WrongType);
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    public void Where_a_key_of_timestamp_or_snapshot_was_removed_what_was_trusted_before_counts_for_nothing(string role)
    {
        _repository.PublishAs("snapshot", 1000);
        _repository.PublishAs("timestamp", 1000);
        byte[] fastForwarded = _repository.FileOf("timestamp");
        _repository.RotateKeys(role);
        _repository.Publish("root");
        _repository.PublishAs("snapshot", 2);
        _repository.PublishAs("timestamp", 2);

        TrustedMetadata trusted = Trusting.Begin(_repository);
        Trusting.Outdated(trusted.LoadTimestamp(fastForwarded));
        Assert.Equal(1000, trusted.Timestamp?.Version);
        Trusting.Accepted(trusted.UpdateRoot(_repository.FileOf("root")));

        Assert.True(trusted.OnlineKeysRotated);
        Assert.Null(trusted.Timestamp);
        Trusting.Accepted(trusted.UpdateTimestamp(_repository.FileOf("timestamp")));
        Trusting.Accepted(trusted.UpdateSnapshot(_repository.FileOf("snapshot")));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    public void So_does_a_key_that_was_replaced_under_the_same_keyid(string role)
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        Trusting.Outdated(trusted.LoadTimestamp(_repository.FileOf("timestamp")));
        KeyId id = _repository.SignersOf(role)[0].KeyId;
        using Ed25519Signer other = _repository.NewSigner();
        _repository.Root = _repository.Root with { Keys = _repository.Root.Keys.ToDictionary(key => key.Key, key => key.Key == id ? other.PublicKey : key.Value) };
        _repository.Publish("root");

        Trusting.Accepted(trusted.UpdateRoot(_repository.FileOf("root")));

        Assert.True(trusted.OnlineKeysRotated);
        Assert.Null(trusted.Timestamp);
    }

    [Fact]
    public void Other_changes_of_keys_leave_what_was_trusted()
    {
        _repository.AddKey("timestamp");
        _repository.AddKey("snapshot");
        _repository.RotateKeys("targets");
        ISigner old = _repository.SignersOf("root")[0];
        _repository.RotateKeys("root");
        _repository.SignersOf("root").Add(old);
        _repository.Publish("root");

        TrustedMetadata trusted = Trusting.Begin(_repository);
        Trusting.Outdated(trusted.LoadTimestamp(_repository.FileOf("timestamp")));
        Trusting.Accepted(trusted.UpdateRoot(_repository.FileOf("root")));

        Assert.False(trusted.OnlineKeysRotated);
        Assert.Equal(1, trusted.Timestamp?.Version);
    }

    /// <summary>Publishes a role once more under a version of choice.</summary>
    private void PublishedAgain(string role, long version) => _repository.PublishAs(role, version);
}
