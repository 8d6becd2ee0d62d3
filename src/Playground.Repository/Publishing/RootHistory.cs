using System.Globalization;
using Playground.Repository.Git;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Repository.Publishing;

/// <summary>Every root of a repository, from the first one there is to the present one, each vouched for by the one before (specification 5.3).</summary>
internal static class RootHistory
{
    private const string Suffix = ".root.json";

    /// <summary>The files of the roots by version.</summary>
    internal static SortedDictionary<long, GitFile> Files(RepositoryView view)
    {
        var files = new SortedDictionary<long, GitFile>();
        foreach (GitFile file in view.MetadataFiles.Where(file => file.Path.Folder == Layout.RootHistory && file.Mode.IsFile()))
        {
            string name = file.Path.FileName;
            if (name.EndsWith(Suffix, StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(0, name.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long version)
                && file.Path == Layout.FileOfRoot(version))
            {
                files.Add(version, file);
            }
        }

        return files;
    }

    /// <summary>Reads and verifies the history.</summary>
    /// <returns>The bytes of every root by version, and trust in the last of them at a time before everything: nothing has expired.</returns>
    /// <exception cref="TufException">There is a gap, a root is not signed by the one before, or the last is not the present root.</exception>
    internal static async Task<(SortedDictionary<long, byte[]> Roots, TrustedMetadata Trusted)> VerifyAsync(
        GitRepository git, RepositoryView view, CancellationToken cancellationToken)
    {
        Root present = RequireRoot(view);
        SortedDictionary<long, GitFile> files = Files(view);
        if (files.Count == 0 || files.Last().Key != present.Version || files.Last().Value.Id != view.Roles[RoleName.Root].File.Id)
        {
            throw Bad($"The last root of the history is not the present root, version {present.Version}.");
        }

        var roots = new SortedDictionary<long, byte[]>();
        TrustedMetadata? trusted = null;
        foreach ((long version, GitFile file) in files)
        {
            byte[] bytes = await git.ReadBlobAsync(file.Id, RepositoryView.MaxMetadataLength, cancellationToken).ConfigureAwait(false);
            Problem? problem;
            if (trusted is null)
            {
                trusted = TrustedMetadata.Begin(bytes, DateTimeOffset.UnixEpoch, out problem);
            }
            else
            {
                problem = trusted.UpdateRoot(bytes).Problem;
            }

            if (problem is not null || trusted!.Root.Version != version)
            {
                throw Bad($"Root version {version} cannot be trusted after the one before it. {problem}".TrimEnd());
            }

            roots.Add(version, bytes);
        }

        return (roots, trusted!);
    }

    /// <summary>The root of a view.</summary>
    /// <exception cref="TufException">There is none that can be read.</exception>
    internal static Root RequireRoot(RepositoryView view) => view.Root ?? throw new TufException(
        RepositoryProblemCodes.NoRoot, $"Commit {view.Commit.Short} holds no repository: there is no {Layout.FileOf(RoleName.Root)} that can be read.");

    private static TufException Bad(string message) => new(RepositoryProblemCodes.BadRootHistory, message + " Look at the history of metadata/root_history with: git log");
}
