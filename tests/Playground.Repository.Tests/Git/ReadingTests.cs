using System.Diagnostics;
using System.Security.Cryptography;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class ReadingTests : GitTest
{
    [Fact]
    public async Task Files_are_read_from_the_commit_not_from_the_work_tree()
    {
        CommitId one = Id(Alice.Commit("One", ("metadata/root.json", "old")));
        CommitId two = Id(Alice.Commit("Two", ("metadata/root.json", "new")));
        Alice.Write("metadata/root.json", "edited");
        GitRepository repository = await OpenAsync(Alice);

        Assert.Equal("old", await TextAsync(repository, one, "metadata/root.json"));
        Assert.Equal("new", await TextAsync(repository, two, "metadata/root.json"));
        Assert.Null(await TextAsync(repository, two, "metadata/timestamp.json"));
        Assert.Null(await TextAsync(repository, two, "metadata"));
        Assert.Null(await TextAsync(repository, two, "metadata/root.json/x"));
    }

    [Fact]
    public async Task Revisions_are_resolved_and_what_is_none_is_null()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        CommitId two = Id(Alice.Commit("Two", ("a", "2")));
        Alice.Git("tag", "--annotate", "-m", "v", "v1", "HEAD~1");
        GitRepository repository = await OpenAsync(Alice);
        Assert.Equal(two, await repository.ResolveAsync("HEAD", Cancel));
        Assert.Equal(one, await repository.ResolveAsync("main~1", Cancel));
        Assert.Equal(one, await repository.ResolveAsync("v1", Cancel));
        Assert.Equal(two, await repository.ResolveAsync(two.Value[..8], Cancel));
        string blob = Alice.Resolve("HEAD:a");
        string[] none = ["", "nothing", "HEAD:a", blob, "--all", "-x", "a\nb", "a\0b", "HEAD@{99}", new string('1', 40), Alice.Resolve("v1^{tag}"), "../x"];
        foreach (string revision in none)
        {
            Assert.True(await repository.ResolveAsync(revision, Cancel) is null, revision);
        }
    }

    [Fact]
    public async Task The_merge_base_is_where_histories_parted()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        Alice.Branch("sign/x");
        CommitId proposed = Id(Alice.Commit("Proposed", ("b", "1")));
        Alice.Switch("main");
        CommitId main = Id(Alice.Commit("Two", ("a", "2")));
        Alice.Git("checkout", "--quiet", "--orphan", "other");
        CommitId other = Id(Alice.Commit("Other", ("c", "1")));
        GitRepository repository = await OpenAsync(Alice);
        Assert.Equal(one, await repository.MergeBaseAsync(main, proposed, Cancel));
        Assert.Equal(main, await repository.MergeBaseAsync(main, main, Cancel));
        Assert.Null(await repository.MergeBaseAsync(main, other, Cancel));
        Assert.True(await repository.IsAncestorAsync(one, main, Cancel));
        Assert.False(await repository.IsAncestorAsync(main, proposed, Cancel));
        Assert.Equal(GitProblemCodes.GitFailed, await CodeOfAsync(() => repository.MergeBaseAsync(main, Id(new string('1', 40)), Cancel)));
    }

    [Fact]
    public async Task A_commit_says_who_when_and_why()
    {
        Alice.Commit("One", ("a", "1"));
        CommitId id = Id(Alice.Commit("Add ü\n\nBecause.", ("a", "2")));
        CommitObject? commit = await (await OpenAsync(Alice)).ReadCommitAsync(id, Cancel);
        Assert.Equal("Add ü", commit!.Subject);
        Assert.Equal(("@alice", "alice@example.org"), (commit.Author.Name, commit.Author.Email));
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 0, 2, 0, TimeSpan.Zero), commit.Time);
        Assert.Equal(Alice.Resolve("HEAD^{tree}"), commit.Tree.Value);
        Assert.Equal([Id(Alice.Resolve("HEAD~1"))], commit.Parents);
    }

    [Fact]
    public async Task Listing_and_comparing_agree_with_git()
    {
        Alice.Commit("One", ("a", "1"), ("a.b/c", "2"), ("a-b", "3"), ("d/e/f", "4"), ("d/g", "5"), ("h", "6"), ("t/1", "7"));
        CommitId one = Id(Alice.Head);
        Alice.Git("rm", "-r", "--quiet", "d/e", "h");
        Alice.Commit("Two", ("a", "9"), ("d/e", "now a file"), ("h/i", "now a folder"), ("n/ü", "8"));
        CommitId two = Id(Alice.Head);
        GitRepository repository = await OpenAsync(Alice);

        IReadOnlyList<GitFile> files = await repository.ListTreeAsync(two, withSizes: true, cancellationToken: Cancel);
        string[] git = Alice.Git("ls-tree", "-r", "-l", "-z", "HEAD").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            git.Select(line => string.Join(' ', line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))).Order(StringComparer.Ordinal),
            files.Select(file => $"{Convert.ToString((int)file.Mode, 8)} blob {file.Id} {file.Size} {file.Path.Value}").Order(StringComparer.Ordinal));

        IReadOnlyList<GitFileChange> changes = await repository.DiffAsync(one, two, cancellationToken: Cancel);
        Assert.Equal(
            Alice.Git("diff-tree", "-r", "-z", "--no-renames", "--name-status", one.Value, two.Value).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Chunk(2).Select(pair => pair[0] + " " + pair[1]).Order(StringComparer.Ordinal),
            changes.Select(change => $"{"AMR"[(int)change.Kind]} {change.Path.Value}".Replace("R ", "D ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        Assert.Equal(["d/e", "d/e/f"], (await repository.DiffAsync(one, two, Path("d"), cancellationToken: Cancel)).Select(change => change.Path.Value));
        Assert.Equal(7, (await repository.DiffAsync(null, one, cancellationToken: Cancel)).Count(change => change.Kind == GitChangeKind.Added));
        Assert.Equal(["d/e/f"], (await repository.ListTreeAsync(one, Path("d/e"), cancellationToken: Cancel)).Select(file => file.Path.Value));
        Assert.Empty(await repository.ListTreeAsync(one, Path("nothing"), cancellationToken: Cancel));
        Assert.Empty(await repository.ListTreeAsync(one, Path("a"), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_change_of_mode_alone_is_a_change()
    {
        CommitId one = Id(Alice.Commit("One", ("run.sh", "x")));
        Alice.Git("update-index", "--chmod=+x", "run.sh");
        Alice.Git("commit", "--quiet", "-m", "Two");
        GitFileChange change = Assert.Single(await (await OpenAsync(Alice)).DiffAsync(one, Id(Alice.Head), cancellationToken: Cancel));
        Assert.Equal((GitFileMode.File, GitFileMode.Executable), (change.Before!.Mode, change.After!.Mode));
    }

    [Fact]
    public async Task A_file_larger_than_allowed_is_not_read_and_the_next_one_is()
    {
        CommitId commit = Id(Alice.Commit("One", ("big", new byte[3 << 20]), ("small", Bytes("s"))));
        GitRepository repository = await OpenAsync(Alice);
        Assert.Equal(GitProblemCodes.FileTooLarge, await CodeOfAsync(() => repository.ReadFileAsync(commit, Path("big"), (3 << 20) - 1, Cancel)));
        Assert.Equal("s", await TextAsync(repository, commit, "small"));
        Assert.Equal(3 << 20, (await repository.ReadFileAsync(commit, Path("big"), 3 << 20, Cancel))!.Length);
    }

    [Fact]
    public async Task Large_files_stream_while_others_are_read()
    {
        byte[] big = new byte[40 << 20];
        new Random(7).NextBytes(big.AsSpan(0, 1 << 20));
        CommitId commit = Id(Alice.Commit("One", ("big", big), ("small", Bytes("s")), ("empty", [])));
        GitRepository repository = await OpenAsync(Alice);
        ObjectId id = (await repository.FindAsync(commit, Path("big"), Cancel))!.Id;
        await using (BlobStream stream = await repository.OpenBlobAsync(id, Cancel))
        {
            Assert.Equal(big.Length, stream.Length);
            Assert.Equal("s", await TextAsync(repository, commit, "small"));
            Assert.Equal(SHA256.HashData(big), await SHA256.HashDataAsync(stream, Cancel));
        }

        int started = repository.Objects.Started;
        await using (BlobStream unread = await repository.OpenBlobAsync(id, Cancel)) Assert.Equal(100, await unread.ReadAtLeastAsync(new byte[100], 100, cancellationToken: Cancel));
        await using BlobStream empty = await repository.OpenBlobAsync((await repository.FindAsync(commit, Path("empty"), Cancel))!.Id, Cancel);
        Assert.Equal(0, await empty.ReadAsync(new byte[1], Cancel));
        Assert.Equal(started + 1, repository.Objects.Started);
    }

    [Fact]
    public async Task A_thousand_files_read_by_many_at_once_cost_one_process()
    {
        CommitId commit = Id(Alice.Commit("Many", [.. Enumerable.Range(0, 1000).Select(i => ($"metadata/{i % 10}/{i}.json", (string?)$"{i}"))]));
        GitRepository repository = await OpenAsync(Alice);
        await Parallel.ForAsync(0, 1000, Cancel, async (i, _) => Assert.Equal($"{i}", await TextAsync(repository, commit, $"metadata/{i % 10}/{i}.json")));
        Assert.Equal(1000, (await repository.ListTreeAsync(commit, withSizes: true, cancellationToken: Cancel)).Count(file => file.Size is > 0));
        Assert.Equal(1, repository.Objects.Started);
    }

    [Fact]
    public async Task A_reading_process_that_was_killed_is_replaced()
    {
        CommitId commit = Id(Alice.Commit("One", ("a", "1"), ("b", "2")));
        GitRepository repository = await OpenAsync(Alice);
        Assert.Equal("1", await TextAsync(repository, commit, "a"));
        using (var reader = Process.GetProcessById(repository.Objects.ReaderId!.Value))
        {
            reader.Kill();
            await reader.WaitForExitAsync(Cancel);
        }

        Assert.Equal("2", await TextAsync(repository, commit, "b"));
        Assert.Equal(2, repository.Objects.Started);
    }

    [Fact]
    public async Task Reading_goes_on_after_a_cancellation()
    {
        CommitId commit = Id(Alice.Commit("One", ("big", new byte[8 << 20]), ("b", Bytes("2"))));
        GitRepository repository = await OpenAsync(Alice);
        for (int i = 0; i < 10; i++)
        {
            using var cancelling = new CancellationTokenSource();
            Task<byte[]?> reading = repository.ReadFileAsync(commit, Path("big"), 8 << 20, cancelling.Token);
            for (int spin = 0; spin < i * 20; spin++) await Task.Yield();
            await cancelling.CancelAsync();
            try
            {
                Assert.Equal(8 << 20, (await reading)!.Length);
            }
            catch (OperationCanceledException)
            {
                // Either is fine; what matters is what the next question is answered.
            }

            Assert.Equal("2", await TextAsync(repository, commit, "b"));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => repository.ReadFileAsync(commit, Path("b"), 10, new CancellationToken(true)));
    }

    [Fact]
    public async Task An_empty_repository_answers_nothing()
    {
        GitRepository repository = await OpenAsync(Forge);
        Assert.Null(await repository.ResolveAsync("HEAD", Cancel));
        Assert.Empty(await repository.ListBranchesAsync(Cancel));
        Assert.Empty(await repository.ListRemotesAsync(Cancel));
        Assert.Equal(Main, await repository.ReadCurrentBranchAsync(Cancel));
        CommitId first = await repository.CommitAsync([], [], "Nothing yet", Robot, Time, cancellationToken: Cancel);
        Assert.Empty(await repository.ListTreeAsync(first, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_shallow_clone_says_that_it_is_one()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        CommitId two = Id(Alice.Commit("Two", ("a", "2")));
        Alice.Push();
        GitRepository shallow = await OpenAsync(Sandbox.Clone("ci", Forge, "--depth=1"));
        Assert.True(shallow.IsShallow);
        Assert.False((await OpenAsync(Alice)).IsShallow);
        Assert.Equal("2", await TextAsync(shallow, two, "a"));
        Assert.Null(await shallow.ResolveAsync(one.Value, Cancel));
        CommitId three = await shallow.CommitAsync([two], [Write("b", "3")], "Three", Robot, Time, cancellationToken: Cancel);
        Assert.Equal(PushOutcome.Pushed, (await shallow.PushAsync(RemoteName.Origin, three, Main, two, Cancel)).Outcome);
    }
}
