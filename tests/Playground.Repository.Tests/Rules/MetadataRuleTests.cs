using System.Text;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Rules;

public sealed class MetadataRuleTests : RuleTest
{
    [Theory]
    [InlineData("{}")]
    [InlineData("not JSON")]
    public async Task Metadata_that_cannot_be_read_is_refused(string content)
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/alpha.json", TestFile.Of(content));
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.UnreadableMetadata, events, signed: false));
        Assert.Equal($"git restore --source={events.Base} --staged --worktree -- metadata/alpha.json", found.Fix);
    }

    [Fact]
    public async Task Metadata_of_another_roles_type_cannot_be_read()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Put("metadata/targets.json", events.Files["metadata/snapshot.json"]);
        await OnlyRefusedAs(RepositoryProblemCodes.UnreadableMetadata, events, signed: false);
    }

    [Fact]
    public async Task Invitations_that_cannot_be_read_are_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/.signing-event-state", TestFile.Of("{\"invites\": 1}"));
        await OnlyRefusedAs(RepositoryProblemCodes.UnreadableMetadata, events);
    }

    [Fact]
    public async Task Metadata_written_in_another_form_is_refused_although_its_signatures_are_good()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha);
        string compact = Encoding.UTF8.GetString(events.Files["metadata/alpha.json"].Content).ReplaceLineEndings("");
        events.Put("metadata/alpha.json", TestFile.Of(compact));
        await OnlyRefusedAs(RepositoryProblemCodes.NotInForm, events);
    }

    [Fact]
    public async Task A_list_of_invitations_that_is_empty_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Put("metadata/.signing-event-state", TestFile.Of("{\"invites\": {}}"));
        await OnlyRefusedAs(RepositoryProblemCodes.NotInForm, events);
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("timestamp")]
    public async Task An_online_role_that_an_event_changes_is_refused_although_the_CI_signed_it(string role)
    {
        await using TestEvents events = TestEvents.Healthy();
        if (role == "snapshot")
        {
            events.Edit<Snapshot>(role, snapshot => snapshot with { Expires = TestEvents.Time.AddDays(300) });
        }
        else
        {
            events.Edit<Timestamp>(role, timestamp => timestamp with { Expires = TestEvents.Time.AddDays(2) });
        }

        await OnlyRefusedAs(RepositoryProblemCodes.OnlineRoleTouched, events);
    }

    [Fact]
    public async Task The_metadata_of_a_targets_role_that_the_CI_signs_is_not_made_by_an_event()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Edit("targets", targets => targets with
        {
            Delegations = targets.Delegations! with
            {
                Keys = targets.Delegations.Keys.Concat(TestPerson.KeysOf(TestPerson.Ci)).ToDictionary(),
                Roles = [.. targets.Delegations.Roles!, TestEvents.NewDelegation("nightly", "nightly/*", TestPerson.Ci) with
                {
                    UnknownFields = CustomFields.New.WithPeriods(JsonFields.Empty, TestEvents.Year),
                }],
            },
        });
        events.Add("nightly/build.zip");
        await Verified(events);

        events.Write("nightly", TestEvents.NewTargets("nightly/build.zip"), TestPerson.Ci);
        await OnlyRefusedAs(RepositoryProblemCodes.OnlineRoleTouched, events);
    }

    [Fact]
    public async Task A_root_without_its_copy_in_the_history_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root).Put("metadata/root_history/2.root.json", null);
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.RootHistoryBroken, events));
        Assert.Equal("cp metadata/root.json metadata/root_history/2.root.json", found.Fix);
    }

    [Fact]
    public async Task A_root_whose_copy_in_the_history_is_another_file_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root);
        events.Put("metadata/root_history/2.root.json", events.Files["metadata/root_history/1.root.json"]);
        await OnlyRefusedAs(RepositoryProblemCodes.RootHistoryBroken, events);
    }

    [Fact]
    public async Task A_root_of_the_past_cannot_be_changed()
    {
        await using TestEvents events = TestEvents.Healthy(main => main.Edit<Root>("root", root => root)).Put("metadata/root_history/1.root.json", TestFile.Of("{}"));
        await OnlyRefusedAs(RepositoryProblemCodes.RootHistoryBroken, events);
    }

    [Fact]
    public async Task A_root_of_the_past_cannot_be_removed()
    {
        await using TestEvents events = TestEvents.Healthy(main => main.Edit<Root>("root", root => root)).Put("metadata/root_history/1.root.json", null);
        await OnlyRefusedAs(RepositoryProblemCodes.RootHistoryBroken, events);
    }

    [Fact]
    public async Task A_root_of_the_future_cannot_be_planted()
    {
        await using TestEvents events = TestEvents.Healthy();
        events.Put("metadata/root_history/9.root.json", events.Files["metadata/root.json"]);
        await OnlyRefusedAs(RepositoryProblemCodes.RootHistoryBroken, events);
    }

    [Fact]
    public async Task A_root_that_turns_consistent_snapshots_off_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root with { ConsistentSnapshot = false });
        await OnlyRefusedAs(RepositoryProblemCodes.NoConsistentSnapshot, events);
    }

    [Fact]
    public async Task A_role_without_periods_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { UnknownFields = JsonFields.Empty });
        await OnlyRefusedAs(RepositoryProblemCodes.PeriodsNotSane, events);
    }

    [Theory]
    [InlineData(365, 365)]
    [InlineData(365, 0)]
    [InlineData(0, -1)]
    [InlineData(40_000, 60)]
    [InlineData(long.MaxValue, 60)]
    public async Task A_role_with_periods_that_make_no_sense_is_refused(long expiry, long signing)
    {
        await using TestEvents events = TestEvents.Healthy().Edit(
            "alpha", alpha => alpha with { UnknownFields = CustomFields.New.WithPeriods(JsonFields.Empty, new Periods(expiry, signing)) });
        await OnlyRefusedAs(RepositoryProblemCodes.PeriodsNotSane, events);
    }

    [Fact]
    public async Task An_online_role_with_periods_that_make_no_sense_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().EditRootRole(
            "timestamp", role => role with { UnknownFields = CustomFields.New.WithPeriods(JsonFields.Empty, new Periods(2, 2)) });
        await OnlyRefusedAs(RepositoryProblemCodes.PeriodsNotSane, events);
    }

    [Fact]
    public async Task Metadata_that_lives_longer_than_its_period_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { Expires = TestEvents.Time.AddDays(365).AddMinutes(11) });
        await OnlyRefusedAs(RepositoryProblemCodes.ExpiryOutOfPeriod, events);
    }

    [Fact]
    public async Task A_signers_clock_may_be_ten_minutes_ahead()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { Expires = TestEvents.Time.AddDays(365).AddMinutes(10) });
        await Verified(events);
    }

    [Fact]
    public async Task Metadata_that_has_expired_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { Expires = TestEvents.Time });
        await OnlyRefusedAs(RepositoryProblemCodes.ExpiryOutOfPeriod, events);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public async Task A_version_that_is_not_the_next_one_is_refused(long version)
    {
        await using TestEvents events = TestEvents.Healthy().Edit("alpha", alpha => alpha with { Version = version });
        await OnlyRefusedAs(RepositoryProblemCodes.WrongVersion, events);
    }

    [Fact]
    public async Task A_new_role_begins_at_version_1()
    {
        await using TestEvents events = TestEvents.Healthy();
        AddRole(events, "gamma", version: 1);
        await Verified(events);
        AddRole(events, "gamma", version: 2, again: true);
        await OnlyRefusedAs(RepositoryProblemCodes.WrongVersion, events);
    }

    [Fact]
    public async Task A_role_that_returns_goes_on_where_clients_saw_it_last()
    {
        await using TestEvents events = TestEvents.Healthy(main => main.Edit<Snapshot>(
            "snapshot", snapshot => snapshot with { Meta = snapshot.Meta.With(RoleName.Parse("gamma"), new MetaFile { Version = 7 }) }));
        AddRole(events, "gamma", version: 8);
        await Verified(events);
        AddRole(events, "gamma", version: 1, again: true);
        await OnlyRefusedAs(RepositoryProblemCodes.WrongVersion, events);
    }

    [Fact]
    public async Task One_more_signature_on_what_is_known_good_needs_no_new_version()
    {
        await using TestEvents events = TestEvents.Healthy(main => main
            .EditDelegation("beta", beta => beta with { Threshold = 1 })
            .Unsign<Targets>("beta", TestPerson.Erin));
        events.Write("beta", events.Read<Targets>("beta"), TestPerson.Dave, TestPerson.Erin);
        await Verified(events);
    }

    private static void AddRole(TestEvents events, string role, long version, bool again = false)
    {
        if (!again)
        {
            events.Edit("targets", targets => targets with
            {
                Delegations = targets.Delegations! with { Roles = [.. targets.Delegations.Roles!, TestEvents.NewDelegation(role, $"{role}/*", TestPerson.Carol)] },
            });
        }

        events.Write(role, TestEvents.NewTargets() with { Version = version }, TestPerson.Carol);
    }
}
