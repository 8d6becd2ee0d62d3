using Playground.Repository.Git;

namespace Playground.Repository.Tests.Git;

public sealed class OpeningTests : GitTest
{
    [Fact]
    public async Task A_work_tree_its_folders_its_git_folder_and_a_bare_repository_can_be_opened()
    {
        Alice.Commit("One", ("a/b.txt", "x"));
        GitRepository top = await OpenAsync(Alice);
        GitRepository below = await OpenAsync(new GitFolder(Sandbox, Alice.PathOf("a")));
        GitRepository inside = await OpenAsync(new GitFolder(Sandbox, Alice.PathOf(".git")));
        GitRepository bare = await OpenAsync(Forge);

        Assert.Equal(Alice.Path, top.WorkTree);
        Assert.Equal(Alice.Path, below.WorkTree);
        Assert.Equal(top.GitFolder, inside.GitFolder);
        Assert.Null(inside.WorkTree);
        Assert.Equal(Forge.Path, bare.GitFolder);
        Assert.Null(bare.WorkTree);
    }

    [Fact]
    public async Task One_of_several_work_trees_can_be_opened()
    {
        Alice.Commit("One", ("a", "x"));
        Alice.Git("worktree", "add", "--quiet", Sandbox.PathOf("second"), "-b", "second");
        GitRepository second = await OpenAsync(new GitFolder(Sandbox, Sandbox.PathOf("second")));
        Assert.Equal(Alice.PathOf(".git"), second.CommonFolder);
        Assert.Equal("second", (await second.ReadCurrentBranchAsync(Cancel))?.Value);
    }

    [Fact]
    public async Task What_is_no_repository_is_called_so()
    {
        Assert.Equal(GitProblemCodes.NotARepository, await CodeOfAsync(() => OpenAsync(new GitFolder(Sandbox, Sandbox.Home))));
        Assert.Equal(GitProblemCodes.NotARepository, await CodeOfAsync(() => OpenAsync(new GitFolder(Sandbox, Sandbox.PathOf("nowhere")))));
    }

    [Fact]
    public async Task A_repository_of_somebody_else_is_not_used()
    {
        GitSettings asStranger = Settings with { Environment = new Dictionary<string, string?>(Sandbox.Environment) { ["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1" } };
        TufException e = await Assert.ThrowsAsync<TufException>(() => OpenAsync(Alice, asStranger));
        Assert.Equal(GitProblemCodes.DubiousOwnership, e.Code);
        Assert.Contains("safe.directory", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_git_that_is_missing_or_too_old_is_called_so()
    {
        Assert.Equal(GitProblemCodes.GitMissing, await CodeOfAsync(() => OpenAsync(Alice, Settings with { Program = Sandbox.PathOf("no-git") })));

        string old = Sandbox.Script("old-git", "echo git version 2.38.5");
        Assert.Equal(GitProblemCodes.GitTooOld, await CodeOfAsync(() => new GitProgram(Settings with { Program = old }).CheckVersionAsync()));
    }

    [Theory]
    [InlineData("git version 2.39.5", "2.39.5")]
    [InlineData("git version 2.39.3 (Apple Git-145)", "2.39.3")]
    [InlineData("git version 2.45.1.windows.1", "2.45.1")]
    [InlineData("git version 2.50.0.rc1", "2.50.0")]
    [InlineData("hello", null)]
    public void Gits_of_all_systems_say_their_version(string text, string? version) =>
        Assert.Equal(version, GitProgram.ParseVersion(text)?.ToString());

    [Fact]
    public void A_program_called_git_in_the_current_folder_is_never_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Programs are marked as such by their permissions here.");
        string good = System.IO.Path.GetDirectoryName(Sandbox.Script("bin/git", "true"))!;
        string relative = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), good);
        Assert.Equal(System.IO.Path.Combine(good, "git"), GitLocation.Find($"{relative}:.::{good}"));
        Assert.Null(GitLocation.Find($"{relative}:.::"));
    }

    [Fact]
    public async Task Variables_that_point_git_elsewhere_are_ignored()
    {
        CommitId one = Id(Alice.Commit("One", ("a", "x")));
        var start = new System.Diagnostics.ProcessStartInfo();
        start.Environment["GIT_DIR"] = "/nowhere";
        start.Environment["GIT_INDEX_FILE"] = "/nowhere";
        start.Environment["GIT_OBJECT_DIRECTORY"] = "/nowhere";
        start.Environment["GIT_SSH_COMMAND"] = "mine";
        GitEnvironment.Apply(start.Environment, new GitSettings());
        Assert.DoesNotContain(start.Environment.Keys, name => name is "GIT_DIR" or "GIT_INDEX_FILE" or "GIT_OBJECT_DIRECTORY");
        Assert.Equal("mine", start.Environment["GIT_SSH_COMMAND"]);
        Assert.Equal("0", start.Environment["GIT_TERMINAL_PROMPT"]);
        Assert.Equal(one, await (await OpenAsync(Alice)).ResolveAsync("HEAD", Cancel));
    }

    [Fact]
    public async Task A_git_that_hangs_is_ended_when_its_time_is_over()
    {
        var clock = new ManualTimeProvider();
        string ready = Sandbox.PathOf("ready");
        string fifo = Sandbox.PathOf("fifo");
        string hanging = Sandbox.Script("hanging", $"trap 'echo ended > {ready}.end; exit 1' TERM; echo $$ > {ready}.new; mv {ready}.new {ready}; mkfifo {fifo}; read x < {fifo} & wait");
        var git = new GitProgram(Settings with { Program = hanging, TimeProvider = clock, Timeout = TimeSpan.FromSeconds(30) });
        Task<GitOutput> run = git.RunAsync(Sandbox.Folder, ["anything"], cancellationToken: Cancel);
        while (!File.Exists(ready)) await Task.Yield();
        Assert.False(run.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(GitProblemCodes.GitTimeout, (await Assert.ThrowsAsync<TufException>(() => run)).Code);
        Assert.True(File.Exists(ready + ".end"), "It was asked to end before it was killed.");
    }
}
