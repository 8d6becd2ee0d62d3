using System.Collections.Concurrent;
using Playground.Testing;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Tests.Conformance;
using Xunit;

namespace Playground.Tuf.Tests.Processes;

/// <summary>
/// A client that is killed (as by <c>kill -9</c>, or for want of memory) at any of the things it does to files leaves a folder in which every
/// file is whole, and from which the next update ends where it would have.
/// </summary>
public sealed class KillTests
{
    private const string Target = "pkg/tool";

    private static readonly byte[] Content = new byte[200_000];

    /// <summary>Where to look for a call next, each time that it was not where it was looked for: one behind, one before, two behind ...</summary>
    private static readonly int[] Misses = [1, -2, 3, -4, 5, -6];

    [Fact]
    public async Task A_download_killed_at_any_file_operation_is_made_good_by_the_next_one()
    {
        await TracedClient.SkipUnlessPossibleAsync();
        await using var published = new PublishedRepository();
        TestRepository repository = published.Repository;
        await published.BeginAndRefreshAsync();
        using var folder = new TemporaryFolder();
        Copy(published.MetadataFolder, folder["before", "metadata"]);
        Directory.CreateDirectory(folder["before", "artifacts"]);
        IReadOnlyDictionary<string, byte[]> before = Files(folder["before"]);

        repository.Delegate("targets", "packages", paths: "pkg/*");
        repository.AddArtifact(Target, Content, "packages");
        repository.Publish("root");
        repository.RotateKeys("timestamp");
        repository.Publish("root");
        repository.PublishThrough("packages", "targets");
        string[] Arguments(string name) =>
        [
            "--metadata-dir", folder[name, "metadata"], "--metadata-url", published.Server.UriOf("metadata").AbsoluteUri,
            "--target-dir", folder[name, "artifacts"], "--target-base-url", published.Server.UriOf("targets").AbsoluteUri,
            "--target-name", Target, "download",
        ];

        Copy(folder["before"], folder["unharmed"]);
        IReadOnlyList<FileOperation> operations = await TracedClient.RecordAsync(Arguments("unharmed"), folder["unharmed"]);
        IReadOnlyDictionary<string, byte[]> after = Files(folder["unharmed"]);

        await KillAtEachAsync(
            operations,
            ["openat", "flock", "ftruncate", "pwrite64", "close", "rename", "symlink", "unlink", "mkdir"],
            async (call, ordinal, name, cancel) =>
            {
                Copy(folder["before"], folder[name]);
                FileOperation? killed = await TracedClient.KillAtAsync(call, ordinal, Arguments(name), folder[name], cancel);
                IReadOnlyDictionary<string, byte[]> left = Files(folder[name]);
                Assert.All(left.Where(file => IsNamed(file.Key)), file => Assert.Contains(file.Value, Known(file.Key, before, after), Bytes));

                Age(folder[name]);
                await UpdateAsync(published, folder[name]);
                Assert.Equal(after.Keys.Order(), Files(folder[name]).Keys.Order());
                Assert.All(Files(folder[name]), file => Assert.Equal(after[file.Key], file.Value));
                return killed;
            });
    }

    [Fact]
    public async Task Trusting_a_first_root_killed_at_any_file_operation_is_made_good_by_doing_it_again()
    {
        await TracedClient.SkipUnlessPossibleAsync();
        await using var published = new PublishedRepository();
        using var folder = new TemporaryFolder();
        byte[] root = published.Repository.RootFile();
        await File.WriteAllBytesAsync(folder["root"], root, TestContext.Current.CancellationToken);
        string[] Arguments(string name) => ["--metadata-dir", folder[name, "metadata"], "init", folder["root"]];
        Directory.CreateDirectory(folder["unharmed"]);
        IReadOnlyList<FileOperation> operations = await TracedClient.RecordAsync(Arguments("unharmed"), folder["unharmed"]);

        await KillAtEachAsync(operations, ["flock", "ftruncate", "pwrite64", "rename", "symlink", "mkdir"], async (call, ordinal, name, cancel) =>
        {
            Directory.CreateDirectory(folder[name]);
            FileOperation? killed = await TracedClient.KillAtAsync(call, ordinal, Arguments(name), folder[name], cancel);
            Assert.All(Files(folder[name]).Where(file => IsNamed(file.Key)), file => Assert.Equal(root, file.Value));

            Updater.TrustRoot(folder[name, "metadata"], root);
            using var fetcher = new HttpFetcher();
            await Client(published, folder[name], fetcher).RefreshAsync(cancel);
            return killed;
        });
    }

    private static IEqualityComparer<byte[]> Bytes { get; } = EqualityComparer<byte[]>.Create((a, b) => a.AsSpan().SequenceEqual(b));

    /// <summary>
    /// Two at a time. Every state in which files can be left has to have been seen: between each change and the next, at one call at least; but
    /// for an empty folder more, where only the opening of a file in it could be killed at. Not every call can be killed at, for they are counted
    /// by thread, and the runtime makes calls of some names hundreds of times as it starts.
    /// </summary>
    private static async Task KillAtEachAsync(
        IReadOnlyList<FileOperation> operations, string[] expected, Func<string, int, string, CancellationToken, Task<FileOperation?>> kill)
    {
        var killed = new ConcurrentDictionary<(string Name, int Index), byte>();
        int runs = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(operations, options, async (operation, cancel) =>
        {
            bool isOnlyWay = operation is { Changes: true, Name: not "openat" };
            int ordinal = operation.Ordinal;
            for (int tries = 0; tries < Misses.Length && !killed.ContainsKey((operation.Name, operation.Index)); tries++)
            {
                if (tries > 0 && !isOnlyWay && killed.Keys.Any(call => call.Name == operation.Name))
                {
                    break;
                }

                try
                {
                    FileOperation? hit = await kill(operation.Name, ordinal, $"run {Interlocked.Increment(ref runs)}", cancel);
                    ordinal += hit is null ? Misses[tries] : operation.Index - hit.Index;
                    _ = hit is not null && killed.TryAdd((hit.Name, hit.Index), 0);
                }
                catch (Exception e) when (e is Xunit.Sdk.IAssertionException or TufException or IOException)
                {
                    throw new InvalidOperationException($"After a kill about {operation}: {e.Message}", e);
                }
            }
        });

        ILookup<string, int> counts = killed.Keys.ToLookup(call => call.Name, call => call.Index);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{killed.Count} kill points in {runs} runs: {string.Join(", ", counts.OrderBy(call => call.Key).Select(call => $"{call.Key} {call.Count()}"))}");
        bool isSeen = false;
        bool isNewFolder = false;
        foreach (FileOperation operation in operations)
        {
            isSeen |= killed.ContainsKey((operation.Name, operation.Index)) || (isNewFolder && operation.Name == "openat");
            Assert.True(isSeen || !operation.Changes, $"Never killed just before {operation}");
            isSeen &= !operation.Changes;
            isNewFolder = operation is { Changes: true, Name: "mkdir" };
        }

        Assert.All(expected, call => Assert.True(counts[call].Any(), $"Never killed at {call}."));
    }

    private static async Task UpdateAsync(PublishedRepository published, string folder)
    {
        using var fetcher = new HttpFetcher();
        Updater client = Client(published, folder, fetcher);
        await client.RefreshAsync(TestContext.Current.CancellationToken);
        FoundTarget? found = await client.FindTargetAsync(TargetPath.Parse(Target), TestContext.Current.CancellationToken);
        await client.DownloadAsync(found!, Path.Combine(folder, "artifacts", Uri.EscapeDataString(Target)), null, TestContext.Current.CancellationToken);
    }

    private static Updater Client(PublishedRepository published, string folder, IFetcher fetcher) => new(new UpdaterOptions
    {
        MetadataDirectory = Path.Combine(folder, "metadata"),
        MetadataUrl = published.Server.UriOf("metadata"),
        TargetsUrl = published.Server.UriOf("targets"),
        Fetcher = fetcher,
    });

    /// <summary>Whether a file has its real name: others are leftovers, which nobody reads.</summary>
    private static bool IsNamed(string file) => file.EndsWith(".json", StringComparison.Ordinal)
        || (file.StartsWith("artifacts", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith('.'));

    /// <summary>The contents a file may have: that of one of these states, or of any root.</summary>
    private static IEnumerable<byte[]> Known(string file, params IReadOnlyDictionary<string, byte[]>[] states) =>
        from state in states
        from known in state
        where known.Key == file || (Path.GetFileName(file) == "root.json" && known.Key.EndsWith(".root.json", StringComparison.Ordinal))
        select known.Value;

    /// <summary>Every file by its path in the folder; nothing of links that lead nowhere.</summary>
    private static Dictionary<string, byte[]> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => File.ResolveLinkTarget(file, returnFinalTarget: true) is { Exists: false } ? [] : File.ReadAllBytes(file));

    /// <summary>Leftovers look as if the process had been killed long ago: then they are cleared away.</summary>
    private static void Age(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !IsNamed(Path.GetRelativePath(folder, file))))
        {
            File.SetLastWriteTimeUtc(file, PublishedRepository.LongAgo.UtcDateTime);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string path = Path.Combine(to, entry.Name);
            if (entry.LinkTarget is { } target)
            {
                File.CreateSymbolicLink(path, target);
            }
            else if (entry is DirectoryInfo)
            {
                Copy(entry.FullName, path);
            }
            else
            {
                File.Copy(entry.FullName, path);
            }
        }
    }
}
