using Playground.Repository.Git;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Maintainer.Trust;

/// <summary>
/// The root this clone trusted last: a file beside the repository's own, which no fetch can reach. Written to a temporary name first, so that it is
/// whole whenever the process ends.
/// </summary>
internal sealed class PinnedRoot(GitRepository git)
{
    private readonly string _path = Path.Combine(git.CommonFolder, "playground", "root.json");

    /// <summary>The file, or null where nothing is trusted yet.</summary>
    internal async Task<byte[]?> ReadAsync(CancellationToken stop)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        byte[] file = await File.ReadAllBytesAsync(_path, stop);
        return Metadata.TryParse<Root>(file, out Problem? problem) is not null ? file : throw new TufException(
            MaintainerProblemCodes.BrokenPin,
            $"{Printable.Of(_path)}, the root this clone trusts, cannot be read ({problem}); nothing was signed. Remove the file, and trust the repository again with: playground status --trust-root SHA256");
    }

    /// <summary>Trusts a newer one.</summary>
    internal async Task WriteAsync(byte[] file, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string temporary = $"{_path}.{Path.GetRandomFileName()}";
        await File.WriteAllBytesAsync(temporary, file, stop);
        File.Move(temporary, _path, overwrite: true);
    }
}
