using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Tests.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>How a client keeps what it remembers of its snapshot, and that it needs none of it.</summary>
public sealed class SnapshotMemoryTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly SnapshotRoom _room = new();
    private readonly FaultyHttpServer _server = new();
    private readonly string _directory = Directory.CreateTempSubdirectory("playground-memory-").FullName;

    public SnapshotMemoryTests()
    {
        Publish(_room.Snapshot());
        _server.Files["/1.targets.json"] = _room.Targets();
        Updater.TrustRoot(_directory, _room.Root());
    }

    private string MemoryPath => Path.Combine(_directory, ".verified", "snapshot");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _room.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_snapshot_is_remembered_once_and_used_from_then_on()
    {
        Assert.False((await RefreshAsync()).Trusted!.SnapshotMemory.IsEmpty);
        Assert.True((await RefreshAsync()).Trusted!.SnapshotMemory.IsEmpty);
        Assert.True(File.Exists(MemoryPath));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(MemoryPath)!, "*.json"));
        Assert.Single(_server.Requests, request => request.Path == "/1.snapshot.json");
    }

    [Fact]
    public async Task Without_a_network_the_memory_is_used_as_well()
    {
        await RefreshAsync();
        Assert.True((await RefreshAsync(offline: true)).Trusted!.SnapshotMemory.IsEmpty);
    }

    [Fact]
    public async Task A_memory_that_is_gone_or_damaged_is_made_again()
    {
        await RefreshAsync();
        byte[] memory = await File.ReadAllBytesAsync(MemoryPath, Stop);
        foreach (byte[]? damaged in new[] { null, [], memory[..50], new byte[memory.Length], [.. memory, .. memory] })
        {
            File.Delete(MemoryPath);
            if (damaged is not null)
            {
                await File.WriteAllBytesAsync(MemoryPath, damaged, Stop);
            }

            await RefreshAsync();
            Assert.Equal(memory, await File.ReadAllBytesAsync(MemoryPath, Stop));
        }

        Assert.Single(_server.Requests, request => request.Path == "/1.snapshot.json");
    }

    [Fact]
    public async Task A_memory_that_cannot_be_written_stops_nobody()
    {
        Directory.CreateDirectory(Path.Combine(MemoryPath, "in the way"));
        Assert.NotNull((await RefreshAsync()).Trusted);
        Assert.NotNull((await RefreshAsync()).Trusted);
    }

    [Fact]
    public async Task A_new_root_and_a_new_snapshot_each_renew_the_memory()
    {
        await RefreshAsync();
        byte[] first = await File.ReadAllBytesAsync(MemoryPath, Stop);

        _server.Files["/2.root.json"] = _room.Root(2);
        Assert.False((await RefreshAsync()).Trusted!.SnapshotMemory.IsEmpty);
        byte[] second = await File.ReadAllBytesAsync(MemoryPath, Stop);
        Assert.NotEqual(first, second);

        Publish(_room.Snapshot(2, null, "more"), 2);
        Assert.Equal(2, (await RefreshAsync()).Trusted!.Snapshot!.Version);
        Assert.NotEqual(second, await File.ReadAllBytesAsync(MemoryPath, Stop));
        Assert.True((await RefreshAsync()).Trusted!.SnapshotMemory.IsEmpty);
    }

    private void Publish(byte[] snapshot, long version = 1)
    {
        _server.Files[$"/{version}.snapshot.json"] = snapshot;
        _server.Files["/timestamp.json"] = _room.Timestamp(snapshot, version, version);
    }

    private async Task<Updater> RefreshAsync(bool offline = false)
    {
        using var fetcher = new HttpFetcher();
        var updater = new Updater(new UpdaterOptions
        {
            MetadataDirectory = _directory,
            MetadataUrl = _server.BaseUri,
            Fetcher = fetcher,
            Offline = offline,
            TimeProvider = new ManualTimeProvider(SnapshotRoom.Now),
        });
        await updater.RefreshAsync(Stop);
        return updater;
    }
}
