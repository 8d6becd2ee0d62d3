using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Rules;

public sealed class ArtifactRuleTests : RuleTest
{
    private static readonly TargetPath One = TargetPath.Parse("alpha/one.txt");

    [Fact]
    public async Task Artifacts_are_added_changed_and_removed()
    {
        await using TestEvents events = TestEvents.Healthy().Add("alpha/three.txt", "alpha/four.txt").List("alpha", "alpha/three.txt", "alpha/four.txt").Merge();
        events.Put("targets/alpha/four.txt", null).Put("targets/alpha/one.txt", TestFile.Of("another")).Add("alpha/five.txt");
        events.Edit("alpha", alpha => alpha with
        {
            Files = alpha.Files.Without(TargetPath.Parse("alpha/four.txt")).With(One, TestEvents.Describe("another"))
                .With(TargetPath.Parse("alpha/five.txt"), TestEvents.Describe("alpha/five.txt")),
        });
        await Verified(events);
    }

    [Fact]
    public async Task A_file_that_differs_from_what_metadata_says_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("targets/alpha/one.txt", TestFile.Of("alpha/0ne.txt"));
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.ArtifactDiffers, events));
        Assert.Equal("playground-ci update-targets", found.Fix);
    }

    [Theory]
    [InlineData("alpha/0ne.txt")]
    [InlineData("alpha/one.txt\n")]
    public async Task Metadata_that_describes_another_file_than_the_one_there_is_refused(string content)
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { Files = alpha.Files.With(One, TestEvents.Describe(content)) });
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactDiffers, events);
    }

    [Fact]
    public async Task A_length_that_is_wrong_is_refused_although_the_hash_is_right()
    {
        await using TestEvents events = TestEvents.Healthy().Edit(
            "alpha", alpha => alpha with { Files = alpha.Files.With(One, TestEvents.Describe("alpha/one.txt") with { Length = 14 }) });
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactDiffers, events);
    }

    [Fact]
    public async Task A_hash_that_nobody_checked_is_refused()
    {
        Hashes hashes = Hashes.From([.. TestEvents.Describe("alpha/one.txt").Hashes.All, new("sha512", new string('a', 128))]);
        await using TestEvents events = TestEvents.Healthy().Edit(
            "alpha", alpha => alpha with { Files = alpha.Files.With(One, TestEvents.Describe("alpha/one.txt") with { Hashes = hashes }) });
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactDiffers, events);
    }

    [Fact]
    public async Task A_file_that_no_role_lists_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Add("alpha/three.txt");
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events));
        Assert.Equal(RoleName.Parse("alpha"), found.Role);
    }

    [Fact]
    public async Task A_file_that_its_bin_does_not_list_is_refused()
    {
        var bins = new SuccinctRoles { KeyIds = [TestPerson.Carol.KeyId], Threshold = 1, BitLength = 1, NamePrefix = "bin" };
        await using TestEvents events = TestEvents.Healthy(main =>
        {
            main.Edit("alpha", alpha => alpha with
            {
                Files = TargetFiles.Empty,
                Delegations = new Delegations { Keys = TestPerson.KeysOf(TestPerson.Carol), SuccinctRoles = bins },
            });
            main.Put("targets/alpha/one.txt", null).Write("bin-0", TestEvents.NewTargets(), TestPerson.Carol).Write("bin-1", TestEvents.NewTargets(), TestPerson.Carol);
        });
        events.Add("alpha/one.txt");
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events);
        events.List(bins.NameOf(bins.BinOf(One)).Value, "alpha/one.txt");
        await Verified(events);
    }

    [Fact]
    public async Task A_file_that_a_role_lists_and_that_is_not_there_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().List("alpha", "alpha/three.txt");
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events);
    }

    [Fact]
    public async Task A_file_that_was_removed_and_is_still_listed_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("targets/alpha/one.txt", null);
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events);
    }

    [Fact]
    public async Task A_file_that_is_no_longer_listed_and_still_there_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { Files = TargetFiles.Empty });
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events);
    }

    [Fact]
    public async Task Files_of_a_role_that_left_are_refused_until_somebody_lists_them()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/alpha.json", null);
        events.Edit("targets", targets => targets with
        {
            Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!.Where(known => known.Name.Value != "alpha")] },
        });
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events);
        events.Edit("targets", targets => targets with { Version = 2, Files = targets.Files.With(One, TestEvents.Describe("alpha/one.txt")) });
        await Verified(events);
    }

    [Fact]
    public async Task A_file_that_belongs_to_another_role_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().List("targets", "alpha/one.txt");
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.ArtifactInWrongRole, events));
        Assert.Equal("'targets' lists 'alpha/one.txt', which belongs to 'alpha'.", found.Message);
    }

    [Fact]
    public async Task A_file_that_belongs_to_a_role_beside_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().List("beta", "alpha/one.txt");
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactInWrongRole, events);
    }

    [Fact]
    public async Task What_a_new_delegation_takes_over_may_not_stay_with_the_delegator()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Edit("alpha", alpha => alpha with
        {
            Delegations = new Delegations { Keys = TestPerson.KeysOf(TestPerson.Dave), Roles = [TestEvents.NewDelegation("gamma", "alpha/*", TestPerson.Dave)] },
        });
        events.Write("gamma", TestEvents.NewTargets(), TestPerson.Dave);
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactInWrongRole, events);
    }

    [Fact]
    public async Task A_path_that_git_cannot_hold_is_listed_in_vain()
    {
        await using TestEvents events = TestEvents.Healthy().List("alpha", "alpha/.git");
        await OnlyRefusedAs(RepositoryProblemCodes.ArtifactNotListed, events);
    }
}
