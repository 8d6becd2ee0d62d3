using Playground.Repository.Events;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Rules;

public sealed class KeyRuleTests : RuleTest
{
    private static readonly TestPerson SecondCi = TestPerson.Online("second ci");

    [Fact]
    public async Task Snapshot_and_timestamp_with_different_keys_are_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root with
        {
            Keys = With(root.Keys, SecondCi.KeyId, SecondCi.Key),
            Roles = With(root.Roles, RoleName.Timestamp, root.Roles[RoleName.Timestamp] with { KeyIds = [SecondCi.KeyId] }),
        });
        await OnlyRefusedAs(RepositoryProblemCodes.OnlineSignersDiffer, events);
    }

    [Fact]
    public async Task Snapshot_and_timestamp_with_different_thresholds_are_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root with
        {
            Keys = With(root.Keys, SecondCi.KeyId, SecondCi.Key),
            Roles = With(
                With(root.Roles, RoleName.Timestamp, root.Roles[RoleName.Timestamp] with { KeyIds = [TestPerson.Ci.KeyId, SecondCi.KeyId], Threshold = 2 }),
                RoleName.Snapshot,
                root.Roles[RoleName.Snapshot] with { KeyIds = [SecondCi.KeyId, TestPerson.Ci.KeyId] }),
        });
        await OnlyRefusedAs(RepositoryProblemCodes.OnlineSignersDiffer, events);
    }

    [Fact]
    public async Task Snapshot_and_timestamp_signed_by_a_person_are_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit<Root>("root", root => root with
        {
            Roles = With(
                With(root.Roles, RoleName.Timestamp, root.Roles[RoleName.Timestamp] with { KeyIds = [TestPerson.Alice.KeyId] }),
                RoleName.Snapshot,
                root.Roles[RoleName.Snapshot] with { KeyIds = [TestPerson.Alice.KeyId] }),
        });
        await OnlyRefusedAs(RepositoryProblemCodes.OnlineKeyMisplaced, events);
    }

    [Fact]
    public async Task A_root_that_the_CI_may_sign_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().EditRootRole("root", root => root with { KeyIds = [.. root.KeyIds, TestPerson.Ci.KeyId] });
        await OnlyRefusedAs(RepositoryProblemCodes.OnlineKeyMisplaced, events);
    }

    [Fact]
    public async Task A_role_that_people_and_the_CI_may_sign_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("alpha", alpha => alpha with { KeyIds = [.. alpha.KeyIds, TestPerson.Ci.KeyId] }, TestPerson.Ci);
        await OnlyRefusedAs(RepositoryProblemCodes.OnlineKeyMisplaced, events);
    }

    [Fact]
    public async Task A_new_key_whose_keyid_is_not_its_hash_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        AddKey(events, KeyId.Parse("zoe"), TestPerson.Named("zoe").Key);
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.WrongKeyId, events));
        Assert.Equal(RoleName.Targets, found.Role);
    }

    [Fact]
    public async Task A_key_that_was_exchanged_under_its_old_keyid_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy().Edit("targets", targets => targets with
        {
            Delegations = targets.Delegations! with { Keys = With(targets.Delegations.Keys, TestPerson.Erin.KeyId, TestPerson.Mallory.Key) },
        });
        await OnlyRefusedAs(RepositoryProblemCodes.WrongKeyId, events, signed: false);
    }

    [Fact]
    public async Task A_keyid_that_an_adopted_repository_always_had_stays()
    {
        await using TestEvents events = TestEvents.Healthy(main => AddKey(main, KeyId.Parse("old"), TestPerson.Named("zoe").Key)).Edit("targets", targets => targets);
        await Verified(events);
    }

    [Fact]
    public async Task A_key_that_root_always_had_is_not_new_where_targets_delegates_to_it()
    {
        Key old = TestPerson.Named("zoe").Key;
        await using TestEvents events = TestEvents.Healthy(main => main.Edit<Root>("root", root => root with { Keys = With(root.Keys, KeyId.Parse("old"), old) }));
        AddKey(events, KeyId.Parse("old"), old);
        await Verified(events);
    }

    [Fact]
    public async Task A_new_key_of_an_unknown_kind_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Key key = CustomFields.New.WithOwner(new Key("sphincs", "sphincs-shake-128s", "abcd"), Signer.Parse("zoe"));
        AddKey(events, key.ComputeId(), key);
        await OnlyRefusedAs(RepositoryProblemCodes.UnsupportedKey, events);
    }

    [Fact]
    public async Task A_new_key_that_is_malformed_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Key key = CustomFields.New.WithOwner(new Key("ed25519", "ed25519", "abcd"), Signer.Parse("zoe"));
        AddKey(events, key.ComputeId(), key);
        await OnlyRefusedAs(RepositoryProblemCodes.UnsupportedKey, events);
    }

    [Fact]
    public async Task A_new_key_that_belongs_to_nobody_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        TestPerson nobody = TestPerson.WithoutOwner("nobody");
        AddKey(events, nobody.KeyId, nobody.Key);
        await OnlyRefusedAs(RepositoryProblemCodes.KeyWithoutOwner, events);
    }

    [Fact]
    public async Task A_new_key_that_belongs_to_a_person_and_to_the_CI_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Key key = CustomFields.New.WithOnlineUri(TestPerson.Named("zoe").Key, "env:KEY");
        events.Edit("targets", targets => targets with { Delegations = targets.Delegations! with { Keys = With(targets.Delegations.Keys, key.ComputeId(), key) } });
        await OnlyRefusedAs(RepositoryProblemCodes.KeyWithoutOwner, events);
    }

    [Fact]
    public async Task One_key_listed_for_two_people_is_refused()
    {
        await using TestEvents events = TestEvents.Healthy();
        Key key = CustomFields.New.WithOwner(TestPerson.Carol.Key, Signer.Parse("mallory"));
        AddKey(events, key.ComputeId(), key);
        await OnlyRefusedAs(RepositoryProblemCodes.SharedKey, events);
    }

    [Fact]
    public async Task A_threshold_of_two_for_one_person_with_two_keys_is_refused()
    {
        TestPerson again = TestPerson.Named("carol", 2);
        await using TestEvents events = TestEvents.Healthy().EditDelegation(
            "alpha", alpha => alpha with { KeyIds = [.. alpha.KeyIds, again.KeyId], Threshold = 2 }, again);
        events.Write("alpha", events.Read<Targets>("alpha"), TestPerson.Carol, again);
        Finding found = Assert.Single(await OnlyRefusedAs(RepositoryProblemCodes.ThresholdUnreachable, events, signed: false));
        Assert.Equal("The role 'alpha' asks for 2 signatures, and 1 can sign it.", found.Message);
    }

    [Fact]
    public async Task A_threshold_that_only_the_invited_can_meet_is_one_that_can_be_met()
    {
        await using TestEvents events = TestEvents.Healthy().EditDelegation("alpha", alpha => alpha with { Threshold = 2 }).Invite("frank", "alpha");
        Assert.DoesNotContain(RepositoryProblemCodes.ThresholdUnreachable, VerdictJson.Write(await events.JudgeAsync()));
    }

    private static void AddKey(TestEvents events, KeyId id, Key key) => events.Edit("targets", targets => targets with
    {
        Delegations = targets.Delegations! with
        {
            Keys = With(targets.Delegations.Keys, id, key),
            Roles = [.. targets.Delegations.Roles!.Select(role => role.Name.Value == "alpha" ? role with { KeyIds = [.. role.KeyIds, id] } : role)],
        },
    });

    private static Dictionary<TKey, TValue> With<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> known, TKey key, TValue value)
        where TKey : notnull => new(known) { [key] = value };
}
