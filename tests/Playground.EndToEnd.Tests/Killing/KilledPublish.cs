using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Killing;

/// <summary>
/// <c>playground-ci publish</c>, killed at every change of a file, leaves a directory that clients can use, and is finished by the same command.
/// </summary>
public sealed class KilledPublish(Begun begun)
{
    private const string Target = "file.txt";

    /// <summary>The first of each is enough: they are about files that no client looks for.</summary>
    private static readonly string[] Others = ["mkdir", "pwrite64", "rmdir"];

    [Fact]
    public async Task Publishing_that_is_killed_at_any_change_of_a_file_is_finished_by_publishing_again()
    {
        Strace.SkipUnlessInstalled();
        await using Community story = begun.Copy();
        await story.PushFilesAsync("alice", "sign/old", ("targets/file.txt", "old\n"));
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/old");
        await story.PushFilesAsync("alice", "sign/new", ("targets/file.txt", "new\n"));
        await story.DoAsync("bob", "sign");
        await story.Tools.MergeAsync("sign/new");
        (await story.Tools.CiAsync("online-sign")).Succeeded();
        story["ci"].Fetch();
        Dictionary<string, byte[]> before = Files(story.Tools.Public);
        Dictionary<string, byte[]> whole;
        await using (Community copy = story.Copy())
        {
            (await PublishAsync(copy.Tools)).Succeeded();
            whole = Files(copy.Tools.Public);
        }

        string[] written = [.. whole.Where(file => !before.TryGetValue(file.Key, out byte[]? old) || !old.AsSpan().SequenceEqual(file.Value)).Select(file => file.Key)];
        string[] removed = [.. before.Keys.Except(whole.Keys)];
        Assert.Equal((4, 2), (written.Length, removed.Length));
        List<string> killedAt = [];
        for (int time = 1; await KillAsync(story, "rename", time, whole) is { } line; time++)
        {
            killedAt.Add(line);
        }

        foreach ((string call, string? file) in (IEnumerable<(string, string?)>)
            [.. removed.Append(".publishing/lock").Select(file => ("unlink", file)), .. Others.Select(call => (call, (string?)null))])
        {
            killedAt.Add(await KillAsync(story, call, 1, whole, file) ?? throw new InvalidOperationException($"Never killed at {call} {file}."));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', killedAt));
        Assert.Equal(written.Length, killedAt.Count(line => line.Contains(" rename(", StringComparison.Ordinal) && written.Any(file => line.Contains(file, StringComparison.Ordinal))));
        Assert.Equal(removed.Length, killedAt.Count(line => line.Contains(" unlink(", StringComparison.Ordinal) && removed.Any(file => line.Contains(file, StringComparison.Ordinal))));
    }

    /// <summary>What it was killed at, or null where it makes no such call so often.</summary>
    private static async Task<string?> KillAsync(Community story, string call, int time, Dictionary<string, byte[]> whole, string? file = null)
    {
        await using Community copy = story.Copy();
        string line;
        using (var strace = new Strace(copy.Tools, call, time, file is null ? [] : [Path.Combine(copy.Tools.Public, file)]))
        {
            ToolRun killed = await PublishAsync(copy.Tools);
            if (killed.ExitCode == 0)
            {
                return null;
            }

            line = strace.KilledAt.Replace(copy.Tools.Sandbox.Folder, "", StringComparison.Ordinal);
            Assert.True(killed.ExitCode == 137, $"Killed at {line}, it ended with {killed.ExitCode}: {killed.Talk}");
        }

        string seen = await ReadAsync(copy);
        Assert.True(seen is "old\n" or "new\n", $"After a kill at {line} a client gets '{seen}'.");
        (await PublishAsync(copy.Tools)).Succeeded();
        Assert.Equal("new\n", await ReadAsync(copy));
        Dictionary<string, byte[]> now = Files(copy.Tools.Public);
        Assert.Equal(whole.Keys.Order(StringComparer.Ordinal), now.Keys.Order(StringComparer.Ordinal));
        Assert.All(whole, known => Assert.Equal(known.Value, now[known.Key]));
        return line;
    }

    private static Task<ToolRun> PublishAsync(ToolStage tools) => tools.CiAsync("publish", "--revision", "origin/publish", "--keep", "1", "--no-pages", "--out", tools.Public);

    /// <summary>A new client's view of the directory as it lies there.</summary>
    private static async Task<string> ReadAsync(Community story)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        Updater.TrustRoot(folder["metadata"], await File.ReadAllBytesAsync(Path.Combine(story.Tools.Public, "metadata/1.root.json"), cancel));
        var updater = new Updater(new UpdaterOptions
        {
            MetadataDirectory = folder["metadata"],
            MetadataUrl = new Uri($"file://{story.Tools.Public}/metadata/"),
            TargetsUrl = new Uri($"file://{story.Tools.Public}/targets/"),
            Fetcher = new FileFetcher(),
            TimeProvider = new FixedClock(story.Now),
        });
        FoundTarget? found = await updater.FindTargetAsync(TargetPath.Parse(Target), cancel);
        await updater.DownloadAsync(found!, folder["file"], null, cancel);
        return await File.ReadAllTextAsync(folder["file"], cancel);
    }

    private static Dictionary<string, byte[]> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes, StringComparer.Ordinal);
}
