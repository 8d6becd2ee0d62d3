using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Editing;

/// <summary>From nothing to a first signed event.</summary>
public sealed class BeginningTests : TeamTest
{
    [Fact]
    public async Task A_repository_begins_with_everybody_invited_and_nobody_to_sign()
    {
        await OpenAsync();
        await EditAsync(editor => editor.Begin(Plan(Alice, Bob)));

        RepositoryEditor editor = await EditAsync();
        Assert.Equal([RoleName.Root, RoleName.Targets], editor.InvitationsOf(Alice));
        Assert.Equal([RoleName.Root], editor.InvitationsOf(Bob));
        Assert.Empty(editor.RolesToSign(Alice));
        Root root = await ReadAsync<Root>(RoleName.Root);
        Assert.True(root.ConsistentSnapshot);
        Assert.Equal(2, root.Roles[RoleName.Root].Threshold);
        Assert.Equal(Now.AddDays(365), root.Expires);
        Assert.Equal(new Periods(4, 2), CustomFields.PeriodsOf(root.Roles[RoleName.Timestamp].UnknownFields));
        Assert.Equal(OnlineUri, editor.Online!.Uri);
    }

    [Fact]
    public async Task Accepting_adds_the_key_with_its_owner_and_an_empty_signature_to_be_given()
    {
        await OpenAsync();
        await EditAsync(editor => editor.Begin(Plan(Alice)));
        await EditAsync(editor => editor.AcceptInvitation(Alice, RoleName.Root, KeyOf(Alice).PublicKey));

        Root root = await ReadAsync<Root>(RoleName.Root);
        KeyId id = Assert.Single(root.Roles[RoleName.Root].KeyIds);
        Assert.Equal(Alice, CustomFields.OwnerOf(root.Keys[id]));
        Assert.Equal(root.Keys[id].ComputeId(), id);
        Signature pending = Assert.Single((await ViewAsync()).Roles[RoleName.Root].Envelope!.Signatures);
        Assert.Equal(id, pending.KeyId);
        Assert.False(pending.IsGiven);
    }

    [Fact]
    public async Task A_role_waits_until_all_invitations_below_it_are_accepted()
    {
        await OpenAsync();
        await EditAsync(editor => editor.Begin(Plan(Alice, Bob)));
        await EditAsync(editor =>
        {
            editor.AcceptInvitation(Alice, RoleName.Root, KeyOf(Alice).PublicKey);
            editor.AcceptInvitation(Alice, RoleName.Targets, KeyOf(Alice).PublicKey);
        });
        RepositoryEditor waiting = await EditAsync();
        Assert.Equal([RoleName.Targets], waiting.RolesToSign(Alice));
        Assert.Equal(RepositoryProblemCodes.InvitationsOpen, await CodeOfAsync(() => waiting.SignAsync(RoleName.Root, KeyOf(Alice), Cancel)));

        await EditAsync(editor => editor.AcceptInvitation(Bob, RoleName.Root, KeyOf(Bob).PublicKey));
        Assert.Equal([RoleName.Root, RoleName.Targets], (await EditAsync()).RolesToSign(Alice));
        Assert.Null(await TextAsync("metadata/.signing-event-state"));
    }

    [Fact]
    public async Task The_first_event_is_version_1_however_many_commits_it_has_and_the_history_is_the_same_file()
    {
        await BeginAsync(("a.txt", "one"));

        Assert.Equal(1, (await ReadAsync<Root>(RoleName.Root)).Version);
        Assert.Equal(1, (await ReadAsync<Targets>(RoleName.Targets)).Version);
        Assert.Equal(await TextAsync("metadata/root.json"), await TextAsync("metadata/root_history/1.root.json"));
        Assert.All((await ViewAsync()).Roles[RoleName.Root].Envelope!.Signatures, signature => Assert.True(signature.IsGiven));
    }

    [Fact]
    public async Task A_repository_begins_once()
    {
        await BeginAsync();
        Assert.Equal(RepositoryProblemCodes.AlreadyBegun, CodeOf(() => new RepositoryEditor(ViewAsync().GetAwaiter().GetResult(), null, Now).Begin(Plan(Alice))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_threshold_is_between_one_and_the_number_of_people(int threshold)
    {
        await OpenAsync();
        RepositoryEditor editor = await EditAsync();
        NewRepository plan = Plan(Alice, Bob);
        Assert.Equal(RepositoryProblemCodes.BadThreshold, CodeOf(() => editor.Begin(plan with { Root = plan.Root with { Threshold = threshold } })));
        Assert.Empty(editor.Edits);
    }

    [Fact]
    public async Task A_key_cannot_be_two_peoples_nor_the_online_key_a_persons()
    {
        await OpenAsync();
        await EditAsync(editor => editor.Begin(Plan(Alice, Bob)));
        await EditAsync(editor => editor.AcceptInvitation(Alice, RoleName.Root, KeyOf(Alice).PublicKey));
        RepositoryEditor editor = await EditAsync();
        Assert.Equal(RepositoryProblemCodes.BadKey, CodeOf(() => editor.AcceptInvitation(Bob, RoleName.Root, KeyOf(Alice).PublicKey)));
        Assert.Equal(RepositoryProblemCodes.BadKey, CodeOf(() => editor.AcceptInvitation(Bob, RoleName.Root, Online.PublicKey)));
        Assert.Equal(RepositoryProblemCodes.NotInvited, CodeOf(() => editor.AcceptInvitation(Carol, RoleName.Root, KeyOf(Carol).PublicKey)));
        Assert.Empty(editor.Edits);
    }
}
