using Playground.Signing;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Ci.Publishing;

/// <summary>The online keys that were opened, closed together.</summary>
internal sealed class OnlineKeys : IDisposable
{
    private readonly List<OpenSigner> _open = [];

    internal async ValueTask<ISigner> OpenAsync(string uri, Key key, CancellationToken cancellationToken)
    {
        OpenSigner signer = await SignerSchemes.Default.OpenAsync(SignerUri.Parse(uri), new SigningSurroundings(), cancellationToken);
        _open.Add(signer);
        return signer.For(key, key.ComputeId());
    }

    public void Dispose() => _open.ForEach(signer => signer.Dispose());
}
