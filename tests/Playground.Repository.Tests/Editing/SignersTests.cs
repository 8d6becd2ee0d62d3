using Playground.Repository.Editing;
using Playground.Repository.Git;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Tests.Editing;

/// <summary>People come, go, and change their keys.</summary>
public sealed class SignersTests : TeamTest
{
    [Fact]
    public async Task A_new_root_is_signed_by_the_old_people_and_the_new()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.SetSigners(RoleName.Root, [Alice, Carol], 2));
        await EditAsync(editor => editor.AcceptInvitation(Carol, RoleName.Root, KeyOf(Carol).PublicKey));

        RepositoryEditor waiting = await EditAsync();
        foreach (Signer person in (Signer[])[Alice, Bob, Carol]) Assert.Equal([RoleName.Root], waiting.RolesToSign(person));
        Assert.Equal(3, (await ViewAsync()).Roles[RoleName.Root].Envelope!.Signatures.Count);
        await SignAsync(Alice, Bob, Carol);

        Root root = await ReadAsync<Root>(RoleName.Root);
        Assert.Equal(2, root.Version);
        Assert.DoesNotContain(root.Keys.Values, key => CustomFields.OwnerOf(key) == Bob);
        TrustedMetadata trusted = TrustedMetadata.Begin((await Git.ReadFileAsync(Head!.Value, Layout.FileOfRoot(1), 1 << 20, Cancel))!, Now, out _)!;
        Assert.True(trusted.UpdateRoot((await Git.ReadFileAsync(Head!.Value, Layout.FileOfRoot(2), 1 << 20, Cancel))!).IsTrusted);
        Assert.Equal(await TextAsync("metadata/root.json"), await TextAsync("metadata/root_history/2.root.json"));
    }

    [Fact]
    public async Task A_person_whose_key_root_knows_is_not_invited()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.AddSigner(RoleName.Targets, Bob));

        RepositoryEditor editor = await EditAsync();
        Assert.True(editor.Invitations.IsEmpty);
        Assert.Equal([Alice, Bob], editor.SettingsOf(RoleName.Targets)!.Signers);
        Assert.Equal([RoleName.Root], editor.RolesToSign(Alice));
    }

    [Fact]
    public async Task A_key_that_only_a_delegated_role_vouches_for_counts_nowhere_above_it()
    {
        await BeginAsync();
        await DelegateAsync();
        Head = null;
        await EditAsync(editor => editor.SetSigners(RoleName.Targets, [Alice, Carol], 1));
        Assert.Equal([RoleName.Targets], (await EditAsync()).InvitationsOf(Carol));
    }

    [Fact]
    public async Task A_role_that_its_people_no_longer_sign_sufficiently_is_to_be_signed_anew()
    {
        await BeginAsync();
        await DelegateAsync();
        Head = null;
        await EditAsync(editor => editor.SetSigners(RoleName.Targets, [Bob], 1));

        RepositoryEditor editor = await EditAsync();
        Assert.Equal([RoleName.Root, RoleName.Targets], editor.RolesToSign(Bob));
        Assert.Equal([RoleName.Root, RoleName.Targets], editor.ChangedRoles);
        Assert.Equal(3, (await ReadAsync<Targets>(RoleName.Targets)).Version);
        Assert.Equal(1, (await ReadAsync<Targets>(Rust)).Version);
    }

    [Fact]
    public async Task A_role_that_is_still_signed_sufficiently_stays_byte_for_byte()
    {
        await BeginAsync(("a.txt", "one"));
        string? before = await TextAsync("metadata/targets.json");
        Head = null;
        await EditAsync(editor => editor.SetSigners(RoleName.Targets, [Alice, Bob], 1));
        Assert.Equal(before, await TextAsync("metadata/targets.json"));
        Assert.Equal([RoleName.Root], (await EditAsync()).ChangedRoles);
    }

    [Fact]
    public async Task A_replaced_key_of_root_signs_as_the_old_and_as_the_new()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.ReplaceKey(Alice, KeyOf("alice2").PublicKey));
        RepositoryEditor editor = await EditAsync();
        Assert.Equal(2, editor.KeysToSign(Alice, RoleName.Root).Count);
        Assert.Equal([RoleName.Root, RoleName.Targets], editor.RolesToSign(Alice));

        await editor.SignAsync(RoleName.Root, KeyOf(Alice), Cancel);
        Assert.Contains(RoleName.Root, editor.RolesToSign(Alice));
        await editor.SignAsync(RoleName.Root, KeyOf("alice2"), Cancel);
        Assert.DoesNotContain(RoleName.Root, editor.RolesToSign(Alice));
        Assert.Equal(RepositoryProblemCodes.NotASigner, await CodeOfAsync(() => editor.SignAsync(RoleName.Targets, KeyOf(Alice), Cancel)));
        Assert.Equal(RepositoryProblemCodes.NotASigner, CodeOf(() => editor.ReplaceKey(Carol, KeyOf(Carol).PublicKey)));
    }

    [Fact]
    public async Task An_edit_wipes_the_signatures_of_the_role_it_edits_and_of_no_other()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.Renew(RoleName.Root));
        await EditAsync(editor => editor.Renew(RoleName.Targets));
        await SignAsync(Alice, Bob);
        string? root = await TextAsync("metadata/root.json");
        await EditAsync(editor => editor.SetPeriods(RoleName.Targets, new Periods(100, 10)));

        Assert.Equal(root, await TextAsync("metadata/root.json"));
        Assert.Equal([RoleName.Targets], (await EditAsync()).RolesToSign(Alice));
        Assert.All((await ViewAsync()).Roles[RoleName.Targets].Envelope!.Signatures, signature => Assert.False(signature.IsGiven));
        Assert.Equal(Now.AddDays(100), (await ReadAsync<Targets>(RoleName.Targets)).Expires);
    }

    [Fact]
    public async Task A_version_grows_once_per_event()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.SetSigners(RoleName.Root, [Alice, Bob], 1));
        await EditAsync(editor => editor.SetPeriods(RoleName.Root, new Periods(100, 10)));
        await EditAsync(editor => editor.Renew(RoleName.Root));
        Assert.Equal(2, (await ReadAsync<Root>(RoleName.Root)).Version);
    }

    [Fact]
    public async Task An_edit_that_says_what_is_there_already_edits_nothing()
    {
        await BeginAsync(("a.txt", "one"));
        Head = null;
        RepositoryEditor editor = await EditAsync();
        editor.SetSigners(RoleName.Root, [Bob, Alice], 2);
        editor.SetSigners(RoleName.Targets, [Alice], 1);
        editor.SetPeriods(RoleName.Root, Year);
        editor.SetPeriods(RoleName.Timestamp, new Periods(4, 2));
        editor.SetOnlineKey(Online.PublicKey, OnlineUri);
        await editor.UpdateTargetsAsync(Git, Cancel);
        Assert.Empty(editor.Edits);
        Assert.Empty(editor.ChangedRoles);
    }

    [Fact]
    public async Task A_change_taken_back_gives_the_known_good_files_back()
    {
        await BeginAsync();
        string? before = await TextAsync("metadata/root.json");
        Head = null;
        await EditAsync(editor => editor.SetSigners(RoleName.Root, [Alice, Bob], 1));
        await EditAsync(editor => editor.SetSigners(RoleName.Root, [Alice, Bob], 2));
        Assert.Equal(before, await TextAsync("metadata/root.json"));
        Assert.Null(await TextAsync("metadata/root_history/2.root.json"));
        Assert.Empty(await Git.DiffAsync(Main, Head!.Value, cancellationToken: Cancel));
    }

    [Fact]
    public async Task An_invitation_can_be_withdrawn()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.AddSigner(RoleName.Targets, Carol));
        Assert.Equal([RoleName.Targets], (await EditAsync()).InvitationsOf(Carol));
        await EditAsync(editor => editor.WithdrawInvitation(Carol, RoleName.Targets));
        Assert.Empty(await Git.DiffAsync(Main, Head!.Value, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_person_signs_once_whichever_keyid_the_key_has_there()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.Renew(RoleName.Targets));
        RepositoryEditor editor = await EditAsync();
        await editor.SignAsync(RoleName.Targets, KeyOf(Alice), Cancel);
        Assert.NotEqual(KeyOf(Alice).KeyId, Assert.Single((await ViewAsync()).Roles[RoleName.Targets].Envelope!.Signatures).KeyId);
        await CommitAsync(editor.Edits);
        Assert.Empty((await EditAsync()).RolesToSign(Alice));
        Assert.Empty((await EditAsync()).Edits);
    }

    [Fact]
    public async Task Who_is_admitted_later_gets_a_place_under_a_role_that_waits_already()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.Renew(RoleName.Targets));
        await SignAsync(Alice);
        await EditAsync(editor => editor.AddSigner(RoleName.Targets, Bob));
        IReadOnlyList<Signature> signatures = (await ViewAsync()).Roles[RoleName.Targets].Envelope!.Signatures;
        Assert.Equal([true, false], signatures.Select(signature => signature.IsGiven));
        Assert.Equal([RoleName.Root, RoleName.Targets], (await EditAsync()).RolesToSign(Bob));
    }

    [Fact]
    public async Task What_is_not_understood_survives_an_edit_and_a_signature()
    {
        await BeginAsync();
        Head = null;
        string odd = (await TextAsync("metadata/targets.json", Main))!
            .Replace("\"_type\"", "\"x-odd\": {\"deep\": [1, \"two\"]}, \"_type\"", StringComparison.Ordinal)
            .Replace("\"signatures\"", "\"x-outer\": true, \"signatures\"", StringComparison.Ordinal);
        await CommitAsync([GitEdit.Write(GitPath.Parse("metadata/targets.json"), System.Text.Encoding.UTF8.GetBytes(odd))]);
        await EditAsync(editor => editor.SetPeriods(RoleName.Targets, new Periods(100, 10)));
        await SignAsync(Alice);
        string after = (await TextAsync("metadata/targets.json"))!;
        Assert.Contains("\"x-odd\"", after, StringComparison.Ordinal);
        Assert.Contains("\"x-outer\": true", after, StringComparison.Ordinal);
        Assert.Empty((await EditAsync()).RolesToSign(Alice));
    }

    [Fact]
    public async Task The_online_key_is_replaced_wherever_it_signs()
    {
        await BeginAsync();
        Head = null;
        await EditAsync(editor => editor.SetOnlineKey(KeyOf("online2").PublicKey, OnlineUri + "2"));
        Root root = await ReadAsync<Root>(RoleName.Root);
        Assert.Equal(root.Roles[RoleName.Snapshot].KeyIds, root.Roles[RoleName.Timestamp].KeyIds);
        Assert.Equal(OnlineUri + "2", CustomFields.OnlineUriOf(root.Keys[Assert.Single(root.Roles[RoleName.Snapshot].KeyIds)]));
        Assert.DoesNotContain(root.Keys.Values, key => CustomFields.OnlineUriOf(key) == OnlineUri);
        Assert.Equal([RoleName.Root], (await EditAsync()).ChangedRoles);
    }

    [Fact]
    public async Task Online_roles_are_not_edited_by_people()
    {
        await BeginAsync();
        RepositoryEditor editor = await EditAsync();
        Assert.Equal(RepositoryProblemCodes.OnlineRole, CodeOf(() => editor.SetSigners(RoleName.Snapshot, [Alice], 1)));
        Assert.Equal(RepositoryProblemCodes.OnlineRole, CodeOf(() => editor.Renew(RoleName.Timestamp)));
        Assert.Equal(RepositoryProblemCodes.NoSuchRole, CodeOf(() => editor.Renew(Rust)));
        Assert.Equal(RepositoryProblemCodes.BadPeriods, CodeOf(() => editor.SetPeriods(RoleName.Timestamp, new Periods(2, 2))));
    }
}
