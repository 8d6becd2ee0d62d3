using Playground.Testing;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Several clients, in one process or in several, use one folder at once.</summary>
public sealed class SharedCacheTests
{
    [Fact]
    public async Task Many_clients_update_one_folder_while_the_repository_goes_on()
    {
        await using var scenario = new Scenario();
        scenario.Repository.Delegate("targets", "packages", paths: "pkg/*");
        scenario.Repository.AddArtifact("pkg/file.txt", "content"u8.ToArray(), "packages");
        scenario.Repository.PublishThrough("packages", "targets");

        Task publishing = Task.Run(() => Assert.All(Enumerable.Range(0, 10), _ => scenario.Repository.PublishThrough("packages", "targets")), scenario.Cancel);
        Task[] updates =
        [
            .. Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
                Assert.NotNull(await scenario.Client().FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel)))),
        ];
        await Task.WhenAll([publishing, .. updates]);

        Assert.NotNull(await scenario.Client().FindTargetAsync(TargetPath.Parse("pkg/file.txt"), scenario.Cancel));
        Assert.All(["timestamp", "snapshot", "targets", "packages"], role => Assert.Equal(scenario.Repository.FileOf(role), scenario.Stored()[role + ".json"]));
        Assert.DoesNotContain(scenario.Stored().Keys, name => name.StartsWith(".tmp/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_processes_download_into_one_folder_at_once()
    {
        await using var published = new PublishedRepository();
        byte[] content = new byte[3_000_000];
        new Random(1).NextBytes(content);
        published.Repository.AddArtifact("file.bin", content);
        published.Repository.PublishThrough("targets");
        published.Begin();

        ClientRun[] runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => published.DownloadAsync("file.bin")));

        Assert.All(runs, run => run.Succeeds());
        Assert.Equal("root 1, snapshot 2, targets 2, timestamp 2", published.Trusted);
        Assert.Equal(content, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(published.TargetFolder)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_waits_too_long_for_another_is_told_so()
    {
        await using var scenario = new Scenario();
        (HttpFault stalling, Task arrived) = Stalling();
        scenario.Server.Inject("/metadata/timestamp.json", stalling);
        using var giveUp = new CancellationTokenSource();
        Task first = scenario.Client().RefreshAsync(giveUp.Token);
        await arrived.WaitAsync(TimeSpan.FromSeconds(30), scenario.Cancel);

        TufException refused = await Assert.ThrowsAsync<TufException>(
            () => scenario.Client(options => options with { LockPatience = TimeSpan.FromMilliseconds(50) }).RefreshAsync(scenario.Cancel));
        Assert.Equal(ProblemCodes.CacheBusy, refused.Code);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task A_process_that_was_killed_in_the_middle_holds_nobody_up()
    {
        await using var published = new PublishedRepository();
        byte[] content = new byte[100_000];
        published.Repository.AddArtifact("file.bin", content);
        published.Repository.PublishThrough("targets");
        published.Begin();
        string artifact = published.Repository.ArtifactPathOf("file.bin", content);
        foreach (string path in (string[])["/metadata/2.snapshot.json", artifact])
        {
            (HttpFault stalling, Task arrived) = Stalling();
            published.Server.Inject(path, stalling);
            using var kill = new CancellationTokenSource();
            Task<ClientRun> killed = published.DownloadAsync(kill.Token, "file.bin");
            await arrived.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await kill.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => killed);
            published.Server.Heal();
        }

        Assert.DoesNotContain(Directory.EnumerateFiles(published.TargetFolder), file => Path.GetFileName(file) == "file.bin");
        (await published.DownloadAsync("file.bin")).Succeeds();
        Assert.Equal(content, await File.ReadAllBytesAsync(Path.Combine(published.TargetFolder, "file.bin"), TestContext.Current.CancellationToken));
    }

    /// <summary>Sends half of a file and no more; the task completes once it has.</summary>
    private static (HttpFault Fault, Task Arrived) Stalling()
    {
        var arrived = new TaskCompletionSource();
        return (new HttpFault("half of it", async exchange =>
        {
            byte[] file = exchange.FindFile()!;
            await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {file.Length}\r\n\r\n");
            await exchange.SendAsync(file.AsMemory(0, file.Length / 2));
            arrived.TrySetResult();
            await exchange.HangAsync();
            return false;
        }), arrived.Task);
    }
}
