using Playground.Repository.Git;
using Playground.Repository.Publishing;
using Playground.Repository.Tests.Editing;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Publishing;

/// <summary>What the CI signs on main, and what it refuses to.</summary>
public sealed class OnlineSigningTests : TeamTest
{
    [Fact]
    public async Task The_first_signing_lists_targets_and_a_second_finds_nothing_to_do()
    {
        await BeginAsync(("a.txt", "one"));
        Assert.Equal(1, (await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta[RoleName.Targets].Version);
        Assert.Equal(1, (await ReadAsync<Timestamp>(RoleName.Timestamp)).Snapshot.Version);
        OnlineChange again = await Signing().SignAsync(Main!.Value, Now, null, false, Cancel);
        Assert.Empty(again.Edits);
        Assert.Empty(again.Words);
    }

    [Fact]
    public async Task A_changed_role_gives_a_new_snapshot_and_timestamp_that_say_so()
    {
        await BeginAsync();
        Head = Main;
        await ArtifactsAsync(("a.txt", "one"));
        await FinishAsync(await EditAsync());
        await MergeAsync(sign: false);
        OnlineChange change = await OnlineSignAsync();
        Assert.Equal(["Sign snapshot and timestamp", "snapshot version 2: 'targets' 1 -> 2", "timestamp version 2: snapshot 1 -> 2"], change.Words);
        Assert.Equal(2, (await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta[RoleName.Targets].Version);
    }

    [Fact]
    public async Task A_timestamp_whose_signing_period_began_is_signed_anew_and_nothing_else()
    {
        await BeginAsync();
        Now = Start.AddDays(2).AddSeconds(-1);
        Assert.Empty((await OnlineSignAsync()).Edits);
        Now = Start.AddDays(2);
        OnlineChange change = await OnlineSignAsync();
        Assert.Equal(Layout.FileOf(RoleName.Timestamp), Assert.Single(change.Edits).Path);
        Timestamp timestamp = await ReadAsync<Timestamp>(RoleName.Timestamp);
        Assert.Equal((2, Now.AddDays(4)), (timestamp.Version, timestamp.Expires));
    }

    [Fact]
    public async Task A_snapshot_that_is_due_is_signed_anew()
    {
        await BeginAsync();
        Now = Start.AddDays(365 - 60);
        OnlineChange change = await OnlineSignAsync();
        Assert.Equal("snapshot version 2: its signing period began", change.Words[1]);
    }

    [Fact]
    public async Task Signing_may_be_forced()
    {
        await BeginAsync();
        Assert.Equal(2, (await OnlineSignAsync(force: true)).Edits.Count);
    }

    [Fact]
    public async Task A_new_online_key_signs_both()
    {
        await BeginAsync();
        CommitId before = Main!.Value;
        Head = null;
        await FinishAsync(await EditedAsync(editor => editor.SetOnlineKey(KeyOf("online2").PublicKey, OnlineUri + "2")));
        await MergeAsync(sign: false);
        OnlineChange change = await OnlineSignAsync(before);
        Assert.Equal("snapshot version 2: its keys changed", change.Words[1]);
        Assert.Equal(2, change.Edits.Count);
        Assert.Empty((await OnlineSignAsync()).Edits);
    }

    [Fact]
    public async Task A_role_that_people_have_not_signed_sufficiently_is_not_vouched_for()
    {
        await BeginAsync();
        CommitId published = Main!.Value;
        Head = null;
        await ArtifactsAsync(("a.txt", "one"));
        await UpdateTargetsAsync();
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => OnlineSignAsync()));
        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => OnlineSignAsync(published)));

        // Also where the branch of what was published was moved there by somebody.
        Assert.Equal(RepositoryProblemCodes.NotVerified, await CodeOfAsync(() => OnlineSignAsync(Main!.Value)));
    }

    [Fact]
    public async Task A_role_that_went_back_is_not_listed()
    {
        await BeginAsync();
        string old = (await TextAsync("metadata/targets.json"))!;
        await ReleaseAsync(("a.txt", "one"));
        CommitId published = Main!.Value;
        Head = Main;
        await CommitAsync([GitEdit.Write(GitPath.Parse("metadata/targets.json"), System.Text.Encoding.UTF8.GetBytes(old))]);
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.WentBack, await CodeOfAsync(() => OnlineSignAsync()));
        Assert.Equal(RepositoryProblemCodes.WentBack, await CodeOfAsync(() => OnlineSignAsync(published)));
    }

    [Fact]
    public async Task A_snapshot_put_back_is_noticed_by_what_was_published()
    {
        await BeginAsync();
        string snapshot = (await TextAsync("metadata/snapshot.json"))!;
        string timestamp = (await TextAsync("metadata/timestamp.json"))!;
        await ReleaseAsync(("a.txt", "one"));
        CommitId published = Main!.Value;
        Head = Main;
        await CommitAsync([
            GitEdit.Write(GitPath.Parse("metadata/snapshot.json"), System.Text.Encoding.UTF8.GetBytes(snapshot)),
            GitEdit.Write(GitPath.Parse("metadata/timestamp.json"), System.Text.Encoding.UTF8.GetBytes(timestamp))]);
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.WentBack, await CodeOfAsync(() => OnlineSignAsync(published)));
    }

    [Fact]
    public async Task A_removed_role_stays_listed_since_clients_insist_on_it()
    {
        await BeginAsync();
        await DelegateAsync();
        Head = null;
        await FinishAsync(await EditedAsync(editor => editor.RemoveRole(Rust)));
        await MergeAsync();
        Assert.Equal(1, (await ReadAsync<Snapshot>(RoleName.Snapshot)).Meta[Rust].Version);
    }

    [Fact]
    public async Task A_history_of_roots_with_a_gap_or_a_forged_root_is_refused()
    {
        await BeginAsync();
        Head = Main;
        await CommitAsync([GitEdit.Remove(Layout.FileOfRoot(1))]);
        await MergeAsync(sign: false);
        Assert.Equal(RepositoryProblemCodes.BadRootHistory, await CodeOfAsync(() => OnlineSignAsync()));
    }

    [Fact]
    public async Task A_key_that_is_not_the_online_key_is_noticed()
    {
        await BeginAsync();
        var wrong = new OnlineSigner(Git, (_, _, _) => ValueTask.FromResult<Tuf.Keys.ISigner>(KeyOf(Carol)));
        Assert.Equal(ProblemCodes.UnusableKey, await CodeOfAsync(() => wrong.SignAsync(Main!.Value, Now, force: true, cancellationToken: Cancel)));
    }

    [Fact]
    public async Task Expired_roles_of_people_are_warned_of()
    {
        await BeginAsync();
        Now = Start.AddDays(366);
        OnlineChange change = await OnlineSignAsync();
        Assert.Equal(2, change.Warnings.Count);
        Assert.Equal([RoleName.Root, RoleName.Targets], ExpiryPlan.Of(await ViewAsync(), Now).Select(due => due.Role));
    }

    [Fact]
    public async Task A_role_is_due_when_its_signing_period_begins()
    {
        await BeginAsync();
        await DelegateAsync();
        Assert.Empty(ExpiryPlan.Of(await ViewAsync(), Now.AddDays(305).AddSeconds(-1)));
        IReadOnlyList<DueRole> due = ExpiryPlan.Of(await ViewAsync(), Now.AddDays(305));
        Assert.Equal(["sign/root-v2", "sign/rust-v2", "sign/targets-v3"], due.Select(role => role.Event.Value));
    }
}
