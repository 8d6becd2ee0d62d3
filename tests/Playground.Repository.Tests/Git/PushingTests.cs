using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class PushingTests : GitTest
{
    private static readonly BranchName Work = BranchName.Parse("sign/x");

    [Fact]
    public async Task A_push_moves_the_branch_only_from_where_it_was_seen()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        Alice.Push();
        GitRepository repository = await OpenAsync(Alice);
        CommitId two = await repository.CommitAsync([one], [Write("a", "2")], "Two", Robot, Time, cancellationToken: Cancel);
        CommitId other = await repository.CommitAsync([one], [Write("a", "3")], "Other", Robot, Time, cancellationToken: Cancel);

        Assert.Equal(PushOutcome.Pushed, (await repository.PushAsync(RemoteName.Origin, two, Main, one, Cancel)).Outcome);
        Assert.Equal(PushOutcome.Pushed, (await repository.PushAsync(RemoteName.Origin, two, Main, one, Cancel)).Outcome);
        Assert.Equal(PushOutcome.Moved, (await repository.PushAsync(RemoteName.Origin, other, Main, one, Cancel)).Outcome);
        Assert.Equal(PushOutcome.Moved, (await repository.PushAsync(RemoteName.Origin, other, Main, null, Cancel)).Outcome);
        Assert.Equal(GitProblemCodes.NotFastForward, await CodeOfAsync(() => repository.PushAsync(RemoteName.Origin, other, Main, two, Cancel)));
        Assert.Equal(GitProblemCodes.NotFastForward, await CodeOfAsync(() => repository.PushAsync(RemoteName.Origin, other, Main, Id(new string('4', 40)), Cancel)));
        Assert.Equal(PushOutcome.Moved, (await repository.PushAsync(RemoteName.Origin, two, Work, one, Cancel)).Outcome);
        Assert.Equal(PushOutcome.Pushed, (await repository.PushAsync(RemoteName.Origin, two, Work, null, Cancel)).Outcome);
        Assert.Equal(two.Value, Forge.Resolve("main"));
    }

    [Fact]
    public async Task Many_writers_racing_lose_no_commit()
    {
        Alice.Commit("One", ("start", "1"));
        Alice.Push();
        GitRepository[] writers = [await OpenAsync(Alice), await OpenAsync(Sandbox.Clone("bob"))];
        await Task.WhenAll(writers.Select((writer, who) => Task.Run(async () =>
        {
            for (int i = 0; i < 5; i++)
            {
                string file = $"{who}-{i}";
                await writer.PublishAsync(
                    RemoteName.Origin, Main,
                    async (tip, token) => await writer.CommitAsync([tip!.Value], [Write(file, file)], file, Robot, Time, cancellationToken: token), Cancel);
            }
        })));

        Assert.Equal(11, Forge.ListFiles("main").Length);
        Assert.Equal(11, Forge.Log("main").Length);
        Forge.Fsck();
    }

    [Fact]
    public async Task Publishing_builds_anew_from_the_tip_that_others_made()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        Alice.Push();
        GitClone bob = Sandbox.Clone("bob");
        GitRepository repository = await OpenAsync(Alice, Settings with { TimeProvider = new ManualTimeProvider(leap: TimeSpan.FromSeconds(1)) });
        var tips = new List<CommitId?>();
        CommitId? published = await repository.PublishAsync(RemoteName.Origin, Main, async (tip, token) =>
        {
            tips.Add(tip);
            if (tips.Count == 1)
            {
                bob.Commit("Bob was quicker", ("b", "1"));
                bob.Push();
            }

            return await repository.CommitAsync([tip!.Value], [Write("c", "1")], "Mine", Robot, Time, cancellationToken: token);
        }, Cancel);
        Assert.Equal([one, Id(bob.Head)], tips);
        Assert.Equal(published!.Value.Value, Forge.Resolve("main"));
        Assert.Equal(["Mine", "Bob was quicker", "One"], Forge.Log("main"));
    }

    [Fact]
    public async Task Publishing_makes_a_branch_that_is_not_there_and_stops_where_nothing_is_to_do()
    {
        GitRepository repository = await OpenAsync(Alice);
        CommitId? first = await repository.PublishAsync(
            RemoteName.Origin, Work, async (tip, token) => tip is null ? await repository.CommitAsync([], [Write("a", "1")], "First", Robot, Time, cancellationToken: token) : null, Cancel);
        Assert.Equal(first, await repository.ReadRemoteBranchAsync(RemoteName.Origin, Work, Cancel));
        Assert.Null(await repository.PublishAsync(RemoteName.Origin, Work, (_, _) => Task.FromResult<CommitId?>(null), Cancel));
    }

    [Fact]
    public async Task Publishing_gives_up_on_a_branch_that_never_stands_still()
    {
        Alice.Commit("One", ("a", "1"));
        Alice.Push();
        GitRepository repository = await OpenAsync(Alice, Settings with { TimeProvider = new ManualTimeProvider(leap: TimeSpan.FromSeconds(1)) });
        GitRepository forge = await OpenAsync(Forge);
        int tries = 0;
        string code = await CodeOfAsync(() => repository.PublishAsync(RemoteName.Origin, Main, async (tip, token) =>
        {
            CommitId others = await forge.CommitAsync([tip!.Value], [Write("b", $"{++tries}")], "Others", Robot, Time, cancellationToken: token);
            Assert.True(await forge.UpdateRefAsync(Main.Ref, others, tip, token));
            return await repository.CommitAsync([tip.Value], [Write("c", "1")], "Mine", Robot, Time, cancellationToken: token);
        }, Cancel));
        Assert.Equal(GitProblemCodes.BranchKeepsMoving, code);
        Assert.Equal(12, tries);
    }

    [Fact]
    public async Task What_the_remotes_hook_refuses_is_denied_in_the_remotes_words()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        Sandbox.Script(Forge.PathOf("hooks/pre-receive"), "echo 'main is protected, see https://u:p@example.org' >&2\nexit 1");
        GitRepository repository = await OpenAsync(Alice);
        PushResult result = await repository.PushAsync(RemoteName.Origin, one, Main, null, Cancel);
        Assert.Equal(PushOutcome.Denied, result.Outcome);
        Assert.Contains("main is protected, see https://example.org", result.Text, StringComparison.Ordinal);
        Assert.Equal(GitProblemCodes.AccessDenied, await CodeOfAsync(() => repository.PublishAsync(RemoteName.Origin, Main, (_, _) => Task.FromResult<CommitId?>(one), Cancel)));
    }

    [Fact]
    public async Task A_remote_that_is_not_there_and_one_that_asks_who_you_are_are_told_apart()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        GitRepository repository = await OpenAsync(Alice);
        await using var server = new FaultyHttpServer();
        server.Inject("/private.git/info/refs", HttpFault.Status(401, "WWW-Authenticate: Basic realm=\"x\""));
        var nowhere = RemoteName.Parse(Sandbox.PathOf("nowhere.git"));
        var missing = RemoteName.Parse(server.UriOf("missing.git").AbsoluteUri);
        var locked = RemoteName.Parse(server.UriOf("private.git").AbsoluteUri.Replace("//", "//me:secret@", StringComparison.Ordinal));
        foreach (RemoteName remote in new[] { nowhere, missing, RemoteName.Parse("no-such-remote") })
        {
            Assert.Equal(GitProblemCodes.RemoteUnreachable, await CodeOfAsync(() => repository.FetchAsync(remote, cancellationToken: Cancel)));
            Assert.Equal(GitProblemCodes.RemoteUnreachable, await CodeOfAsync(() => repository.ReadRemoteBranchAsync(remote, Main, Cancel)));
            Assert.Equal(PushOutcome.Unreachable, (await repository.PushAsync(remote, one, Main, null, Cancel)).Outcome);
        }

        Assert.SkipUnless(Alice.TryGit("ls-remote", missing.Value).Error.Contains("not found", StringComparison.Ordinal), "This git cannot talk HTTP.");
        TufException e = await Assert.ThrowsAsync<TufException>(() => repository.FetchAsync(locked, cancellationToken: Cancel));
        Assert.Equal(GitProblemCodes.AccessDenied, e.Code);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
        Assert.Equal(PushOutcome.Denied, (await repository.PushAsync(locked, one, Main, null, Cancel)).Outcome);
    }

    [Fact]
    public async Task A_remote_never_starts_a_program()
    {
        GitRepository repository = await OpenAsync(Alice);
        string proof = Sandbox.PathOf("proof");
        Alice.Git("config", "protocol.ext.allow", "always");
        Assert.NotNull(await Record.ExceptionAsync(() => repository.FetchAsync(RemoteName.Parse($"ext::touch {proof}"), cancellationToken: Cancel)));
        Assert.False(File.Exists(proof));
    }

    [Fact]
    public async Task Fetching_brings_branches_and_forgets_those_that_are_gone()
    {
        GitRepository repository = await OpenAsync(Alice);
        GitClone bob = Sandbox.Clone("bob");
        CommitId one = Id(bob.Commit("One", ("a", "1")));
        bob.Push();
        bob.Push("sign/x");
        bob.Git("push", "--quiet", "origin", "HEAD:refs/pull/1/head");
        await repository.FetchAsync(RemoteName.Origin, [Refspec.Branch(RemoteName.Origin, Main)], cancellationToken: Cancel);
        Assert.Equal([Main], (await repository.ListTrackingBranchesAsync(RemoteName.Origin, Cancel)).Select(branch => branch.Name));
        await repository.FetchAsync(RemoteName.Origin, [Refspec.AllBranches(RemoteName.Origin)], cancellationToken: Cancel);
        Assert.Equal(2, (await repository.ListTrackingBranchesAsync(RemoteName.Origin, Cancel)).Count);
        bob.Git("push", "--quiet", "origin", ":sign/x");
        await repository.FetchAsync(RemoteName.Origin, prune: true, cancellationToken: Cancel);
        Assert.Equal([new GitBranch(Main, one)], await repository.ListTrackingBranchesAsync(RemoteName.Origin, Cancel));
        Assert.Equal(
            GitProblemCodes.NoSuchBranch,
            await CodeOfAsync(() => repository.FetchAsync(RemoteName.Origin, [Refspec.Of(Work.Ref)], cancellationToken: Cancel)));
        Assert.False(File.Exists(Alice.PathOf(".git/FETCH_HEAD")));
    }
}

/// <summary>The whole of it on a repository that hashes with SHA-256.</summary>
public sealed class Sha256Tests() : GitTest("sha256")
{
    [Fact]
    public async Task A_repository_of_sha256_is_read_written_and_pushed()
    {
        GitClone alice = Sandbox.NewRepository("ann");
        CommitId one = Id(alice.Commit("One", ("a/b", "1")));
        Assert.Equal(64, one.Value.Length);
        GitRepository repository = await OpenAsync(alice);
        CommitId two = await repository.CommitAsync([one], [Write("a/c", "2")], "Two", Robot, Time, cancellationToken: Cancel);
        Assert.Equal("2", await TextAsync(repository, two, "a/c"));
        Assert.Equal(["a/c"], (await repository.DiffAsync(one, two, cancellationToken: Cancel)).Select(change => change.Path.Value));
        Assert.Equal(PushOutcome.Pushed, (await repository.PushAsync(RemoteName.Parse(Forge.Path), two, Main, null, Cancel)).Outcome);
        Assert.True(await repository.UpdateRefAsync(RefName.Parse("refs/heads/x"), two, null, Cancel));
        Forge.Fsck();
    }
}
