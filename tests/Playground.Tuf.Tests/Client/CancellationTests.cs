using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>Giving up in the middle leaves nothing behind and keeps nobody waiting.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public async Task An_update_that_is_given_up_stores_nothing_of_the_file_it_waited_for(string role)
    {
        await using var scenario = new Scenario();
        await scenario.Client().RefreshAsync(scenario.Cancel);
        byte[] before = scenario.Stored()[role + ".json"];
        scenario.Repository.Publish("root");
        scenario.Repository.PublishThrough("targets");
        using var giveUp = new CancellationTokenSource();
        scenario.Server.Inject(scenario.Repository.PathOf(role), FirstBytesThen(giveUp.CancelAsync));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scenario.Client().RefreshAsync(giveUp.Token));
        Assert.Equal(before, scenario.Stored()[role + ".json"]);
        Assert.DoesNotContain(scenario.Stored().Keys, name => name.StartsWith(".tmp/", StringComparison.Ordinal));

        scenario.Server.Heal();
        await scenario.Client(options => options with { LockPatience = TimeSpan.Zero }).RefreshAsync(scenario.Cancel);
        Assert.Equal(scenario.Repository.FileOf(role), scenario.Stored()[role + ".json"]);
    }

    [Fact]
    public async Task A_download_that_is_given_up_leaves_no_file()
    {
        await using var scenario = new Scenario();
        byte[] content = new byte[100_000];
        scenario.Repository.AddArtifact("file.bin", content);
        scenario.Repository.PublishThrough("targets");
        Updater client = scenario.Client();
        FoundTarget? target = await client.FindTargetAsync(TargetPath.Parse("file.bin"), scenario.Cancel);
        using var giveUp = new CancellationTokenSource();
        scenario.Server.Inject(scenario.Repository.ArtifactPathOf("file.bin", content), FirstBytesThen(giveUp.CancelAsync));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.DownloadAsync(target!, scenario.Folder["downloads", "file.bin"], cancellationToken: giveUp.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scenario.Folder["downloads"]));

        scenario.Server.Heal();
        await client.DownloadAsync(target!, scenario.Folder["downloads", "file.bin"], cancellationToken: scenario.Cancel);
        Assert.Equal(content, await File.ReadAllBytesAsync(scenario.Folder["downloads", "file.bin"], scenario.Cancel));
    }

    [Fact]
    public async Task Who_waits_for_another_update_may_give_up_too()
    {
        await using var scenario = new Scenario();
        var arrived = new TaskCompletionSource();
        scenario.Server.Inject("/metadata/timestamp.json", FirstBytesThen(() =>
        {
            arrived.TrySetResult();
            return Task.CompletedTask;
        }));
        using var giveUp = new CancellationTokenSource();
        using var giveUpWaiting = new CancellationTokenSource();
        Task first = scenario.Client().RefreshAsync(giveUp.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), scenario.Cancel);

        Task second = scenario.Client().RefreshAsync(giveUpWaiting.Token);
        await giveUpWaiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    /// <summary>Announces a whole file, sends some of it, does something, and never sends the rest.</summary>
    private static HttpFault FirstBytesThen(Func<Task> act) => new("first bytes only", async exchange =>
    {
        byte[] file = exchange.FindFile()!;
        await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {file.Length}\r\n\r\n");
        await exchange.SendAsync(file.AsMemory(0, file.Length / 2));
        await act();
        await exchange.HangAsync();
        return false;
    });
}
