using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>Which targets roles are believed, and from whom (specification 5.6).</summary>
public sealed class TrustedTargetsTests
{
    private readonly TestRepository _repository = new() { DescribesMetadata = true };

    public TrustedTargetsTests()
    {
        _repository.Delegate("targets", "a", false, "*");
        _repository.Delegate("targets", "b", false, "*");
        _repository.Delegate("a", "c", false, "*");
        _repository.PublishThrough("a", "b", "c", "targets");
    }

    [Fact]
    public void A_role_is_accepted_as_its_delegator_delegates_to_it()
    {
        TrustedMetadata trusted = Trusting.ThroughSnapshot(_repository);
        DelegationStep step = DelegationStep.ToTargets(trusted.Root);
        Assert.Null(trusted.FindTargets(step));

        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("targets"), step));

        Targets targets = Assert.IsType<Targets>(trusted.FindTargets(step));
        Assert.Equal(2, targets.Version);
        DelegationStep a = Step("a", targets);
        Assert.Null(trusted.FindTargets(a));
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("a"), a));
        DelegationStep c = Step("c", trusted.FindTargets(a)!, by: "a");
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("c"), c));
        Assert.Equal(1, trusted.FindTargets(c)?.Version);
    }

    [Fact]
    public void A_role_that_snapshot_does_not_list_is_refused()
    {
        _repository.Snapshot = _repository.Snapshot with { Meta = _repository.Snapshot.Meta.Without(RoleName.Parse("a")) };
        _repository.Publish("snapshot", "timestamp");
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();

        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("a"), Step("a", targets)), ProblemCodes.NotInSnapshot);
    }

    [Fact]
    public void A_file_of_another_length_or_hash_than_listed_is_refused_unread()
    {
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();
        byte[] changed = [.. _repository.FileOf("a")];
        changed[0] = (byte)'x';

        Trusting.Refused(trusted.UpdateTargets("{"u8.ToArray(), Step("a", targets)), ProblemCodes.FileMismatch);
        Trusting.Refused(trusted.UpdateTargets(changed, Step("a", targets)), ProblemCodes.FileMismatch);

        Assert.Null(trusted.FindTargets(Step("a", targets)));
    }

    [Fact]
    public void A_role_that_its_delegator_does_not_vouch_for_is_refused()
    {
        _repository.DescribesMetadata = false;
        _repository.PublishThrough("a", "b", "targets");
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();

        Trusting.Refused(trusted.UpdateTargets(Trusting.BadlySigned<Targets>(_repository.FileOf("a")), Step("a", targets)), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("b"), Step("a", targets)), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateTargets(Trusting.UnsignedNonsense, Step("a", targets)), ProblemCodes.ThresholdNotMet);
        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("targets"), Step("a", targets)), ProblemCodes.ThresholdNotMet);

        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("a"), Step("a", targets)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_role_of_another_version_than_listed_is_refused(long listed)
    {
        _repository.Publish("a");
        _repository.Snapshot = _repository.Snapshot with { Meta = _repository.Snapshot.Meta.With(RoleName.Parse("a"), new MetaFile { Version = listed }) };
        _repository.Publish("snapshot", "timestamp");
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();

        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("a"), Step("a", targets)), ProblemCodes.TargetsVersionMismatch);

        Assert.Null(trusted.FindTargets(Step("a", targets)));
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("a")]
    public void A_role_that_has_expired_is_refused(string role)
    {
        _repository.SetExpiry(role, TestRepository.Now);
        _repository.PublishThrough(role);
        TrustedMetadata trusted = Trusting.ThroughSnapshot(_repository);
        DelegationStep step = DelegationStep.ToTargets(trusted.Root);
        if (role == "a")
        {
            Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("targets"), step));
            step = Step("a", trusted.FindTargets(step)!);
        }

        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf(role), step), ProblemCodes.TargetsExpired);
    }

    [Fact]
    public void A_role_that_the_one_asked_does_not_delegate_to_is_refused()
    {
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();

        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("c"), Step("c", targets)), ProblemCodes.NotDelegated);
        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("a"), new DelegationStep(RoleName.Parse("a"), RoleName.Root, trusted.Root)), ProblemCodes.NotDelegated);
    }

    [Fact]
    public void Other_metadata_is_no_targets_role_however_it_is_signed()
    {
        _repository.Snapshot = _repository.Snapshot with { Meta = _repository.Snapshot.Meta.With(RoleName.Snapshot, new MetaFile { Version = 9 }) };
        _repository.Publish("snapshot", "timestamp");
        TrustedMetadata trusted = Trusting.ThroughSnapshot(_repository);

        Trusting.Refused(
            trusted.UpdateTargets(_repository.FileOf("snapshot"), new DelegationStep(RoleName.Snapshot, RoleName.Root, trusted.Root)), ProblemCodes.WrongMetadataType);
    }

    [Fact]
    public void A_role_reached_from_two_delegators_is_verified_against_each()
    {
        _repository.Delegate("b", "c", false, "*");
        _repository.PublishThrough("b");
        _repository.SignersOf("c").RemoveAt(1);
        _repository.PublishThrough("c");
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("a"), Step("a", targets)));
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("b"), Step("b", targets)));
        DelegationStep fromA = Step("c", trusted.FindTargets(Step("a", targets))!, by: "a");
        DelegationStep fromB = Step("c", trusted.FindTargets(Step("b", targets))!, by: "b");

        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("c"), fromA));

        Assert.NotNull(trusted.FindTargets(fromA));
        Assert.Null(trusted.FindTargets(fromB));
        Trusting.Refused(trusted.UpdateTargets(_repository.FileOf("c"), fromB), ProblemCodes.ThresholdNotMet);
        Assert.Null(trusted.FindTargets(fromB));
    }

    [Fact]
    public void A_role_that_both_of_two_delegators_vouch_for_is_accepted_from_each()
    {
        _repository.Delegate("b", "c", false, "*");
        _repository.PublishThrough("b", "c");
        (TrustedMetadata trusted, Targets targets) = ThroughTargets();
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("a"), Step("a", targets)));
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("b"), Step("b", targets)));

        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("c"), Step("c", trusted.FindTargets(Step("a", targets))!, by: "a")));
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("c"), Step("c", trusted.FindTargets(Step("b", targets))!, by: "b")));
    }

    private (TrustedMetadata Trusted, Targets Targets) ThroughTargets()
    {
        TrustedMetadata trusted = Trusting.ThroughSnapshot(_repository);
        DelegationStep step = DelegationStep.ToTargets(trusted.Root);
        Trusting.Accepted(trusted.UpdateTargets(_repository.FileOf("targets"), step));
        return (trusted, trusted.FindTargets(step)!);
    }

    private static DelegationStep Step(string role, Targets delegator, string by = "targets") => new(RoleName.Parse(role), RoleName.Parse(by), delegator.Delegations!);
}
