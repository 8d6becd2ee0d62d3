using System.Diagnostics;
using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class CommittingTests : GitTest
{
    [Fact]
    public async Task A_commit_leaves_work_tree_index_and_references_alone()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1"), ("gone/x", "1"), ("kept/y", "1")));
        Alice.Write("a", "edited");
        Alice.Write("staged", "s");
        Alice.Git("add", "staged");
        string status = Alice.Git("status", "--porcelain");
        string refs = Alice.Git("for-each-ref");
        GitRepository repository = await OpenAsync(Alice);

        CommitId two = await repository.CommitAsync(
            [one], [Write("metadata/new.json", "n\n"), GitEdit.Remove(Path("gone/x")), GitEdit.Write(Path("run"), Bytes("r"), executable: true)], "Two\n\nBecause.", Robot, Time, cancellationToken: Cancel);

        Assert.Equal(["a", "kept/y", "metadata/new.json", "run"], Alice.ListFiles(two.Value));
        Assert.Equal("n", Alice.ReadFile(two.Value, "metadata/new.json"));
        Assert.Equal("playground <robot@example.org> 1906545600 +0000|Two|Because.", Alice.Git("show", "-s", "--date=raw", "--format=%cn <%ce> %cd|%s|%b", two.Value));
        Assert.Equal(one.Value, Alice.Resolve($"{two}^"));
        Assert.Equal(status, Alice.Git("status", "--porcelain"));
        Assert.Equal(refs, Alice.Git("for-each-ref"));
        Alice.Fsck();
    }

    [Fact]
    public async Task The_same_input_gives_the_same_commit()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        GitRepository here = await OpenAsync(Alice);
        GitEdit[] edits = [Write("b", "2"), Write("c/d", "3"), GitEdit.Remove(Path("a"))];
        CommitId first = await here.CommitAsync([one], edits, "Two", Robot, Time, cancellationToken: Cancel);
        CommitId again = await here.CommitAsync([one], edits.Reverse(), "Two\n", Robot, Time.ToOffset(TimeSpan.FromHours(5)), cancellationToken: Cancel);
        CommitId later = await here.CommitAsync([one], edits, "Two", Robot, Time.AddSeconds(1), cancellationToken: Cancel);
        Assert.Equal(first, again);
        Assert.NotEqual(first, later);
    }

    [Fact]
    public async Task Merges_first_commits_and_whole_folders_can_be_made()
    {
        GitRepository repository = await OpenAsync(Forge);
        CommitId root = await repository.CommitAsync([], [Write("a", "1")], "Root", Robot, Time, cancellationToken: Cancel);
        CommitId side = await repository.CommitAsync([], [Write("b/c", "2")], "Side", Robot, Time, cancellationToken: Cancel);
        ObjectId folder = (await repository.FindAsync(side, Path("b"), Cancel))!.Id;
        CommitId merge = await repository.CommitAsync([root, side], [GitEdit.Put(Path("copied"), GitFileMode.Folder, folder)], "Merge", Robot, Time, cancellationToken: Cancel);
        Assert.Equal(["a", "copied/c"], Forge.ListFiles(merge.Value));
        Assert.Equal($"{root} {side}", Forge.Git("show", "-s", "--format=%P", merge.Value));
        ObjectId tree = (await repository.ReadCommitAsync(side, Cancel))!.Tree;
        CommitId replaced = await repository.CommitAsync([root], [Write("d", "4")], "From another folder", Robot, Time, tree, Cancel);
        Assert.Equal(["b/c", "d"], Forge.ListFiles(replaced.Value));
        Forge.Fsck();
    }

    [Fact]
    public async Task A_file_may_take_a_folders_place_and_a_folder_a_files()
    {
        CommitId one = Id(Alice.Commit("One", ("a/b", "1"), ("c", "2")));
        GitRepository repository = await OpenAsync(Alice);
        CommitId two = await repository.CommitAsync([one], [Write("a", "x"), GitEdit.Remove(Path("c")), Write("c/d", "y")], "Two", Robot, Time, cancellationToken: Cancel);
        Assert.Equal(["a", "c/d"], Alice.ListFiles(two.Value));
        await Assert.ThrowsAsync<ArgumentException>(() => repository.CommitAsync([one], [Write("x", "1"), Write("x/y", "2")], "No", Robot, Time, cancellationToken: Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => repository.CommitAsync([one], [Write("x", "1"), Write("x", "2")], "No", Robot, Time, cancellationToken: Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => repository.CommitAsync([one], [Write("x", "1"), GitEdit.Remove(Path("x"))], "No", Robot, Time, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Odd_but_writable_paths_and_contents_arrive_as_they_are()
    {
        string[] paths = ["-rf", "\"q\" 'x'", "a b ", "ü/日本", "$(x);`y`", "#", "data 5", new string('n', 250)];
        byte[] content = [.. Enumerable.Range(0, 512).Select(i => (byte)i), .. Bytes("\ndone\ncommit refs/heads/evil\n")];
        GitRepository repository = await OpenAsync(Forge);
        CommitId commit = await repository.CommitAsync(
            [], paths.Select(path => GitEdit.Write(Path(path), content)), "done\ndata 0\n\nfrom x", GitIdentity.Of("<evil>\nname", "a>b"), Time, cancellationToken: Cancel);
        Assert.Equal(paths.Order(StringComparer.Ordinal), Forge.ListFiles(commit.Value).Order(StringComparer.Ordinal));
        foreach (string path in paths) Assert.Equal(content, await repository.ReadFileAsync(commit, Path(path), 10_000, Cancel));
        Assert.Equal("evilname <ab>", Forge.Git("show", "-s", "--format=%an <%ae>", commit.Value));
        Assert.Equal("", Forge.Git("for-each-ref"));
        Forge.Fsck();
    }

    [Fact]
    public async Task A_path_that_is_odd_can_be_removed()
    {
        Alice.Commit("One", ("x", "1"));
        string blob = Alice.Resolve("HEAD:x");
        CommitId commit = CommitTree(Alice, MakeTree(Alice, ("100644", "a\n\"\xff", blob), ("100644", "x", blob)));
        GitRepository repository = await OpenAsync(Alice);
        GitFile odd = (await repository.ListTreeAsync(commit, cancellationToken: Cancel)).First(file => !file.Path.IsOrdinary);
        CommitId cleaned = await repository.CommitAsync([commit], [GitEdit.Remove(odd.Path)], "Clean", Robot, Time, cancellationToken: Cancel);
        Assert.Equal(["x"], Alice.ListFiles(cleaned.Value));
        Assert.Throws<TufException>(() => GitEdit.Write(odd.Path, []));
    }

    [Fact]
    public async Task A_stream_that_is_not_as_long_as_announced_makes_no_commit()
    {
        GitRepository repository = await OpenAsync(Forge);
        foreach (int given in new[] { 99_999, 100_001 })
        {
            GitEdit edit = GitEdit.Write(Path("big"), 100_000, _ => Task.FromResult<Stream>(new MemoryStream(new byte[given])));
            await Assert.ThrowsAsync<IOException>(() => repository.CommitAsync([], [edit], "No", Robot, Time, cancellationToken: Cancel));
        }

        GitEdit failing = GitEdit.Write(Path("big"), 10, _ => throw new UnauthorizedAccessException("disk"));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => repository.CommitAsync([], [failing], "No", Robot, Time, cancellationToken: Cancel));
        Assert.Empty(Directory.GetFiles(Forge.Path, "fast_import*"));
        Assert.Equal("", Forge.Git("for-each-ref"));
        Forge.Fsck();
    }

    [Fact]
    public async Task A_parent_that_is_not_here_is_named()
    {
        GitRepository repository = await OpenAsync(Forge);
        Assert.Equal(
            GitProblemCodes.ObjectMissing,
            await CodeOfAsync(() => repository.CommitAsync([Id(new string('3', 40))], [], "No", Robot, Time, cancellationToken: Cancel)));
        Assert.Equal(
            GitProblemCodes.GitFailed,
            await CodeOfAsync(() => repository.CommitAsync([], [GitEdit.Put(Path("x"), GitFileMode.File, ObjectId.Parse(new string('3', 40)))], "No", Robot, Time, cancellationToken: Cancel)));
        Assert.Empty(Directory.GetFiles(Forge.Path, "fast_import*"));
    }

    [Fact]
    public async Task A_commit_killed_at_any_point_changes_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The process is found through /proc.");
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        string refs = Alice.Git("for-each-ref");
        GitRepository repository = await OpenAsync(Alice);
        for (int at = 0; at < 8; at++)
        {
            int killAt = at * 200_000;
            GitEdit edit = GitEdit.Write(Path("big"), 1_500_000, _ => Task.FromResult<Stream>(new KillingStream(1_500_000, killAt, Alice.GitPath)));
            await Assert.ThrowsAnyAsync<TufException>(() => repository.CommitAsync([one], [edit], "No", Robot, Time, cancellationToken: Cancel));
            Assert.Equal(refs, Alice.Git("for-each-ref"));
            Alice.Fsck();
        }

        CommitId two = await repository.CommitAsync([one], [Write("b", "2")], "Two", Robot, Time, cancellationToken: Cancel);
        Assert.Equal(["a", "b"], Alice.ListFiles(two.Value));
    }

    [Fact]
    public async Task A_commit_whose_maker_is_killed_after_any_byte_is_made_whole_or_not_at_all()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The input is cut off by a shell script.");
        CommitId one = Id(Alice.Commit("One", ("a", "1")));
        string refs = Alice.Git("for-each-ref");
        string whole = (await (await OpenAsync(Alice)).CommitAsync([one], [Write("b", "2")], "Two", Robot, Time, cancellationToken: Cancel)).Value;
        bool made = false;
        for (int length = 0; !made; length += 23)
        {
            string cutting = Sandbox.Script($"git-{length}", $"case \"$*\" in *fast-import*) head -c {length} | git \"$@\";; *) exec git \"$@\";; esac");
            GitRepository repository = await OpenAsync(Alice, Settings with { Program = cutting });
            try
            {
                CommitId two = await repository.CommitAsync([one], [Write("b", "2")], "Two", Robot, Time, cancellationToken: Cancel);
                Assert.Equal(whole, two.Value);
                made = true;
            }
            catch (TufException)
            {
                Assert.Equal(refs, Alice.Git("for-each-ref"));
                Assert.Empty(Directory.GetFiles(Alice.GitPath, "fast_import*"));
            }
        }

        Assert.Equal(refs, Alice.Git("for-each-ref"));
        Alice.Fsck();
    }

    [Fact]
    public async Task A_cancelled_commit_changes_nothing()
    {
        GitRepository repository = await OpenAsync(Forge);
        using var cancelling = new CancellationTokenSource();
        GitEdit edit = GitEdit.Write(Path("big"), 10, async token =>
        {
            await cancelling.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return Stream.Null;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => repository.CommitAsync([], [edit], "No", Robot, Time, cancellationToken: cancelling.Token));
        Forge.Fsck();
    }

    /// <summary>Gives zeros, and kills the git that takes them when so many were given.</summary>
    private sealed class KillingStream(int length, int killAt, string gitFolder) : Stream
    {
        private int _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_given <= killAt && _given + count > killAt) KillImport();
            count = Math.Min(count, length - _given);
            _given += count;
            return count;
        }

        private void KillImport()
        {
            string here = System.IO.Path.GetDirectoryName(gitFolder)!;
            foreach (Process git in Process.GetProcessesByName("git"))
            {
                using (git)
                {
                    if (!IsImportIn(git.Id, here)) continue;
                    git.Kill();
                    git.WaitForExit();
                    return;
                }
            }

            throw new InvalidOperationException("No git was there to be killed.");
        }

        private static bool IsImportIn(int id, string folder)
        {
            try
            {
                return File.ReadAllText($"/proc/{id}/cmdline").Contains("fast-import", StringComparison.Ordinal)
                    && Directory.ResolveLinkTarget($"/proc/{id}/cwd", returnFinalTarget: false)?.FullName == folder;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another test's, that has ended.
                return false;
            }
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
