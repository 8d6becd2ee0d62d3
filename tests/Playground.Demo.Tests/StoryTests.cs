using System.Text.RegularExpressions;
using Playground.Testing;
using Xunit;

namespace Playground.Demo.Tests;

/// <summary>The demo from its first line to its last, and what it leaves behind.</summary>
public sealed partial class StoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task The_story_is_told_to_its_end_and_its_folder_can_be_played_on_with()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var readme = ManualCommands.Open("README.md");
        using var demo = DemoProcess.ByCommand(readme.Take("dotnet run"), "--dir", _folder["play"]);

        ToolRun run = await demo.EndAsync(stop);

        Assert.Equal((0, ""), (run.ExitCode, run.Talk));
        Assert.Equal(
            [
                "A forge, two people and a CI", "A repository begins: its root needs both of them", "The CI signs and publishes",
                "Real packages, added by plain git", "@carol is invited, and admitted", "From now on two people sign packages", "A second version",
                "Two teams begin projects, and ask no administrator", "A look-alike name is refused", "A release that two must approve, and one that nobody looks at",
                "A release is yanked, and a project claimed", "Administrators block a release",
                "First attack: a flipped byte on the server", "Second attack: the past, shown again", "Third attack: a pull request signed by the wrong key",
            ],
            Chapter().Matches(run.Answer).Select(chapter => chapter.Groups["title"].Value));
        Assert.Equal(
            [
                ("playground project", "PG1405", "4"), ("playget get", "PG1603", "4"),
                ("playget get", "PG0424", "4"), ("playget list", "PG0304", "4"), ("playground sign", "PG1409", "2"), ("playground sign", "PG1405", "4"),
            ],
            Refusal().Matches(run.Answer).Select(refusal => (refusal.Groups["command"].Value, refusal.Groups["code"].Value, refusal.Groups["exit"].Value)));
        Assert.Contains("PG1134: The name 'gr3eter' may be taken for 'greeter'", run.Answer, StringComparison.Ordinal);
        Assert.Contains("| `greeter.releases` | 1 → 2 | 1 of 2 | `@carol` | `@dave` | **no** |", run.Answer, StringComparison.Ordinal);
        Assert.Contains("* **PG1131**", run.Answer, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Answer);
        Assert.Contains($"Everything is left in {_folder["play"]}\n", run.Answer, StringComparison.Ordinal);
        await PlayOnAsync(run.Answer, stop);
        ShowsWhatTheReadmeShows(readme, run.Answer);
        await BeginAnotherAsync(readme);
        await AreScriptsAsync(readme.Take("eng/test.sh"), readme.Take("eng/benchmarks.sh"));
        readme.RequireAllTaken();
    }

    [Fact(Timeout = 120_000)]
    public async Task Ctrl_C_ends_the_story_and_leaves_no_process_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill program here.");
        CancellationToken stop = TestContext.Current.CancellationToken;
        using var demo = new DemoProcess("--dir", _folder["play"]);
        await demo.ReadToAsync("2. ", stop);

        await demo.InterruptAsync(stop);
        ToolRun run = await demo.EndAsync(stop);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal($"Stopped. What there is so far is left in {_folder["play"]}\n", run.Talk);
        Assert.False(File.Exists(_folder["play", "bob.agent"]));
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_left_alone()
    {
        await File.WriteAllTextAsync(_folder["mine.txt"], "mine", TestContext.Current.CancellationToken);
        using var demo = new DemoProcess("--dir", _folder.FullPath);

        ToolRun run = await demo.EndAsync(TestContext.Current.CancellationToken);

        Assert.Equal((2, ""), (run.ExitCode, run.Answer));
        Assert.Contains("is not an empty folder", run.Talk, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], _folder.Files().Keys);
    }

    /// <summary>Types what the demo's last lines propose, in a shell.</summary>
    private async Task PlayOnAsync(string told, CancellationToken stop)
    {
        string[] proposed = [.. told[told.IndexOf("To play on there:", StringComparison.Ordinal)..].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())];
        Assert.Equal(5, proposed.Length);
        string enter = proposed[0]["To play on there:".Length..].Trim();
        var answers = new List<string>();
        foreach (string line in proposed[1..])
        {
            answers.Add((await ShellAsync($"{enter} && {line}")).Answer);
        }

        Assert.Contains("Merge sign/second-release", answers[0], StringComparison.Ordinal);
        string package = Path.GetFileName(answers[2].Trim());
        Assert.Equal(
            await File.ReadAllBytesAsync(_folder["play", "carol", "targets", "packages", package], stop),
            await File.ReadAllBytesAsync(_folder["play", package], stop));
        Assert.Contains("you:   @alice", answers[3], StringComparison.Ordinal);
    }

    private static void ShowsWhatTheReadmeShows(ManualCommands readme, string told)
    {
        string text = File.ReadAllText(House.PathOf("README.md"));
        List<string> shown = [.. Excerpt().Matches(text).Select(excerpt => excerpt.Groups["text"].Value)];
        Assert.Equal(3, shown.Count);
        foreach (string excerpt in shown)
        {
            Assert.Contains(excerpt, told, StringComparison.Ordinal);
            readme.Take(excerpt[(excerpt.IndexOf('$', StringComparison.Ordinal) + 2)..excerpt.IndexOf('\n', StringComparison.Ordinal)]);
        }
    }

    /// <summary>What the README says of a repository of one's own, beside the story's.</summary>
    private async Task BeginAnotherAsync(ManualCommands readme)
    {
        string enter = $"cd '{_folder["play"]}' && . ./env.sh && cd '{_folder.FullPath}'";
        await ShellAsync($"{enter} && git init --quiet --bare own.git && git clone --quiet own.git own");
        await ShellAsync($"{enter} && cd own && {readme.Take("playground key new")}");
        ToolRun begun = await ShellAsync($"{enter} && cd own && {readme.Take("playground init")} --key 'file:{_folder["play", "keys", "alice.pem"]}' --yes");
        Assert.Contains("Role 'root' is new: version 1", begun.Answer, StringComparison.Ordinal);
    }

    /// <summary>The scripts that run the tests, this one among them, are not run by a test; they are read by the shell.</summary>
    private static async Task AreScriptsAsync(params string[] scripts)
    {
        foreach (string script in scripts)
        {
            await ShellAsync($"test -x {script} && bash -n {script}");
        }
    }

    private static async Task<ToolRun> ShellAsync(string line) =>
        (await ToolRun.RunProgramAsync("/bin/sh", new Dictionary<string, string?>(StringComparer.Ordinal), House.Folder, "-c", line)).Succeeded();

    [GeneratedRegex("^```console\n(?<text>.*?)```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Excerpt();

    [GeneratedRegex("^[0-9]+\\. (?<title>.*)\n=+\n", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Chapter();

    /// <summary>A command that was refused: what was typed, what it said, how it ended.</summary>
    [GeneratedRegex("^[a-z]+\\$ (?<command>\\S+ \\S+).*\n(  .*\n)*?  (?<code>PG[0-9]{4}): .*\n(  .*\n)*?  \\[exit code (?<exit>[0-9])\\]\n", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Refusal();
}
