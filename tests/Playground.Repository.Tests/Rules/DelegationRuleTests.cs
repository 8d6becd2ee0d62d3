using Playground.Repository.Events;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Rules;

public sealed class DelegationRuleTests : RuleTest
{
    [Theory]
    [InlineData("beta/*")]
    [InlineData("*")]
    [InlineData("*/three.txt")]
    [InlineData("alpha/deep/*")]
    public async Task A_role_that_delegates_paths_it_is_not_trusted_with_is_refused(string path)
    {
        await using TestEvents events = TestEvents.Healthy();
        Delegate(events, "alpha", TestEvents.NewDelegation("gamma", path, TestPerson.Dave));
        events.Write("gamma", TestEvents.NewTargets(), TestPerson.Dave);
        await OnlyRefusedAs(RepositoryProblemCodes.PathsOutsideDelegator, events);
    }

    [Fact]
    public async Task A_role_delegates_a_part_of_its_own_paths()
    {
        await using TestEvents events = TestEvents.Healthy();
        Delegate(events, "alpha", TestEvents.NewDelegation("gamma", "alpha/*.zip", TestPerson.Dave));
        events.Add("alpha/x.zip").Write("gamma", TestEvents.NewTargets("alpha/x.zip"), TestPerson.Dave);
        await Verified(events);
    }

    [Fact]
    public async Task A_delegator_whose_own_paths_shrink_under_what_it_delegates_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy(main =>
        {
            Delegate(main, "alpha", TestEvents.NewDelegation("gamma", "alpha/*.zip", TestPerson.Dave));
            main.Write("gamma", TestEvents.NewTargets(), TestPerson.Dave);
        });
        events.EditDelegation("alpha", alpha => alpha with { Paths = [PathPattern.Parse("alpha/*.txt")] });
        await OnlyRefusedAs(RepositoryProblemCodes.PathsOutsideDelegator, events);
    }

    [Theory]
    [InlineData("a/*", "a/*", true)]
    [InlineData("a/b", "a/*", true)]
    [InlineData("a/b*", "a/*", true)]
    [InlineData("a/?", "a/*", true)]
    [InlineData("a/?", "a/?", true)]
    [InlineData("a/b", "a/?", true)]
    [InlineData("a/*b*c", "a/*c", true)]
    [InlineData("a/x*y*z", "?/x*z", true)]
    [InlineData("a/*", "a/?", false)]
    [InlineData("a/*", "a/b*", false)]
    [InlineData("a/*", "*", false)]
    [InlineData("a/b/c", "a/*", false)]
    [InlineData("*", "a", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("a/b", "a?b", false)]
    [InlineData("a/*/*", "a/*", false)]
    public void A_pattern_is_inside_another_when_that_matches_all_it_matches(string inner, string outer, bool inside)
    {
        Assert.Equal(inside, PathPattern.Parse(inner).IsInside(PathPattern.Parse(outer)));
    }

    [Fact]
    public void Whatever_a_pattern_inside_another_matches_the_other_matches_too()
    {
        var random = new Random(1);
        string Text(string letters) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => letters[random.Next(letters.Length)]));
        int inside = 0;
        for (int i = 0; i < 20_000; i++)
        {
            PathPattern inner = PathPattern.Parse(Text("ab/*?*"));
            PathPattern outer = PathPattern.Parse(Text("ab/*?*"));
            bool isInside = inner.IsInside(outer);
            inside += isInside ? 1 : 0;
            for (int j = 0; j < 20; j++)
            {
                if (TargetPath.TryParse(Text("ab/"), out TargetPath path) && inner.Matches(path) && isInside)
                {
                    Assert.True(outer.Matches(path), $"{inner} is said to be inside {outer}; {path} is not.");
                }
            }
        }

        Assert.True(inside > 500);
    }

    [Fact]
    public async Task A_second_delegator_of_a_role_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Delegate(events, "alpha", TestEvents.NewDelegation("beta", "alpha/b*", TestPerson.Dave, TestPerson.Erin));
        await OnlyRefusedAs(RepositoryProblemCodes.DelegatedTwice, events);
    }

    [Fact]
    public async Task A_role_that_delegates_to_itself_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Delegate(events, "alpha", TestEvents.NewDelegation("alpha", "alpha/*", TestPerson.Carol));
        await OnlyRefusedAs(RepositoryProblemCodes.DelegatedTwice, events);
    }

    [Fact]
    public async Task A_second_delegator_that_was_there_before_stays()
    {
        await using TestEvents events = TestEvents.Healthy(main => Delegate(main, "alpha", TestEvents.NewDelegation("beta", "alpha/b*", TestPerson.Dave, TestPerson.Erin)));
        events.Edit("alpha", alpha => alpha).Edit("targets", targets => targets);
        await Verified(events);
    }

    [Fact]
    public async Task A_delegation_to_a_role_without_metadata_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Delegate(events, "targets", TestEvents.NewDelegation("gamma", "gamma/*", TestPerson.Carol));
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.MetadataMissing, events));
        Assert.Equal("playground delegate \"$EVENT\" gamma", found.Fix);
    }

    [Fact]
    public async Task A_role_that_waits_for_its_first_signer_may_be_without_metadata()
    {
        await using TestEvents events = TestEvents.Healthy();
        Delegate(events, "targets", TestEvents.NewDelegation("gamma", "gamma/*"));
        events.Invite("frank", "gamma");
        EventVerdict verdict = await events.JudgeAsync();
        Assert.Empty(verdict.Problems);
        RoleVerdict targets = Assert.Single(verdict.Roles);
        Assert.Empty(targets.Problems);
        Assert.Equal([Signer.Parse("frank")], targets.Invites);
        Assert.False(verdict.IsVerified);
    }

    [Fact]
    public async Task An_event_that_takes_root_away_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/root.json", null);
        await OnlyRefusedAs(RepositoryProblemCodes.MetadataMissing, events);
    }

    [Fact]
    public async Task Metadata_that_nobody_delegates_to_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Write("gamma", TestEvents.NewTargets(), TestPerson.Mallory);
        await OnlyRefusedAs(RepositoryProblemCodes.NotDelegated, events, signed: false);
    }

    [Fact]
    public async Task Metadata_that_stays_when_its_delegation_goes_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Undelegate(events, "alpha");
        await OnlyRefusedAs(RepositoryProblemCodes.NotDelegated, events);
    }

    [Fact]
    public async Task Metadata_of_a_role_at_a_second_place_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Put("metadata/bins/al/alpha.json", events.Files["metadata/alpha.json"]);
        await OnlyRefusedAs(RepositoryProblemCodes.NotDelegated, events);
    }

    [Fact]
    public async Task A_role_that_nobody_delegates_to_has_no_say_in_who_signs_bins()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Write("gamma", TestEvents.NewTargets() with { Delegations = Bins(TestPerson.Mallory) }, TestPerson.Mallory);
        events.Write("bin-0", TestEvents.NewTargets(), TestPerson.Mallory);
        Assert.Null((await events.ReadAsync()).Proposed.FindDelegation(RoleName.Parse("bin-0")));
        await OnlyRefusedAs(RepositoryProblemCodes.NotDelegated, events, signed: false);
    }

    [Fact]
    public async Task Roles_that_root_names_beside_the_four_mean_nothing()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root with
        {
            Roles = root.Roles.Append(new(RoleName.Parse("gamma"), new Role { KeyIds = [TestPerson.Alice.KeyId], Threshold = 1 })).ToDictionary(),
        });
        await Verified(events);
        events.Write("gamma", TestEvents.NewTargets(), TestPerson.Alice);
        await OnlyRefusedAs(RepositoryProblemCodes.NotDelegated, events, signed: false);
    }

    [Fact]
    public async Task A_roles_metadata_that_goes_without_its_delegation_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/alpha.json", null);
        await OnlyRefusedAs(RepositoryProblemCodes.RoleFileRemoved, events);
    }

    [Fact]
    public async Task A_role_leaves_with_its_delegation_its_metadata_and_its_artifacts()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/alpha.json", null).Put("targets/alpha/one.txt", null);
        Undelegate(events, "alpha");
        await Verified(events);
        Assert.Equal([RoleName.Parse("alpha")], (await events.JudgeAsync()).RemovedRoles);
    }

    [Fact]
    public async Task Bins_that_get_other_signers_are_refused_until_all_are_signed_anew()
    {
        await using TestEvents events = TestEvents.Healthy(main =>
        {
            main.Edit("alpha", alpha => alpha with { Files = TargetFiles.Empty, Delegations = Bins(TestPerson.Carol) }).Put("targets/alpha/one.txt", null);
            main.Write("bin-0", TestEvents.NewTargets(), TestPerson.Carol).Write("bin-1", TestEvents.NewTargets(), TestPerson.Carol);
        });
        events.Edit("alpha", alpha => alpha with { Delegations = Bins(TestPerson.Dave) }).Edit("bin-0", bin => bin);
        await OnlyRefusedAs(RepositoryProblemCodes.BinsNotSigned, events);
        events.Edit("bin-1", bin => bin);
        await Verified(events);
    }

    [Fact]
    public async Task A_bin_without_metadata_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Edit("alpha", alpha => alpha with { Files = TargetFiles.Empty, Delegations = Bins(TestPerson.Carol) }).Put("targets/alpha/one.txt", null);
        events.Write("bin-0", TestEvents.NewTargets(), TestPerson.Carol);
        await OnlyRefusedAs(RepositoryProblemCodes.MetadataMissing, events);
        events.Write("bin-1", TestEvents.NewTargets(), TestPerson.Carol);
        await Verified(events);
    }

    private static Delegations Bins(TestPerson signer) => new()
    {
        Keys = TestPerson.KeysOf(signer),
        SuccinctRoles = new SuccinctRoles { KeyIds = [signer.KeyId], Threshold = 1, BitLength = 1, NamePrefix = "bin" },
    };

    private static void Delegate(TestEvents events, string delegator, DelegatedRole role)
    {
        events.Edit(delegator, targets => targets with
        {
            Delegations = new Delegations
            {
                Keys = TestPerson.KeysOf(TestPerson.Carol, TestPerson.Dave, TestPerson.Erin),
                Roles = [.. targets.Delegations?.Roles ?? [], role],
            },
        });
    }

    private static void Undelegate(TestEvents events, string role) => events.Edit("targets", targets => targets with
    {
        Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!.Where(known => known.Name.Value != role)] },
    });
}
