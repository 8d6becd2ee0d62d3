using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Rules;

public sealed class PeopleRuleTests : RuleTest
{
    [Theory]
    [InlineData("gamma")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    public async Task An_invitation_to_a_role_that_people_do_not_sign_is_refused(string role)
    {
        await using TestEvents events = TestEvents.Healthy().Invite("frank", role);
        await OnlyRefusedAs(RepositoryProblemCodes.InvitationToNothing, events, signed: role == "gamma");
    }

    [Theory]
    [InlineData("root")]
    [InlineData("targets")]
    [InlineData("alpha")]
    public async Task People_are_invited_to_roles_that_are_there(string role)
    {
        await using TestEvents events = TestEvents.Healthy().Invite("frank", role);
        Assert.Empty((await events.JudgeAsync()).Roles.SelectMany(known => known.Problems));
        Assert.Empty((await events.JudgeAsync()).Problems);
    }

    [Fact]
    public async Task A_signature_by_a_key_that_may_not_sign_the_role_is_refused_even_beside_enough_others()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Write("alpha", Next(events), TestPerson.Carol, TestPerson.Mallory);
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.BadSignature, events));
        Assert.Equal($"The signature on 'alpha' under keyid {TestPerson.Mallory.KeyId} is by a key that may not sign it.", found.Message);
    }

    [Fact]
    public async Task A_signature_over_something_else_is_refused_even_beside_enough_others()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("beta", beta => beta with { Threshold = 1 }).Edit("beta", beta => beta);
        Metadata<Targets> beta = Metadata.Parse<Targets>(events.Files["metadata/beta.json"].Content);
        byte[] forged = [.. beta.Signatures[1].Value];
        forged[0] ^= 1;
        events.Put("metadata/beta.json", TestFile.Of(beta.WithSignature(beta.Signatures[1] with { Value = forged }).ToBytes()));
        await OnlyRefusedAs(RepositoryProblemCodes.BadSignature, events);
    }

    [Fact]
    public async Task A_place_for_a_signature_still_to_be_given_is_fine()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("beta", beta => beta with { Threshold = 1 }).Edit("beta", beta => beta);
        Metadata<Targets> beta = Metadata.Parse<Targets>(events.Files["metadata/beta.json"].Content);
        events.Put("metadata/beta.json", TestFile.Of(beta.WithSignature(Signature.Pending(TestPerson.Erin.KeyId)).ToBytes()));
        await Verified(events);
    }

    [Fact]
    public async Task Whoever_leaves_root_signs_its_successor()
    {
        await using TestEvents events = TestEvents.Healthy().EditRootRole("root", root => root with { KeyIds = [TestPerson.Alice.KeyId, TestPerson.Dave.KeyId] }, TestPerson.Dave);
        Assert.Equal(3, Metadata.Parse<Root>(events.Files["metadata/root.json"].Content).Signatures.Count);
        await Verified(events);
    }

    private static Targets Next(TestEvents events) => events.Read<Targets>("alpha") with { Version = 2, Expires = TestEvents.Time.AddDays(365) };
}
