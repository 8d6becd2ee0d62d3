using System.Globalization;
using Playground.Repository;
using Playground.Repository.Git;
using Playground.Tuf;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.RepositoryPages;

/// <summary>
/// Reads a repository out of a commit, as if it were published: every role as it is there, every root of the history, artifacts without their hash before
/// the name. What is read is verified like anything that is fetched.
/// </summary>
internal sealed class CommitFetcher : IFetcher, IDisposable
{
    private readonly GitRepository _git;
    private readonly CommitId _commit;
    private readonly Dictionary<string, ObjectId> _metadata;
    private readonly SemaphoreSlim _one = new(1);

    private CommitFetcher(GitRepository git, CommitId commit, Dictionary<string, ObjectId> metadata) => (_git, _commit, _metadata) = (git, commit, metadata);

    internal static Uri MetadataUrl { get; } = new("git:///metadata/");

    internal static Uri TargetsUrl { get; } = new("git:///targets/");

    internal static async Task<CommitFetcher> OpenAsync(GitRepository git, CommitId commit, CancellationToken stop)
    {
        RepositoryView view = await RepositoryView.ReadAsync(git, commit, cancellationToken: stop);
        var metadata = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        foreach ((RoleName role, GitFile file) in view.RoleFiles().Where(entry => entry.File.Mode.IsFile()))
        {
            metadata.TryAdd(role.Value, file.Id);
        }

        foreach (GitFile file in view.MetadataFiles.Where(file => file.Mode.IsFile() && file.Path.IsIn(Layout.RootHistory)))
        {
            metadata.TryAdd("root_history/" + file.Path.FileName, file.Id);
        }

        return new CommitFetcher(git, commit, metadata);
    }

    public void Dispose() => _one.Dispose();

    /// <summary>A file of a version of root, or null.</summary>
    internal Task<byte[]?> RootAsync(long version, CancellationToken stop) => _git.ReadFileAsync(_commit, Layout.FileOfRoot(version), RepositoryView.MaxMetadataLength, stop);

    public async ValueTask<FetchResponse> OpenAsync(Uri uri, CancellationToken cancellationToken = default) =>
        await OpenIfThereAsync(uri, cancellationToken) ?? throw new TufException(ProblemCodes.FetchNotFound, $"Commit {_commit.Short} has no {Printable.Of(uri.AbsolutePath)}.");

    public async ValueTask<FetchResponse?> OpenIfThereAsync(Uri uri, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uri);
        await _one.WaitAsync(cancellationToken);
        try
        {
            byte[]? content = uri.AbsolutePath.StartsWith("/metadata/", StringComparison.Ordinal)
                ? await MetadataAsync(uri.AbsolutePath["/metadata/".Length..], cancellationToken)
                : await TargetAsync(uri.AbsolutePath["/targets/".Length..], cancellationToken);
            return content is null ? null : new FetchResponse(new MemoryStream(content, writable: false), content.Length);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>A role's file by its published name: percent-encoded, after a version or not.</summary>
    private async Task<byte[]?> MetadataAsync(string name, CancellationToken stop)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        bool versioned = dot > 0 && long.TryParse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        string role = Uri.UnescapeDataString((versioned ? name[(dot + 1)..] : name)[..^".json".Length]);
        return _metadata.TryGetValue(role == "root" ? "root_history/" + name : role, out ObjectId id) ? await _git.ReadBlobAsync(id, RepositoryView.MaxMetadataLength, stop) : null;
    }

    private async Task<byte[]?> TargetAsync(string path, CancellationToken stop)
    {
        if (!TargetPath.TryParse(Uri.UnescapeDataString(path), out TargetPath target))
        {
            return null;
        }

        try
        {
            return await _git.ReadFileAsync(_commit, Layout.FileOf(target), RepositoryView.MaxMetadataLength, stop);
        }
        catch (TufException e) when (e.Code == GitProblemCodes.FileTooLarge)
        {
            return null;
        }
    }
}
