using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

/// <summary>What strangers may put into a commit.</summary>
public sealed class HostileContentTests : GitTest
{
    [Fact]
    public async Task Links_and_submodules_are_answers_and_never_files()
    {
        CommitId target = Id(Alice.Commit("One", ("secret", "s")));
        string link = Alice.Git(Bytes("../../etc/passwd"), "hash-object", "-w", "--stdin");
        string tree = MakeTree(Alice, ("120000", "link", link), ("160000", "sub", new string('7', 40)), ("100644", "z", Alice.Resolve("HEAD:secret")));
        CommitId commit = CommitTree(Alice, tree);
        GitRepository repository = await OpenAsync(Alice);

        Assert.Equal(GitFileMode.Symlink, (await repository.FindAsync(commit, Path("link"), Cancel))?.Mode);
        Assert.Equal(GitFileMode.Submodule, (await repository.FindAsync(commit, Path("sub"), Cancel))?.Mode);
        Assert.Null(await TextAsync(repository, commit, "link"));
        Assert.Null(await TextAsync(repository, commit, "sub"));
        Assert.Null(await TextAsync(repository, commit, "sub/x"));
        IReadOnlyList<GitFile> files = await repository.ListTreeAsync(commit, withSizes: true, cancellationToken: Cancel);
        Assert.Equal([16L, null, 1L], files.Select(file => file.Size));
        Assert.Equal(4, (await repository.DiffAsync(target, commit, cancellationToken: Cancel)).Count);
    }

    [Fact]
    public async Task Hostile_names_are_listed_as_they_are_and_called_odd()
    {
        Alice.Commit("One", ("x", "1"));
        string blob = Alice.Resolve("HEAD:x");
        string[] names = ["\n", "\"q\"", "-rf", ".git", "\xff\xfe", "a b missing", new string('n', 3000)];
        (string, string, string)[] entries = [.. names.Order(StringComparer.Ordinal).Select(name => ("100644", name, blob))];
        CommitId commit = CommitTree(Alice, MakeTree(Alice, ("40000", "..", MakeTree(Alice, entries))));
        GitRepository repository = await OpenAsync(Alice);

        IReadOnlyList<GitFile> files = await repository.ListTreeAsync(commit, withSizes: true, cancellationToken: Cancel);
        Assert.Equal(names.Length, files.Count);
        Assert.All(files, file => Assert.False(file.Path.IsOrdinary));
        Assert.All(files, file => Assert.Equal(1, file.Size));
        Assert.Contains(files, file => file.Path.ToBytes().SequenceEqual("../\xff\xfe".Select(c => (byte)c)));
        foreach (GitFile file in files)
        {
            Assert.Equal("1"u8.ToArray(), await repository.ReadFileAsync(commit, file.Path, 10, Cancel));
        }
    }

    [Fact]
    public async Task Malformed_folders_are_refused()
    {
        Alice.Commit("One", ("x", "1"));
        string blob = Alice.Resolve("HEAD:x");
        string folder = MakeTree(Alice, ("100644", "f", blob));
        string[] trees =
        [
            MakeTree(Alice, ("100644", "b", blob), ("100644", "a", blob)),
            MakeTree(Alice, ("100644", "a", blob), ("100644", "a", blob)),
            MakeTree(Alice, ("100644", "a", blob), ("100644", "a.b", blob), ("40000", "a", folder)),
            MakeTree(Alice, ("40000", "a", folder), ("100644", "a.b", blob)),
            MakeTree(Alice, ("100644", "a/b", blob)),
            MakeTree(Alice, ("100644", "", blob)),
            MakeTree(Alice, ("100000", "a", blob)),
            MakeTree(Alice, ("777777777", "a", blob)),
            Alice.Git(Bytes("100644 a\0short"), "hash-object", "-t", "tree", "-w", "--literally", "--stdin"),
        ];
        GitRepository repository = await OpenAsync(Alice);
        foreach (string tree in trees)
        {
            CommitId commit = CommitTree(Alice, tree);
            Assert.Equal(GitProblemCodes.ObjectBroken, await CodeOfAsync(() => repository.ListTreeAsync(commit, cancellationToken: Cancel)));
        }
    }

    [Fact]
    public async Task A_few_objects_that_spell_billions_of_files_are_given_up()
    {
        Alice.Commit("One", ("x", "1"));
        string tree = Alice.Resolve("HEAD:x");
        string mode = "100644";
        for (int depth = 0; depth < 10; depth++)
        {
            string below = tree;
            string ofMode = mode;
            tree = MakeTree(Alice, [.. Enumerable.Range(0, 10).Select(i => (ofMode, $"{i}", below))]);
            mode = "40000";
        }

        CommitId bomb = CommitTree(Alice, tree);
        GitRepository repository = await OpenAsync(Alice);
        TufException listed = await Assert.ThrowsAsync<TufException>(() => repository.ListTreeAsync(bomb, maxFiles: 10_000, cancellationToken: Cancel));
        TufException compared = await Assert.ThrowsAsync<TufException>(() => repository.DiffAsync(Id(Alice.Head), bomb, maxFiles: 10_000, cancellationToken: Cancel));
        Assert.All([listed, compared], e => Assert.Equal(GitProblemCodes.TooManyFiles, e.Code));
        Assert.All([listed, compared], e => Assert.Contains("more than 10000 files", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_objects_have_a_code()
    {
        Alice.Commit("One", ("x", "1"));
        string gone = new('5', 40);
        CommitId commit = CommitTree(Alice, MakeTree(Alice, ("100644", "a", gone), ("40000", "d", gone)));
        GitRepository repository = await OpenAsync(Alice);
        Assert.Null(await repository.ReadCommitAsync(Id(gone), Cancel));
        Assert.Equal(GitProblemCodes.ObjectMissing, await CodeOfAsync(() => TextAsync(repository, commit, "a")));
        Assert.Equal(GitProblemCodes.ObjectMissing, await CodeOfAsync(() => TextAsync(repository, commit, "d/x")));
        Assert.Equal(GitProblemCodes.ObjectMissing, await CodeOfAsync(() => TextAsync(repository, Id(gone), "a")));
        Assert.Equal(GitProblemCodes.ObjectMissing, await CodeOfAsync(() => repository.OpenBlobAsync(ObjectId.Parse(gone), Cancel)));
    }

    [Fact]
    public async Task A_commit_replaced_behind_the_back_is_read_as_it_was_signed()
    {
        CommitId good = Id(Alice.Commit("Good", ("a", "good")));
        string evil = Alice.Commit("Evil", ("a", "evil"));
        Alice.Git("replace", good.Value, evil);
        Alice.Git("replace", Alice.Git("rev-parse", $"{evil}^{{tree}}"), Alice.Git(Bytes(""), "mktree"));
        Assert.Equal("evil", Alice.Git("show", "--no-patch", "--format=%s", good.Value).ToLowerInvariant());

        GitRepository repository = await OpenAsync(Alice);
        Assert.Equal("good", await TextAsync(repository, good, "a"));
        Assert.Equal("evil", await TextAsync(repository, Id(evil), "a"));
    }
}
