using Playground.CommandLine;
using Playground.Tuf;
using Playground.Tuf.Client;

namespace Playground.Downloader;

/// <summary>Which files go where: known in full, and found possible, before the first of them is fetched.</summary>
internal sealed class Placement(string directory)
{
    private readonly List<(FoundTarget Target, string Path, bool Replaces)> _files = [];

    /// <summary>Takes in a file.</summary>
    /// <param name="target">The file.</param>
    /// <param name="replaces">Whether it goes in place of another one of its name.</param>
    /// <exception cref="ToolException">Another file of the same name is to be put there already.</exception>
    internal void Add(FoundTarget target, bool replaces)
    {
        string path = Path.Combine(directory, target.Path.FileName);
        if (_files.FirstOrDefault(known => string.Equals(known.Path, path, StringComparison.OrdinalIgnoreCase)).Target is not { } same)
        {
            _files.Add((target, path, replaces));
        }
        else if (same.File.Length != target.File.Length || !same.File.Hashes.Equals(target.File.Hashes))
        {
            throw new ToolException(
                ExitCode.Usage,
                $"'{same.Path}' and '{target.Path}' are different files of one name; nothing was fetched. Get them one by one, into different folders.",
                DownloaderProblemCodes.OneNameTwice);
        }
    }

    /// <summary>Downloads what is not there yet, and says where each file is.</summary>
    internal async Task DownloadAsync(Updater updater, CancellationToken cancellationToken)
    {
        foreach ((FoundTarget target, string path, bool replaces) in _files)
        {
            if (!replaces && (Directory.Exists(path) || (File.Exists(path) && !await TargetVerifier.MatchesAsync(path, target.File, cancellationToken))))
            {
                throw new ToolException(
                    ExitCode.Surroundings,
                    $"{Printable.Of(path)} is there already, and is not '{target.Path}'; nothing was fetched. Use another folder (-o DIR), or --force to replace it.",
                    DownloaderProblemCodes.FileInTheWay);
            }
        }

        foreach ((FoundTarget target, string path, _) in _files)
        {
            using (var progress = DownloadProgress.For(target))
            {
                await updater.DownloadAsync(target, path, progress, cancellationToken);
            }

            Console.WriteLine(Path.Combine(directory, Printable.Of(target.Path.FileName)));
        }
    }
}
