using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>The order of the steps is the caller's to keep: out of it is misuse, and not an answer. What nobody answered is a no.</summary>
public sealed class TrustOrderTests
{
    private readonly TestRepository _repository = new();

    private byte[] Root => _repository.FileOf("root");

    private byte[] Timestamp => _repository.FileOf("timestamp");

    private byte[] Snapshot => _repository.FileOf("snapshot");

    private byte[] Targets => _repository.FileOf("targets");

    [Fact]
    public void Root_comes_before_timestamp()
    {
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);
        _repository.Publish("root");

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateRoot(Root));
        Assert.Equal(1, trusted.Root.Version);
    }

    [Fact]
    public void Timestamp_comes_before_snapshot()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateSnapshot(Snapshot));
        Assert.Throws<InvalidOperationException>(() => trusted.LoadSnapshot(Snapshot));
        Assert.Throws<InvalidOperationException>(() => trusted.UseStoredTimestamp());
        Trusting.Outdated(trusted.LoadTimestamp(Timestamp));
        Assert.Throws<InvalidOperationException>(() => trusted.UpdateSnapshot(Snapshot));
        Assert.Throws<InvalidOperationException>(() => trusted.LoadSnapshot(Snapshot));
    }

    [Fact]
    public void A_refused_timestamp_opens_no_way_to_snapshot()
    {
        TrustedMetadata trusted = Trusting.Begin(_repository);
        Trusting.Refused(trusted.UpdateTimestamp(Trusting.UnsignedNonsense), ProblemCodes.ThresholdNotMet);

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateSnapshot(Snapshot));
    }

    [Fact]
    public void Timestamp_and_snapshot_come_once()
    {
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateTimestamp(Timestamp));
        Assert.Throws<InvalidOperationException>(() => trusted.LoadTimestamp(Timestamp));
        Trusting.Accepted(trusted.UpdateSnapshot(Snapshot));
        Assert.Throws<InvalidOperationException>(() => trusted.UpdateSnapshot(Snapshot));
        Assert.Throws<InvalidOperationException>(() => trusted.LoadSnapshot(Snapshot));
    }

    [Fact]
    public void Snapshot_comes_before_targets()
    {
        TrustedMetadata trusted = Trusting.ThroughTimestamp(_repository);
        DelegationStep step = DelegationStep.ToTargets(trusted.Root);

        Assert.Throws<InvalidOperationException>(() => trusted.UpdateTargets(Targets, step));
        Trusting.Refused(trusted.UpdateSnapshot(Trusting.UnsignedNonsense), ProblemCodes.ThresholdNotMet);
        Assert.Throws<InvalidOperationException>(() => trusted.UpdateTargets(Targets, step));
    }

    [Fact]
    public void A_delegator_is_trusted_before_those_it_delegates_to()
    {
        _repository.Delegate("targets", "a", false, "*");
        _repository.PublishThrough("a", "targets");
        TrustedMetadata trusted = Trusting.ThroughSnapshot(_repository);
        Targets forged = Metadata.Parse<Targets>(Targets).Signed;

        Assert.Throws<InvalidOperationException>(() =>
            trusted.UpdateTargets(_repository.FileOf("a"), new DelegationStep(RoleName.Parse("a"), RoleName.Targets, forged.Delegations!)));
        Assert.Throws<InvalidOperationException>(() =>
            trusted.UpdateTargets(Targets, DelegationStep.ToTargets(Metadata.Parse<Root>(Root).Signed)));
    }

    [Fact]
    public void An_answer_that_nobody_gave_is_a_refusal()
    {
        TrustAnswer answer = default;

        Assert.Equal(TrustDecision.Refused, answer.Decision);
        Assert.False(answer.IsTrusted);
        Assert.NotNull(answer.Problem);
        Assert.Equal(0, (int)TrustDecision.Refused);
    }
}
