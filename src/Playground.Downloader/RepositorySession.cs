using Playground.Catalog.Index;
using Playground.Catalog.Reading;
using Playground.Tuf.Client;

namespace Playground.Downloader;

/// <summary>One command's dealings with one repository: a single update of its metadata, whatever is asked.</summary>
internal sealed class RepositorySession : IDisposable
{
    /// <summary>How many roles are asked for one thing.</summary>
    internal const int FewRoles = 64;

    /// <summary>How many roles may be asked for everything.</summary>
    internal const int ManyRoles = 100_000;

    private readonly IFetcher _fetcher;

    internal RepositorySession(TrustedRepository repository, bool offline, int maxRoles = FewRoles)
    {
        Repository = repository;
        _fetcher = repository.Url.IsFile ? new SchemeFetcher(Http) : Http();
        Updater = repository.Client(_fetcher, offline, maxRoles);
        Catalog = new CatalogClient(Updater, maxRoles);
        Index = new IndexClient(Updater, repository.IndexFolder, maxRoles);
    }

    internal TrustedRepository Repository { get; }

    internal Updater Updater { get; }

    internal CatalogClient Catalog { get; }

    internal IndexClient Index { get; }

    /// <inheritdoc/>
    public void Dispose() => (_fetcher as IDisposable)?.Dispose();

    private static HttpFetcher Http() => new(new HttpFetcherOptions { Blocking = true });
}
