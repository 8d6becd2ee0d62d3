using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class ReferenceTests : GitTest
{
    private static readonly RefName Publish = RefName.Parse("refs/heads/publish");

    [Fact]
    public async Task A_reference_is_moved_only_from_where_it_was_seen()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        CommitId two = Id(Alice.Commit("Two", ("a", "2")));
        GitRepository repository = await OpenAsync(Alice);

        Assert.False(await repository.UpdateRefAsync(Publish, two, one, Cancel));
        Assert.True(await repository.UpdateRefAsync(Publish, one, null, Cancel));
        Assert.False(await repository.UpdateRefAsync(Publish, two, null, Cancel));
        Assert.False(await repository.UpdateRefAsync(Publish, one, two, Cancel));
        Assert.True(await repository.UpdateRefAsync(Publish, two, one, Cancel));
        Assert.Equal(two, await repository.ReadRefAsync(Publish, Cancel));
        Assert.False(await repository.UpdateRefAsync(Publish, null, one, Cancel));
        Assert.True(await repository.UpdateRefAsync(Publish, null, two, Cancel));
        Assert.Null(await repository.ReadRefAsync(Publish, Cancel));
    }

    [Fact]
    public async Task Of_many_who_move_a_reference_at_once_each_step_has_one_winner()
    {
        CommitId start = Id(Alice.Commit("One", ("a", "1")));
        GitRepository repository = await OpenAsync(Alice);
        await repository.UpdateRefAsync(Publish, start, null, Cancel);
        CommitId[] children = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => repository.CommitAsync([start], [Write("a", $"{i}")], $"{i}", Robot, Time, cancellationToken: Cancel)));
        bool[] won = await Task.WhenAll(children.Select(child => repository.UpdateRefAsync(Publish, child, start, Cancel)));
        Assert.Equal(1, won.Count(yes => yes));
        Assert.Equal(children[Array.IndexOf(won, true)], await repository.ReadRefAsync(Publish, Cancel));
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_git_is_named_and_the_repository_is_sound()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        GitRepository repository = await OpenAsync(Alice);
        File.WriteAllText(Alice.PathOf(".git/refs/heads/publish.lock"), "");
        TufException e = await Assert.ThrowsAsync<TufException>(() => repository.UpdateRefAsync(Publish, one, null, Cancel));
        Assert.Equal(GitProblemCodes.RefLocked, e.Code);
        Assert.Contains("publish.lock", e.Message, StringComparison.Ordinal);
        Alice.Fsck();
        File.Delete(Alice.PathOf(".git/refs/heads/publish.lock"));
        Assert.True(await repository.UpdateRefAsync(Publish, one, null, Cancel));
    }

    [Fact]
    public async Task A_lock_left_where_it_is_pushed_to_is_named_after_few_tries()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        GitRepository repository = await OpenAsync(Alice);
        string file = Sandbox.Forge.PathOf("refs/heads/new.lock");
        File.WriteAllText(file, "");
        int tries = 0;
        TufException e = await Assert.ThrowsAsync<TufException>(() => repository.PublishAsync(
            RemoteName.Parse("origin"),
            BranchName.Parse("new"),
            (_, _) =>
            {
                tries++;
                return Task.FromResult<CommitId?>(one);
            },
            Cancel));
        Assert.Equal((GitProblemCodes.RefLocked, 3), (e.Code, tries));
        Assert.Contains("refs/heads/new.lock", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_lock_of_the_settings_is_named()
    {
        Alice.Commit("One", ("a", "1"));
        GitRepository repository = await OpenAsync(Alice);
        File.WriteAllText(Alice.PathOf(".git/config.lock"), "");
        TufException e = await Assert.ThrowsAsync<TufException>(() => repository.SetConfigAsync("playground.user", "@alice", Cancel));
        Assert.Equal(GitProblemCodes.RefLocked, e.Code);
        Assert.EndsWith(".git/config.lock", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hooks_of_the_clone_are_not_run()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        Sandbox.Script(Alice.PathOf(".git/hooks/reference-transaction"), "exit 1");
        Assert.NotEqual(0, Alice.TryGit("update-ref", "refs/heads/x", one.Value).ExitCode);
        Assert.True(await (await OpenAsync(Alice)).UpdateRefAsync(Publish, one, null, Cancel));
    }

    [Fact]
    public async Task Branches_here_and_of_a_remote_are_listed()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        Alice.Push();
        Alice.Push("sign/add-carol");
        Alice.Git("push", "--quiet", "origin", "HEAD:refs/pull/1/head");
        Alice.Git("branch", "local");
        GitRepository repository = await OpenAsync(Alice);
        Assert.Equal(["local", "main"], (await repository.ListBranchesAsync(Cancel)).Select(branch => branch.Name.Value));
        Assert.Equal(["main", "sign/add-carol"], (await repository.ListTrackingBranchesAsync(RemoteName.Origin, Cancel)).Select(branch => branch.Name.Value));
        IReadOnlyList<GitBranch> remote = await repository.ListRemoteBranchesAsync(RemoteName.Origin, Cancel);
        Assert.Equal([new(Main, one), new(BranchName.Parse("sign/add-carol"), one)], remote);
    }

    [Fact]
    public async Task Settings_are_found_as_git_finds_them()
    {
        Alice.Git("config", "Remote.Up.Url", "https://example.org/up.git");
        Alice.Git("config", "--add", "remote.Up.url", "https://example.org/second.git");
        File.AppendAllText(Alice.PathOf(".git/config"), "[playground]\n\tquiet\n");
        GitRepository repository = await OpenAsync(Alice);
        foreach (string key in new[] { "remote.Up.url", "REMOTE.Up.URL", "remote.up.url", "playground.Quiet", "playground.user" })
        {
            GitRun asked = Alice.TryGit("config", "--get", key);
            Assert.Equal(asked.ExitCode == 0 ? asked.Output.TrimEnd('\n') : null, await repository.GetConfigAsync(key, Cancel));
        }

        Assert.Equal("https://example.org/up.git", (await repository.ListRemotesAsync(Cancel)).Single(remote => remote.Name == RemoteName.Parse("Up")).Url);
    }

    [Fact]
    public async Task Settings_are_written_here_and_read_from_everywhere()
    {
        GitRepository repository = await OpenAsync(Alice);
        Assert.Null(await repository.GetConfigAsync("playground.user", Cancel));
        await repository.SetConfigAsync("playground.user", null, Cancel);
        foreach (string value in new[] { "@alice", "-x", "--get", "a\nb \"c\" # ; \\", "", " padded " })
        {
            await repository.SetConfigAsync("playground.user", value, Cancel);
            Assert.Equal(value, await repository.GetConfigAsync("playground.user", Cancel));
        }

        await repository.SetConfigAsync("playground.user", null, Cancel);
        Assert.Null(await repository.GetConfigAsync("playground.user", Cancel));
        Assert.Equal("nobody@example.org", await (await OpenAsync(Forge)).GetConfigAsync("user.email", Cancel));
        Assert.Equal(GitProblemCodes.BadConfig, await CodeOfAsync(() => repository.SetConfigAsync("playground.user", "a\0b", Cancel)));
        await Assert.ThrowsAsync<ArgumentException>(() => repository.GetConfigAsync("--list", Cancel));
    }

    [Fact]
    public async Task Remotes_are_shown_without_credentials()
    {
        Alice.Git("remote", "add", "fork", "https://alice:token@example.org/fork.git");
        IReadOnlyList<GitRemote> remotes = await (await OpenAsync(Alice)).ListRemotesAsync(Cancel);
        Assert.Equal([new(RemoteName.Parse("fork"), "https://example.org/fork.git"), new(RemoteName.Origin, Forge.Path)], remotes);
    }

    [Fact]
    public async Task A_branch_is_checked_out_only_into_a_clean_work_tree()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1"), ("d/b", "1")));
        GitRepository repository = await OpenAsync(Alice);
        CommitId two = await repository.CommitAsync([one], [Write("a", "2"), Write("new", "n")], "Two", Robot, Time, cancellationToken: Cancel);
        BranchName work = BranchName.Parse("sign/x");

        Alice.Write("d/b", "edited");
        Assert.False(await repository.IsCleanAsync(cancellationToken: Cancel));
        Assert.False(await repository.IsCleanAsync(Path("d"), Cancel));
        Assert.True(await repository.IsCleanAsync(Path("a"), Cancel));
        Assert.Equal(GitProblemCodes.WorkTreeDirty, await CodeOfAsync(() => repository.CheckoutBranchAsync(work, two, Cancel)));
        Alice.Write("d/b", "1");

        Assert.Equal(GitProblemCodes.NoSuchBranch, await CodeOfAsync(() => repository.CheckoutBranchAsync(work, cancellationToken: Cancel)));
        await repository.CheckoutBranchAsync(work, one, Cancel);
        await repository.CheckoutBranchAsync(work, two, Cancel);
        Assert.Equal(("2", work), (File.ReadAllText(Alice.PathOf("a")), await repository.ReadCurrentBranchAsync(Cancel)));
        Assert.True(await repository.IsCleanAsync(cancellationToken: Cancel));
        Assert.Equal(GitProblemCodes.NotFastForward, await CodeOfAsync(() => repository.CheckoutBranchAsync(work, one, Cancel)));

        await repository.CheckoutBranchAsync(Main, cancellationToken: Cancel);
        Assert.Equal("1", File.ReadAllText(Alice.PathOf("a")));
        Alice.Write(".git/info/exclude", "new\n");
        Alice.Write("new", "ignored but mine");
        Assert.Equal(GitProblemCodes.WorkTreeDirty, await CodeOfAsync(() => repository.CheckoutBranchAsync(work, cancellationToken: Cancel)));
        Assert.Equal("ignored but mine", File.ReadAllText(Alice.PathOf("new")));
        Assert.Equal(GitProblemCodes.NoWorkTree, await CodeOfAsync(async () => await (await OpenAsync(Forge)).IsCleanAsync(cancellationToken: Cancel)));
    }
}
