using Playground.Catalog;
using Playground.Repository.Git;
using Playground.Repository.Pointers;
using Playground.Repository.Projects;
using Playground.Tuf.Client;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>How to publish.</summary>
public sealed record PublicationOptions
{
    private readonly int? _keepVersions;

    /// <summary>
    /// How many earlier snapshots stay, with all they list, for clients that are in the middle of an update; null: all. At least 1. Roots always stay.
    /// </summary>
    public int? KeepVersions
    {
        get => _keepVersions;
        init => _keepVersions = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "One earlier snapshot stays at least.");
    }

    /// <summary>How much may be published; null for as much as there is.</summary>
    public PublicationLimits? Limits { get; init; }
}

/// <summary>What publishing did.</summary>
/// <param name="Written">How many files were written.</param>
/// <param name="Unchanged">How many were there already.</param>
/// <param name="Removed">How many old ones were removed.</param>
/// <param name="Warnings">What people should look after, such as roles that have expired; safe to print.</param>
public sealed record PublicationResult(int Written, int Unchanged, int Removed, IReadOnlyList<string> Warnings);

/// <summary>
/// Writes the public directory as clients expect it (specification 6.2): <c>metadata/</c>, flat, and <c>targets/</c>, with the hash before each
/// file's name, once per hash that is listed. A client that reads in the middle finds either everything old or everything new: artifacts come first, then
/// delegated roles, targets, snapshot, roots and timestamp, each in one step, and what is not needed any more goes last.
/// </summary>
/// <param name="git">Where the commit is.</param>
/// <param name="folder">The public directory; made where it does not exist. Only its <c>metadata/</c> and <c>targets/</c> are touched.</param>
/// <param name="options">How to publish.</param>
public sealed class Publication(GitRepository git, string folder, PublicationOptions? options = null)
{
    private readonly PublicationOptions _options = options ?? new PublicationOptions();

    /// <summary>Is told of every step before it is taken: where tests cut the power.</summary>
    internal Action<string>? BeforeStep { get; init; }

    /// <summary>Verifies a commit as a client would, and writes it. Run twice, it changes nothing; killed at any time, it is to be run again.</summary>
    /// <param name="commit">What to publish.</param>
    /// <param name="time">Against which expiry is judged.</param>
    /// <param name="cancellationToken">Gives up; what is published stays good.</param>
    /// <exception cref="TufException">
    /// The commit does not verify, an artifact is not what was signed, something newer is published already, or the folder could not be written: codes
    /// 13xx of <see cref="RepositoryProblemCodes"/>. What was published stays.
    /// </exception>
    public async Task<PublicationResult> WriteAsync(CommitId commit, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        PublishedView view = await PublishedView.VerifyAsync(git, commit, time, cancellationToken).ConfigureAwait(false);
        List<string> warnings = [.. view.Warnings, .. RequireSize(view)];
        using var target = PublicFolder.Open(folder, BeforeStep);
        RefuseGoingBack(target, view);
        var removed = new List<string>();
        var blocks = Blocks.Of(view.TargetsRoles[0].Targets);
        foreach ((RoleName role, Targets targets) in view.TargetsRoles)
        {
            foreach ((TargetPath path, TargetFile file) in targets.Files)
            {
                if (blocks.Remove(path))
                {
                    removed.AddRange(PublicNames.OfTarget(path, file));
                    continue;
                }

                await WriteArtifactAsync(target, commit, role, path, file, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach ((RoleName role, long version, byte[] file) in view.Metadata)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (string name in PublicNames.OfMetadata(role, role == RoleName.Timestamp ? null : version))
            {
                target.Write(name, file);
            }
        }

        // What administrators have taken away no client asks for any more.
        removed.ForEach(target.Remove);
        if (_options.KeepVersions is { } keep)
        {
            new OldVersions(target).Remove(view.Snapshot.Version, keep);
        }

        target.Finish();
        RequireSize();
        return new PublicationResult(target.Written, target.Unchanged, target.Removed, warnings);
    }

    /// <summary>What the commit alone publishes, before anything is written.</summary>
    private IReadOnlyList<string> RequireSize(PublishedView view)
    {
        if (_options.Limits is not { } limits)
        {
            return [];
        }

        var size = new PublicationSize(limits);
        foreach ((TargetPath path, TargetFile file) in view.TargetsRoles.SelectMany(role => role.Targets.Files).Where(entry => !ArtifactUrls.IsIn(entry.Value)))
        {
            foreach (string name in PublicNames.OfTarget(path, file))
            {
                size.Add(name, file.Length);
            }
        }

        foreach ((RoleName role, long version, byte[] file) in view.Metadata)
        {
            foreach (string name in PublicNames.OfMetadata(role, role == RoleName.Timestamp ? null : version))
            {
                size.Add(name, file.Length);
            }
        }

        return size.Require("Nothing was changed.");
    }

    /// <summary>
    /// Whether all that lies in the folder may be uploaded: what was published before and stayed, and whatever was laid beside it. <see cref="WriteAsync"/> asks
    /// this itself; whoever adds to the folder afterwards asks again.
    /// </summary>
    /// <exception cref="TufException">It is too much: <see cref="RepositoryProblemCodes.TooLargeToPublish"/>.</exception>
    public void RequireSize()
    {
        if (_options.Limits is { } limits)
        {
            var size = new PublicationSize(limits);
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                size.Add(Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.Length);
            }

            size.Require("The folder is written, and is not to be uploaded; earlier versions in it can go with --keep.");
        }
    }

    private static void RefuseGoingBack(PublicFolder target, PublishedView view)
    {
        if (target.Read(PublicNames.OfMetadata(RoleName.Timestamp, null).First()) is { } file
            && Metadata.TryParse<Timestamp>(file, out _)?.Signed is { } published
            && (published.Version > view.Timestamp.Version || published.Snapshot.Version > view.Timestamp.Snapshot.Version))
        {
            throw new TufException(
                RepositoryProblemCodes.WentBack,
                $"Timestamp version {published.Version} is published already, and {view.Timestamp.Version} is older; nothing was changed. Publish the newest commit, or begin with an empty folder.");
        }
    }

    private async Task WriteArtifactAsync(
        PublicFolder target, CommitId commit, RoleName role, TargetPath path, TargetFile file, CancellationToken cancellationToken)
    {
        if (ArtifactUrls.IsIn(file))
        {
            await RequirePointerAsync(commit, role, path, file, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (string name in PublicNames.OfTarget(path, file))
        {
            if (await target.HasAsync(name, file, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (await git.FindAsync(commit, Layout.FileOf(path), cancellationToken).ConfigureAwait(false) is not { } found || !found.Mode.IsFile())
            {
                throw Mismatch($"'{role}' lists '{path}', which is not among the files of commit {commit.Short}.");
            }

            BlobStream content = await git.OpenBlobAsync(found.Id, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                using var verifier = new TargetVerifier(file);
                if (!await target.WriteAsync(name, content, verifier, cancellationToken).ConfigureAwait(false))
                {
                    throw Mismatch($"'{path}' has not the length and hashes that '{role}' lists.");
                }
            }
        }
    }

    /// <summary>What lies elsewhere is not published here; what git says of it has to be what was signed.</summary>
    private async Task RequirePointerAsync(CommitId commit, RoleName role, TargetPath path, TargetFile file, CancellationToken cancellationToken)
    {
        CommittedArtifact committed = await CommittedArtifact.FindAsync(git, commit, path, cancellationToken).ConfigureAwait(false);
        if (committed.Pointer is not { } pointer || pointer.File.Length != file.Length || pointer.File.Hashes.Sha256 != file.Hashes.Sha256 || !pointer.Urls.SequenceEqual(ArtifactUrls.Of(file)))
        {
            throw Mismatch($"'{role}' says that '{path}' lies elsewhere, and commit {commit.Short} has no such pointer to it.");
        }
    }

    private static TufException Mismatch(string message) => new(
        RepositoryProblemCodes.ArtifactMismatch, message + " What was published before stays. Bring metadata in line with: playground-ci update-targets");
}
