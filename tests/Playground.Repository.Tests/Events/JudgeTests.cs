using Playground.Repository.Events;
using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Events;

public sealed class JudgeTests
{
    [Fact]
    public async Task An_event_that_changes_nothing_is_verified()
    {
        await using TestEvents events = TestEvents.Healthy();
        EventVerdict verdict = await events.JudgeAsync();
        Assert.True(verdict.IsVerified);
        Assert.Empty(verdict.Roles);
    }

    [Fact]
    public async Task The_first_event_is_verified_when_everybody_signed()
    {
        await using TestEvents events = TestEvents.Empty().AddOfflineRoles();
        EventVerdict verdict = await events.JudgeAsync();
        Assert.True(verdict.IsVerified, VerdictJson.Write(verdict));
        Assert.Equal(["root", "targets", "alpha", "beta"], verdict.Roles.Select(role => role.Role.Value));
        Assert.Null(verdict.Base);
        Assert.Null(verdict.Roles[0].Previous);
    }

    [Fact]
    public async Task A_role_that_lacks_signatures_says_whose()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("beta", beta => beta).Unsign<Targets>("beta", TestPerson.Erin);
        RoleVerdict beta = Assert.Single((await events.JudgeAsync()).Roles);
        Assert.False(beta.IsVerified);
        Assert.Equal(["@dave"], beta.Signatures.Signed);
        Assert.Equal(["@erin"], beta.Signatures.Missing);
        Assert.Empty(beta.Problems);
    }

    [Fact]
    public async Task A_person_with_two_keys_counts_once()
    {
        TestPerson again = TestPerson.Named("dave", 2);
        await using TestEvents events = TestEvents.Healthy(main => main.EditDelegation("beta", beta => beta with { KeyIds = [.. beta.KeyIds, again.KeyId] }, again));
        Targets next = events.Read<Targets>("beta") with { Version = 2 };

        RoleVerdict beta = Assert.Single((await events.Write("beta", next, TestPerson.Dave, again).JudgeAsync()).Roles);
        Assert.Equal(["@dave"], beta.Signatures.Signed);
        Assert.Equal(["@erin"], beta.Signatures.Missing);
        Assert.False(beta.IsVerified);

        beta = Assert.Single((await events.Write("beta", next, again, TestPerson.Erin).JudgeAsync()).Roles);
        Assert.Equal(["@dave", "@erin"], beta.Signatures.Signed);
        Assert.Empty(beta.Signatures.Missing);
        Assert.True(beta.IsVerified);
    }

    [Fact]
    public async Task A_key_that_two_people_share_counts_once_even_where_the_repository_always_had_it()
    {
        Key shared = CustomFields.New.WithOwner(TestPerson.Dave.Key, Signer.Parse("mallory"));
        await using TestEvents events = TestEvents.Healthy(main => main.EditDelegation("beta", beta => beta).Edit("targets", targets => targets with
        {
            Delegations = targets.Delegations! with
            {
                Keys = targets.Delegations.Keys.Append(new(shared.ComputeId(), shared)).ToDictionary(),
                Roles = [.. targets.Delegations.Roles!.Select(role => role.Name.Value == "beta" ? role with { KeyIds = [.. role.KeyIds, shared.ComputeId()] } : role)],
            },
        }));
        Metadata<Targets> next = Metadata.Of(events.Read<Targets>("beta") with { Version = 2 });
        byte[] signature = await TestPerson.Dave.Signer.SignAsync(next.Payload, TestContext.Current.CancellationToken);
        next = next.WithSignature(new Signature(TestPerson.Dave.KeyId, signature)).WithSignature(new Signature(shared.ComputeId(), signature));
        events.Put("metadata/beta.json", TestFile.Of(next.ToBytes()));
        RoleVerdict beta = Assert.Single((await events.JudgeAsync()).Roles);
        Assert.Equal(["@dave"], beta.Signatures.Signed);
        Assert.False(beta.IsVerified);
    }

    [Fact]
    public async Task Keys_without_an_owner_count_for_themselves_under_their_keyids()
    {
        TestPerson one = TestPerson.WithoutOwner("one");
        TestPerson two = TestPerson.WithoutOwner("two");
        await using TestEvents events = TestEvents.Healthy(main =>
        {
            main.EditDelegation("alpha", alpha => alpha with { KeyIds = [one.KeyId, two.KeyId], Threshold = 2 }, one, two);
            main.Write("alpha", main.Read<Targets>("alpha"), one, two);
        });
        events.Write("alpha", events.Read<Targets>("alpha") with { Version = 2 }, one);
        RoleVerdict alpha = Assert.Single((await events.JudgeAsync()).Roles);
        Assert.Equal([one.KeyId.Value], alpha.Signatures.Signed);
        Assert.Equal([two.KeyId.Value], alpha.Signatures.Missing);
    }

    [Fact]
    public async Task A_new_root_needs_the_people_of_the_old_one_and_its_own()
    {
        await using TestEvents events = TestEvents.Healthy().EditRootRole(
            "root", root => root with { KeyIds = [TestPerson.Carol.KeyId, TestPerson.Dave.KeyId] }, TestPerson.Carol, TestPerson.Dave);
        Root root = events.Read<Root>("root");

        EventVerdict byNew = await events.Write("root", root, TestPerson.Carol, TestPerson.Dave).JudgeAsync();
        Assert.True(byNew.Roles[0].Signatures.IsMet);
        Assert.Equal(["@alice", "@bob"], byNew.Roles[0].Previous!.Missing);
        Assert.False(byNew.IsVerified);

        EventVerdict byOld = await events.Write("root", root, TestPerson.Alice, TestPerson.Bob).JudgeAsync();
        Assert.True(byOld.Roles[0].Previous!.IsMet);
        Assert.Equal(["@carol", "@dave"], byOld.Roles[0].Signatures.Missing);
        Assert.False(byOld.IsVerified);

        EventVerdict byAll = await events.Write("root", root, TestPerson.Alice, TestPerson.Bob, TestPerson.Carol, TestPerson.Dave).JudgeAsync();
        Assert.True(byAll.IsVerified, VerdictJson.Write(byAll));
    }

    [Fact]
    public async Task A_role_is_not_ready_while_an_invitation_to_a_role_it_delegates_to_is_open()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("alpha", alpha => alpha with { Threshold = 1 }).Invite("frank", "alpha");
        RoleVerdict targets = Assert.Single((await events.JudgeAsync()).Roles);
        Assert.Equal([Signer.Parse("frank")], targets.Invites);
        Assert.True(targets.Signatures.IsMet);
        Assert.False(targets.IsVerified);
    }

    [Fact]
    public async Task Invitations_to_root_and_targets_are_roots_although_it_did_not_change()
    {
        await using TestEvents events = TestEvents.Healthy().Invite("frank", "targets");
        RoleVerdict root = Assert.Single((await events.JudgeAsync()).Roles);
        Assert.Equal(RoleName.Root, root.Role);
        Assert.Equal(1, root.Version);
        Assert.False(root.IsVerified);
    }

    [Fact]
    public async Task A_role_that_gets_another_signer_has_to_be_signed_by_that_one()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("alpha", alpha => alpha with { KeyIds = [TestPerson.Dave.KeyId] });
        EventVerdict verdict = await events.JudgeAsync();
        Assert.False(verdict.IsVerified);
        Assert.Equal(["targets", "alpha"], verdict.Roles.Select(role => role.Role.Value));
        Assert.Equal(["@dave"], verdict.Roles[1].Signatures.Missing);

        verdict = await events.Write("alpha", events.Read<Targets>("alpha"), TestPerson.Dave).JudgeAsync();
        Assert.True(verdict.IsVerified, VerdictJson.Write(verdict));
    }

    [Fact]
    public async Task A_role_with_two_delegators_is_signed_for_both()
    {
        await using TestEvents events = TestEvents.Healthy(main => main
            .Edit("alpha", alpha => alpha with
            {
                Delegations = new Delegations { Keys = TestPerson.KeysOf(TestPerson.Carol), Roles = [TestEvents.NewDelegation("beta", "alpha/b*", TestPerson.Carol)] },
            })
            .Edit("beta", beta => beta));
        Targets next = events.Read<Targets>("beta") with { Version = 3 };
        EventVerdict verdict = await events.Write("beta", next, TestPerson.Dave, TestPerson.Erin).JudgeAsync();
        Assert.Equal(["@carol"], Assert.Single(verdict.Roles).Signatures.Missing);
        Assert.False(verdict.IsVerified);
        Assert.True((await events.Write("beta", next, TestPerson.Dave, TestPerson.Erin, TestPerson.Carol).JudgeAsync()).IsVerified);
    }

    [Fact]
    public async Task The_files_that_a_role_adds_changes_and_removes_are_listed_in_order()
    {
        await using TestEvents events = TestEvents.Healthy(main => main.Add("alpha/zero.txt").List("alpha", "alpha/zero.txt"));
        events.Add("alpha/a.txt").Put("targets/alpha/one.txt", TestFile.Of("changed")).Put("targets/alpha/zero.txt", null);
        events.Edit("alpha", alpha => alpha with
        {
            Files = alpha.Files.With(TargetPath.Parse("alpha/a.txt"), TestEvents.Describe("alpha/a.txt"))
                .With(TargetPath.Parse("alpha/one.txt"), TestEvents.Describe("changed")).Without(TargetPath.Parse("alpha/zero.txt")),
        });
        RoleVerdict alpha = Assert.Single((await events.JudgeAsync()).Roles);
        Assert.Equal(
            [
                new TargetChange(TargetPath.Parse("alpha/a.txt"), GitChangeKind.Added),
                new TargetChange(TargetPath.Parse("alpha/one.txt"), GitChangeKind.Modified),
                new TargetChange(TargetPath.Parse("alpha/zero.txt"), GitChangeKind.Removed),
            ],
            alpha.Changes);
    }

    [Fact]
    public async Task A_proposal_without_any_repository_is_not_verified()
    {
        await using TestEvents events = TestEvents.Empty().Put("README.md", TestFile.Of("x"));
        EventVerdict verdict = await events.JudgeAsync();
        Assert.Equal([RepositoryProblemCodes.MetadataMissing], verdict.Problems.Select(problem => problem.Code));
        Assert.False(verdict.IsVerified);
    }

    [Fact]
    public async Task The_same_event_gets_the_same_verdict()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("alpha", alpha => alpha with { KeyIds = [TestPerson.Dave.KeyId] }).Add("x.txt").Invite("frank", "beta");
        string first = VerdictJson.Write(await events.JudgeAsync());
        Assert.Equal(first, VerdictJson.Write(await events.JudgeAsync()));
    }
}
