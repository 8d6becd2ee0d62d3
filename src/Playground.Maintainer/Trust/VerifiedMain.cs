using Playground.Repository.Git;

namespace Playground.Maintainer.Trust;

/// <summary>
/// The commit of main that this clone found signed in full, and under which root: a file beside the pinned root, which no fetch can reach. What is the
/// same in a later commit need not be verified anew. Where it says nothing sensible, everything is.
/// </summary>
internal sealed class VerifiedMain(GitRepository git)
{
    private readonly string _path = Path.Combine(git.CommonFolder, "playground", "verified-main");

    /// <summary>The commit, if it is here and was verified under this very root; else null.</summary>
    internal async Task<CommitId?> FindAsync(byte[] root, CancellationToken stop)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        string[] words = (await File.ReadAllTextAsync(_path, stop)).TrimEnd().Split(' ');
        return words is [var commit, var fingerprint] && fingerprint == TrustedMain.Fingerprint(root) && CommitId.TryParse(commit, out CommitId known)
            ? await git.ResolveAsync(known.Value, stop)
            : null;
    }

    /// <summary>Remembers a commit. Written to a temporary name first, so that it is whole whenever the process ends.</summary>
    internal async Task WriteAsync(CommitId commit, byte[] root, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        string temporary = $"{_path}.{Path.GetRandomFileName()}";
        await File.WriteAllTextAsync(temporary, $"{commit.Value} {TrustedMain.Fingerprint(root)}\n", stop);
        File.Move(temporary, _path, overwrite: true);
    }
}
