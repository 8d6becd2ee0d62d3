using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Tuf.Client;

/// <summary>
/// A client of one repository (specification 5): brings metadata up to date, finds targets, downloads them. Around
/// <see cref="TrustedMetadata"/>, which knows the rules, this is the loop that fetches and stores. Not safe for use from several threads
/// at once; several processes may use one folder.
/// </summary>
public sealed partial class Updater
{
    private readonly UpdaterOptions _options;
    private readonly MetadataCache _cache;
    private readonly MetadataLocation _location;
    private TrustedMetadata? _trusted;

    /// <summary>A client over a folder that <see cref="TrustRoot"/> has begun. Nothing is read or fetched yet.</summary>
    public Updater(UpdaterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _cache = new MetadataCache(options.MetadataDirectory, options.TimeProvider);
        _location = new MetadataLocation(options.MetadataUrl);
    }

    /// <summary>What is trusted, once <see cref="RefreshAsync"/> has run.</summary>
    public TrustedMetadata? Trusted => _trusted;

    /// <summary>
    /// Begins a folder of trusted metadata with a root that is trusted for a reason outside of TUF. A folder that began with the same root
    /// is left as it is.
    /// </summary>
    /// <param name="metadataDirectory">The folder; made where it does not exist.</param>
    /// <param name="root">The file of the root.</param>
    /// <exception cref="TufException">
    /// The root does not vouch for itself, the folder trusts another one (<see cref="ProblemCodes.OtherRootTrusted"/>), or cannot be written.
    /// </exception>
    public static void TrustRoot(string metadataDirectory, ReadOnlyMemory<byte> root)
    {
        var trusted = TrustedMetadata.Begin(root, DateTimeOffset.UnixEpoch, out Problem? problem);
        if (trusted is null)
        {
            throw new TufException(problem!);
        }

        var cache = new MetadataCache(metadataDirectory, TimeProvider.System);
        byte[]? same = cache.Root(trusted.Root.Version);
        if (same is null && cache.Roots().Any())
        {
            throw OtherRoot(metadataDirectory);
        }

        if (same is null)
        {
            cache.WriteRoot(trusted.Root.Version, root.ToArray());
        }
        else if (!root.Span.SequenceEqual(same))
        {
            throw OtherRoot(metadataDirectory);
        }
    }

    /// <summary>
    /// Brings the top-level metadata up to date: new roots until there is none, timestamp, snapshot, targets (5.3 to 5.6). What is stored and still
    /// good is not fetched again. Stored metadata is never made worse by a refusal.
    /// </summary>
    /// <exception cref="TufException">Metadata was refused (03xx) or could not be fetched or stored (04xx).</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        using IDisposable held = await _cache.LockAsync(_options.LockPatience, cancellationToken).ConfigureAwait(false);
        TrustedMetadata trusted = BeginFromStoredRoot();
        if (!_options.Offline)
        {
            await UpdateRootAsync(trusted, cancellationToken).ConfigureAwait(false);
        }

        Require(trusted.CheckRootExpiry());
        await UpdateTimestampAsync(trusted, cancellationToken).ConfigureAwait(false);
        await UpdateSnapshotAsync(trusted, cancellationToken).ConfigureAwait(false);
        await LoadTargetsAsync(trusted, DelegationStep.ToTargets(trusted.Root), cancellationToken, isLocked: true).ConfigureAwait(false);
        _trusted = trusted;
    }

    /// <summary>
    /// Finds a target in the trusted metadata, loading the delegated roles on the way to it (5.6.7). Refreshes first if that was not done yet.
    /// </summary>
    /// <returns>The target, or null where no trusted role lists it.</returns>
    /// <exception cref="TufException">A role on the way was refused or could not be fetched: whether the target exists is then unknown.</exception>
    public async Task<FoundTarget?> FindTargetAsync(TargetPath path, CancellationToken cancellationToken = default)
    {
        if (_trusted is null)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        TrustedMetadata trusted = _trusted!;
        var search = new DelegationSearch(trusted.Root, path, _options.MaxDelegations);
        while (search.Next() is { } step)
        {
            Targets targets = await LoadTargetsAsync(trusted, step, cancellationToken).ConfigureAwait(false);
            if (targets.Files.TryGetValue(path, out TargetFile? file))
            {
                return new FoundTarget(path, file, step.Role);
            }

            search.Descend(targets);
        }

        return null;
    }

    /// <summary>
    /// Loads a role that trusted metadata delegates to: for who wants all of a repository, and not one target. Refreshes first if that was not done yet.
    /// </summary>
    /// <param name="step">From whose metadata to which role; begin with <see cref="DelegationStep.ToTargets"/> of the trusted root.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TufException">The role was refused (03xx), or could not be fetched or stored (04xx).</exception>
    public async Task<Targets> LoadRoleAsync(DelegationStep step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (_trusted is null)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        return await LoadTargetsAsync(_trusted!, step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Downloads a target to a file. The file gets its name only after length and hashes were found right; one that is there already and right is
    /// not downloaded again. Artifacts of any size are streamed. Refreshes first if that was not done yet: root says under which names artifacts are published.
    /// </summary>
    /// <param name="target">What <see cref="FindTargetAsync"/> found.</param>
    /// <param name="path">The file to write; its folder is made where needed.</param>
    /// <param name="progress">Is told how many bytes have come so far.</param>
    /// <param name="cancellationToken">Stops the download; nothing is left behind.</param>
    /// <exception cref="TufException">
    /// The artifact is not what was signed (<see cref="ProblemCodes.TargetMismatch"/>), cannot be checked (<see cref="ProblemCodes.NoKnownHash"/>),
    /// or could not be fetched or stored.
    /// </exception>
    public async Task DownloadAsync(FoundTarget target, string path, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.File.Hashes.IsSupported)
        {
            throw new TufException(
                ProblemCodes.NoKnownHash,
                $"'{target.Path}' cannot be checked and was not fetched: '{target.Role}' signed none of its SHA-256 and SHA-512. Tell the repository's maintainers.");
        }

        if (await TargetVerifier.MatchesAsync(path, target.File, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        Uri targets = _options.TargetsUrl ?? throw new InvalidOperationException("UpdaterOptions.TargetsUrl is not set.");
        if (_options.Offline)
        {
            throw new TufException(
                ProblemCodes.OfflineIncomplete, $"No good '{target.Path}' is at {Printable.Of(path)}, and without a network it cannot be fetched. Get it once with a network.");
        }

        if (_trusted is null)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        bool prefix = _options.PrefixTargetsWithHash && _trusted!.Root.ConsistentSnapshot == true;
        IReadOnlyList<Uri> elsewhere = _options.Locations?.Invoke(target) ?? [];
        IReadOnlyList<Uri> uris = elsewhere.Count > 0 ? elsewhere : [TargetLocation.Of(targets, target, prefix)];
        for (int i = 0; ; i++)
        {
            try
            {
                await TargetDownload.RunAsync(_options, uris[i], target, path, progress, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TufException e) when (i < uris.Count - 1 && e.Code != ProblemCodes.StorageFailed)
            {
                // It lies at another address, too, and nothing was kept of what this one sent.
            }
        }
    }

    private static void Require(TrustAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            throw new TufException(problem);
        }
    }

    private static TufException OtherRoot(string directory) => new(
        ProblemCodes.OtherRootTrusted,
        $"{directory} trusts another root already; nothing was changed. To begin anew, remove the folder.");

    private static TufException Offline(string what) => new(
        ProblemCodes.OfflineIncomplete, $"Without a network the stored metadata is not enough: there is no {what} that is good now. Update once with a network.");

    private TrustedMetadata BeginFromStoredRoot()
    {
        DateTimeOffset time = _options.TimeProvider.GetUtcNow();
        Problem? problem = null;
        foreach (byte[] root in _cache.Roots())
        {
            if (TrustedMetadata.Begin(root, time, out Problem? damage) is { } trusted)
            {
                _cache.MendRoot(trusted.Root.Version, root);
                return trusted;
            }

            problem ??= damage;
        }

        throw new TufException(
            ProblemCodes.NotInitialized,
            $"{_cache.Directory} holds no usable trusted root{(problem is null ? "" : $" ({problem})")}. Give it one before updating.");
    }

    private async ValueTask UpdateRootAsync(TrustedMetadata trusted, CancellationToken cancellationToken)
    {
        for (int rotations = 0; ; rotations++)
        {
            long next = trusted.Root.Version + 1;
            byte[]? file = await _options.Fetcher
                .ReadAllIfThereAsync(_location.Of(RoleName.Root, next), _options.MaxRootLength, cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                return;
            }

            if (rotations == _options.MaxRootRotations)
            {
                throw new TufException(ProblemCodes.TooManyRoots, $"After {rotations} new roots there were still others. Update again to go on from root {trusted.Root.Version}.");
            }

            Require(trusted.UpdateRoot(file));
            if (trusted.OnlineKeysRotated)
            {
                _cache.Delete(RoleName.Snapshot);
                _cache.Delete(RoleName.Timestamp);
            }

            _cache.WriteRoot(next, file);
        }
    }

    private async ValueTask UpdateTimestampAsync(TrustedMetadata trusted, CancellationToken cancellationToken)
    {
        bool stored = _cache.Read(RoleName.Timestamp) is { } file && trusted.LoadTimestamp(file).Decision == TrustDecision.Outdated;
        if (_options.Offline)
        {
            Require(stored ? trusted.UseStoredTimestamp() : throw Offline("timestamp"));
            return;
        }

        byte[] fetched = await _options.Fetcher
            .ReadAllAsync(_location.Of(RoleName.Timestamp, null), _options.MaxTimestampLength, cancellationToken).ConfigureAwait(false);
        TrustAnswer answer = trusted.UpdateTimestamp(fetched);
        Require(answer);
        if (answer.Decision == TrustDecision.Accepted)
        {
            _cache.Write(RoleName.Timestamp, fetched);
        }
    }

    private async ValueTask UpdateSnapshotAsync(TrustedMetadata trusted, CancellationToken cancellationToken)
    {
        if (_cache.Read(RoleName.Snapshot) is { } stored && trusted.LoadSnapshot(stored, _cache.ReadSnapshotMemory()).IsTrusted)
        {
            RememberSnapshot(trusted);
            return;
        }

        if (_options.Offline)
        {
            throw Offline("snapshot");
        }

        MetaFile listed = trusted.Timestamp!.Snapshot;
        byte[] fetched = await FetchListedAsync(trusted, RoleName.Snapshot, listed, _options.MaxSnapshotLength, cancellationToken).ConfigureAwait(false);
        Require(trusted.UpdateSnapshot(fetched));
        _cache.Write(RoleName.Snapshot, fetched);
        RememberSnapshot(trusted);
    }

    private void RememberSnapshot(TrustedMetadata trusted)
    {
        if (!trusted.SnapshotMemory.IsEmpty)
        {
            _cache.WriteSnapshotMemory(trusted.SnapshotMemory.Span);
        }
    }
}
