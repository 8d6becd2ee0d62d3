using System.Text.Json.Nodes;
using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Conformance;

/// <summary>A repository behind a server, and the client executable with folders of its own. Nothing expires while anyone runs this.</summary>
internal sealed class PublishedRepository : IAsyncDisposable
{
    private const string MetadataPath = "/metadata/";
    private const string TargetsPath = "/targets/";

    private readonly TemporaryFolder _folder = new();

    public PublishedRepository(bool consistentSnapshot = true)
    {
        Repository = new TestRepository(Server.Files, expires: Never, consistentSnapshot: consistentSnapshot);
        Directory.CreateDirectory(MetadataFolder);
        Directory.CreateDirectory(TargetFolder);
    }

    /// <summary>A date that no machine has reached.</summary>
    public static DateTimeOffset Never { get; } = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A date that every machine has behind it.</summary>
    public static DateTimeOffset LongAgo { get; } = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public FaultyHttpServer Server { get; } = new();

    public TestRepository Repository { get; }

    public string MetadataFolder => _folder["metadata"];

    public string TargetFolder => _folder["artifacts"];

    /// <summary>The metadata files asked for so far, in order, as they stood in the request.</summary>
    public IReadOnlyList<string> MetadataRequests => Requests(MetadataPath);

    /// <summary>The artifacts asked for so far, in order, as they stood in the request.</summary>
    public IReadOnlyList<string> ArtifactRequests => Requests(TargetsPath);

    /// <summary>The delegated roles asked for so far, in order: of a new client, what follows its top-level metadata.</summary>
    public IReadOnlyList<string> RolesAskedFor
    {
        get
        {
            IReadOnlyList<string> all = MetadataRequests;
            Assert.Equal(["2.root.json", "timestamp.json"], all.Take(2));
            return [.. all.Skip(4).Select(file => file.Split('.')[1])];
        }
    }

    /// <summary>What the client trusts: every role in its folder and the version of it.</summary>
    public string Trusted => string.Join(", ", Directory.EnumerateFiles(MetadataFolder, "*.json").Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileNameWithoutExtension(file)} {JsonNode.Parse(File.ReadAllBytes(file))!["signed"]!["version"]}"));

    /// <summary>What was downloaded, whatever its name.</summary>
    public IReadOnlyList<string> Downloaded => [.. Directory.EnumerateFiles(TargetFolder, "*", SearchOption.AllDirectories)
        .Select(File.ReadAllText).Order(StringComparer.Ordinal)];

    /// <summary>The file of a role as the client keeps it.</summary>
    public byte[] Stored(string role) => File.ReadAllBytes(Path.Combine(MetadataFolder, role + ".json"));

    /// <summary>Runs <c>init</c>, with the repository's first root unless another is given.</summary>
    public Task<ClientRun> InitAsync(byte[]? root = null)
    {
        File.WriteAllBytes(_folder["initial_root.json"], root ?? Repository.RootFile());
        return ConformanceClient.RunAsync(["--metadata-dir", MetadataFolder, "init", _folder["initial_root.json"]]);
    }

    /// <summary>Runs <c>refresh</c>.</summary>
    public Task<ClientRun> RefreshAsync(DateTimeOffset? at = null) => ConformanceClient.RunAsync(
        ["--metadata-url", Server.UriOf(MetadataPath).AbsoluteUri, "--metadata-dir", MetadataFolder, "refresh"], at);

    /// <summary>Runs <c>download</c>.</summary>
    public Task<ClientRun> DownloadAsync(params string[] targets) => ConformanceClient.RunAsync(DownloadArguments(targets));

    /// <summary>Runs <c>download</c> at some time.</summary>
    public Task<ClientRun> DownloadAsync(DateTimeOffset at, params string[] targets) => ConformanceClient.RunAsync(DownloadArguments(targets), at);

    /// <summary>Runs <c>download</c> with so many bytes of managed heap and no more.</summary>
    public Task<ClientRun> DownloadAsync(long heapLimit, params string[] targets) =>
        ConformanceClient.RunAsync(DownloadArguments(targets), heapLimit: heapLimit);

    /// <summary>Runs <c>download</c> until it is killed.</summary>
    public Task<ClientRun> DownloadAsync(CancellationToken kill, params string[] targets) =>
        ConformanceClient.RunAsync(DownloadArguments(targets), kill: kill);

    /// <summary>What <c>init</c> does, but without a process: for scenarios whose subject is what comes after.</summary>
    public PublishedRepository Begin(byte[]? root = null)
    {
        Updater.TrustRoot(MetadataFolder, root ?? Repository.RootFile());
        return this;
    }

    /// <summary>A client that has updated once.</summary>
    public async Task BeginAndRefreshAsync() => (await Begin().RefreshAsync()).Succeeds();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Dispose();
    }

    private string[] DownloadArguments(string[] targets) =>
    [
        "--metadata-url", Server.UriOf(MetadataPath).AbsoluteUri, "--metadata-dir", MetadataFolder,
        .. targets.SelectMany(target => new[] { "--target-name", target }),
        "--target-dir", TargetFolder, "--target-base-url", Server.UriOf(TargetsPath).AbsoluteUri, "download",
    ];

    private List<string> Requests(string path) =>
        [.. Server.Requests.Where(request => request.Target.StartsWith(path, StringComparison.Ordinal)).Select(request => request.Target[path.Length..])];
}
