using System.Threading.Channels;

namespace Playground.Site.Writing;

/// <summary>Makes and writes pages on all processors while the repository is read. The first failure ends it.</summary>
internal sealed class PageQueue : IAsyncDisposable
{
    private readonly Channel<Action> _work = Channel.CreateBounded<Action>(256);
    private readonly Task[] _workers;

    internal PageQueue(int workers) => _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync))];

    /// <summary>Adds pages to be made; waits while many others are.</summary>
    internal async ValueTask AddAsync(Action pages, CancellationToken cancellationToken)
    {
        try
        {
            await _work.Writer.WriteAsync(pages, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            await Task.WhenAll(_workers).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until all is written.</summary>
    internal async Task FinishAsync()
    {
        _work.Writer.TryComplete();
        await Task.WhenAll(_workers).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WorkAsync()
    {
        await foreach (Action pages in _work.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                pages();
            }
            catch (Exception e)
            {
                _work.Writer.TryComplete(e);
                throw;
            }
        }
    }
}
