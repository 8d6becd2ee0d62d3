using Playground.EndToEnd.Tests.Stage;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.EndToEnd.Tests.Scenarios;

/// <summary>The web server goes on serving while what it serves is replaced.</summary>
public sealed class ReadingWhilePublishing(Begun begun)
{
    private const int Versions = 5;

    [Fact]
    public async Task Clients_that_read_without_a_pause_never_fail_while_versions_are_replaced()
    {
        await using Community story = begun.Copy();
        await story.DoAsync("alice", "delegate", "team", "team", "--signers", "@bob", "--path", "team/*");
        await story.DoAsync("bob", "sign");
        await story.MergeAsync("sign/team");
        List<string> commits = [];
        for (int version = 1; version <= Versions; version++)
        {
            await story.PushFilesAsync("bob", "sign/file", ("targets/team/file.txt", $"{version}\n"));
            await story.DoAsync("bob", "sign");
            await story.Tools.MergeAsync("sign/file");
            story.Forge.Git("branch", "--delete", "--force", "sign/file");
            (await story.Tools.CiAsync("online-sign")).Succeeded();
            commits.Add(story.Forge.Resolve("publish"));
        }

        story["ci"].Fetch();
        await story.Tools.CiAsync("publish", "--revision", commits[0], "--out", story.Tools.Public);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<List<string>> own = ReadAsync(new OwnReader(story).ReadAsync, done.Token);
        Task<List<string>> other = ReadAsync(async () => (await story.TufJsAsync("team/file.txt"))!, done.Token);
        foreach (string commit in commits.Skip(1))
        {
            (await story.Tools.CiAsync("publish", "--revision", commit, "--out", story.Tools.Public)).Succeeded();
        }

        await done.CancelAsync();
        Assert.All([await own, await other], seen =>
        {
            Assert.True(seen.Count > Versions, "The client was slower than publishing.");
            Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        });
        await story.AssertServedAsync("team/file.txt", $"{Versions}\n");
    }

    /// <summary>Reads again and again until the end, at least once.</summary>
    private static Task<List<string>> ReadAsync(Func<Task<string>> read, CancellationToken done) => Task.Run(async () =>
    {
        List<string> seen = [];
        do
        {
            seen.Add(await read());
        }
        while (!done.IsCancellationRequested);
        return seen;
    });

    /// <summary>Our own client, in this process: much faster than one that has to be started, every other time a new one.</summary>
    private sealed class OwnReader(Community story)
    {
        private int _reads;

        internal async Task<string> ReadAsync()
        {
            string folder = story.Tools.Sandbox.PathOf($"own/{(_reads++ % 2 == 0 ? 0 : _reads)}");
            Updater.TrustRoot(folder, await File.ReadAllBytesAsync(Path.Combine(story.Tools.Public, "metadata/1.root.json")));
            using var fetcher = new HttpFetcher();
            var updater = new Updater(new UpdaterOptions
            {
                MetadataDirectory = folder,
                MetadataUrl = new Uri(story.Url, "metadata/"),
                TargetsUrl = new Uri(story.Url, "targets/"),
                Fetcher = fetcher,
                TimeProvider = new FixedClock(story.Now),
            });
            FoundTarget target = (await updater.FindTargetAsync(TargetPath.Parse("team/file.txt")))!;
            string file = Path.Combine(folder, "file");
            await updater.DownloadAsync(target, file);
            return await File.ReadAllTextAsync(file);
        }
    }
}
