using System.Globalization;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Downloader;

/// <summary>One line on a terminal that says how far a large download is; nothing anywhere else.</summary>
internal sealed class DownloadProgress : IProgress<long>, IDisposable
{
    private const long Large = 4 * 1024 * 1024;
    private readonly FoundTarget _target;
    private int _shown = -1;

    private DownloadProgress(FoundTarget target) => _target = target;

    internal static DownloadProgress? For(FoundTarget target) =>
        target.File.Length >= Large && !Console.IsErrorRedirected ? new DownloadProgress(target) : null;

    /// <inheritdoc/>
    public void Report(long value)
    {
        int percent = (int)(value * 100 / _target.File.Length);
        if (percent != _shown)
        {
            _shown = percent;
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r{Printable.Of(_target.Path.FileName)}  {percent,3} %  {value / 1e6:0.0} of {_target.File.Length / 1e6:0.0} MB"));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shown >= 0)
        {
            Console.Error.WriteLine();
        }
    }
}
