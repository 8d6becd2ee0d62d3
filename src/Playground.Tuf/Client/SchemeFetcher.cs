namespace Playground.Tuf.Client;

/// <summary>Reads <c>file:</c> URIs with one fetcher and all others with another, which is made when first needed.</summary>
/// <param name="http">Makes the other one.</param>
public sealed class SchemeFetcher(Func<IFetcher> http) : IFetcher, IDisposable
{
    private readonly FileFetcher _files = new();
    private readonly Lazy<IFetcher> _http = new(http);

    /// <inheritdoc/>
    public ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default) => For(uri).OpenAsync(uri, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<FetchResponse?> OpenIfThereAsync(Uri uri, CancellationToken cancellationToken = default) => ((IFetcher)For(uri)).OpenIfThereAsync(uri, cancellationToken);

    /// <summary>Disposes of the other one, if it was made.</summary>
    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            (_http.Value as IDisposable)?.Dispose();
        }
    }

    private IFetcher For(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri.IsAbsoluteUri && uri.IsFile ? _files : _http.Value;
    }
}
