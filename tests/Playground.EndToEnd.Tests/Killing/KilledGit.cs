using System.Text.RegularExpressions;
using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Xunit;

namespace Playground.EndToEnd.Tests.Killing;

/// <summary>
/// A tool that is killed together with the git that it runs, in the middle of git's writing, leaves git's locks behind. The same command then succeeds,
/// or names the file to remove, and succeeds once it is gone.
/// </summary>
public sealed partial class KilledGit(Begun begun)
{
    private const int MaxRenames = 3;
    private readonly List<string> _removed = [];

    [Fact]
    public async Task Signing_that_is_killed_with_its_git_is_finished_by_signing_again_once_the_locks_named_are_gone()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "longer", "root", "--expiry-days", "400");
        story["bob"].Git("config", "--remove-section", "playground");

        await KillEverywhereAsync(story, "bob", tools => tools.SureAsync("bob", "sign", "longer"), async copy =>
        {
            Assert.Equal("verified", await copy.WaitsForAsync("sign/longer"));
            Assert.Equal("@bob signs 'root'", Assert.Single(copy.Forge.Log("main..sign/longer"), subject => subject.StartsWith("@bob", StringComparison.Ordinal)));
        });

        Assert.Contains(_removed, file => file.EndsWith("config.lock", StringComparison.Ordinal));
        Assert.Contains(_removed, file => file.EndsWith("forge.git/refs/heads/sign/longer.lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Online_signing_that_is_killed_with_its_git_is_finished_by_running_it_again_once_the_locks_named_are_gone()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "team", "team", "--signers", "@alice");
        await story.DoAsync("bob", "sign");
        await story.Tools.MergeAsync("sign/team");

        await KillEverywhereAsync(story, "ci", tools => tools.CiAsync("online-sign"), copy =>
        {
            Assert.Equal(copy.Forge.Resolve("main"), copy.Forge.Resolve("publish"));
            Assert.Equal("Sign snapshot and timestamp", Assert.Single(copy.Forge.Log("main").TakeWhile(subject => subject != "Merge sign/team")));
            return Task.CompletedTask;
        });

        Assert.Contains(_removed, file => file.EndsWith("forge.git/refs/heads/main.lock", StringComparison.Ordinal));
        Assert.Contains(_removed, file => file.EndsWith("forge.git/refs/heads/publish.lock", StringComparison.Ordinal));
    }

    private async Task KillEverywhereAsync(Community story, string person, Func<ToolStage, Task<ToolRun>> run, Func<Community, Task> check)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "What kills is a shell script.");
        Strace.SkipUnlessInstalled();
        IReadOnlyList<GitCommand> changes;
        await using (Community copy = story.Copy())
        {
            using var watch = new GitWatch(copy.Tools);
            (await run(copy.Tools)).Succeeded();
            changes = [.. watch.Commands.Where(command => command.Changes)];
        }

        foreach (GitCommand change in changes)
        {
            for (int rename = 1; rename <= MaxRenames && await KillAsync(story, person, change, rename, run, check); rename++)
            {
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', _removed));
    }

    /// <summary>Whether git renamed so often that it was killed.</summary>
    private async Task<bool> KillAsync(
        Community story, string person, GitCommand change, int rename, Func<ToolStage, Task<ToolRun>> run, Func<Community, Task> check)
    {
        await using Community copy = story.Copy();
        using (new GitWatch(copy.Tools, change.Number, rename: rename))
        {
            ToolRun killed = await run(copy.Tools);
            if (killed.ExitCode == 0)
            {
                return false;
            }

            Assert.True(killed.ExitCode == 137, $"Not killed in git {change.Words}, but ended with {killed.ExitCode}: {killed.Talk}");
        }

        ToolRun again = await run(copy.Tools);
        while (again.ExitCode != 0)
        {
            Match named = Named().Match(again.Talk);
            Assert.True(again.ExitCode == 3 && named.Success, $"Killed at rename {rename} of git {change.Words}, and then: {again.Talk}");
            string file = Path.GetFullPath(named.Groups["file"].Value, copy[person].Path);
            Assert.True(File.Exists(file), $"Killed at rename {rename} of git {change.Words}: there is no {file}.");
            File.Delete(file);
            _removed.Add(file);
            again = await run(copy.Tools);
        }

        await check(copy);
        copy.Forge.Fsck();
        copy[person].Fsck();
        return true;
    }

    [GeneratedRegex(@"^PG0635: .* remove this file and try again: (?<file>\S+\.(lock|new))$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Named();
}
