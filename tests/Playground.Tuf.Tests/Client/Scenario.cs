using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Tuf.Tests.Client;

/// <summary>A repository, a server that publishes it, and a client with a folder of its own: what nearly every scenario has.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    public Scenario(bool consistentSnapshot = true)
    {
        Repository = new TestRepository(Server.Files, consistentSnapshot: consistentSnapshot);
        Updater.TrustRoot(Folder["metadata"], Repository.RootFile());
    }

    public FaultyHttpServer Server { get; } = new();

    public TestRepository Repository { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The clock by which the client judges what has expired.</summary>
    public FixedClock Clock { get; } = new(TestRepository.Now);

    /// <summary>Fetches as everyone does, but pauses before further tries take no time.</summary>
    public HttpFetcher Fetcher { get; } = new(timeProvider: new ManualTimeProvider(TestRepository.Now, leap: TimeSpan.FromSeconds(5)));

    public string Metadata => Folder["metadata"];

    public CancellationToken Cancel { get; } = TestContext.Current.CancellationToken;

    /// <summary>A client as a new process would make it, which knows only what the folder holds.</summary>
    public Updater Client(Func<UpdaterOptions, UpdaterOptions>? change = null)
    {
        var options = new UpdaterOptions
        {
            MetadataDirectory = Metadata,
            MetadataUrl = Server.UriOf("metadata"),
            TargetsUrl = Server.UriOf("targets"),
            Fetcher = Fetcher,
            TimeProvider = Clock,
        };
        return new Updater(change?.Invoke(options) ?? options);
    }

    /// <summary>The metadata that is stored, by name; not what is only there for speed, nor links that lead nowhere.</summary>
    public IReadOnlyDictionary<string, byte[]> Stored() => Directory.EnumerateFiles(Metadata, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Metadata, file))
        .Where(name => name != ".lock" && !name.StartsWith(".verified", StringComparison.Ordinal))
        .Where(name => File.ResolveLinkTarget(Path.Combine(Metadata, name), returnFinalTarget: true) is not { Exists: false })
        .ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(Metadata, name)));

    public async ValueTask DisposeAsync()
    {
        Fetcher.Dispose();
        await Server.DisposeAsync();
        Folder.Dispose();
    }
}
