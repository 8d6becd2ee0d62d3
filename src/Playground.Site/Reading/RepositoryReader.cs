using Playground.Catalog.Reading;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Site.Reading;

/// <summary>
/// Reads a repository by the rules of a client, from a trusted root on, and keeps the files as they came. Around <see cref="TrustedMetadata"/>, which knows the
/// rules, this is a loop that fetches; unlike <see cref="Updater"/> it stores nothing, and it looks at versions of the past. Not safe for use from several
/// threads at once.
/// </summary>
public sealed class RepositoryReader : IRoleReader
{
    private const long MaxLength = 64 * 1024 * 1024;
    private const int MaxRoots = 1024;
    private const int MaxDelegations = 64;

    private readonly RepositorySource _source;
    private readonly Dictionary<RoleName, List<(IDelegator Source, VerifiedFile File)>> _loaded = [];
    private readonly List<VerifiedFile> _roots = [];

    private RepositoryReader(RepositorySource source, TrustedMetadata trusted) => (_source, Trusted) = (source, trusted);

    /// <summary>What is trusted.</summary>
    public TrustedMetadata Trusted { get; }

    /// <summary>Every root from the trusted one to the newest.</summary>
    public IReadOnlyList<VerifiedFile> Roots => _roots;

    /// <summary>The timestamp.</summary>
    public VerifiedFile Timestamp { get; private set; } = null!;

    /// <summary>The snapshot.</summary>
    public VerifiedFile Snapshot { get; private set; } = null!;

    /// <summary>How many files were looked for.</summary>
    public int Fetched { get; private set; }

    /// <summary>Reads roots, timestamp and snapshot.</summary>
    /// <exception cref="TufException">One of them is refused, or cannot be fetched.</exception>
    public static async Task<RepositoryReader> OpenAsync(RepositorySource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        TrustedMetadata trusted = TrustedMetadata.Begin(source.TrustedRoot, source.Time, out Problem? problem) ?? throw new TufException(problem!);
        var reader = new RepositoryReader(source, trusted);
        await reader.ReadRootsAsync(cancellationToken).ConfigureAwait(false);
        Require(trusted.CheckRootExpiry());
        byte[] timestamp = await reader.FetchAsync(RoleName.Timestamp, null, cancellationToken).ConfigureAwait(false);
        Require(trusted.UpdateTimestamp(timestamp));
        reader.Timestamp = reader.FileOf(RoleName.Timestamp, timestamp, trusted.Timestamp!);
        byte[] snapshot = await reader.FetchAsync(RoleName.Snapshot, reader.Versioned(trusted.Timestamp!.Snapshot.Version), cancellationToken).ConfigureAwait(false);
        Require(trusted.UpdateSnapshot(snapshot));
        reader.Snapshot = reader.FileOf(RoleName.Snapshot, snapshot, trusted.Snapshot!);
        return reader;
    }

    /// <summary>Reads a role that trusted metadata delegates to.</summary>
    /// <exception cref="TufException">It is refused, or cannot be fetched.</exception>
    public async ValueTask<VerifiedFile> LoadAsync(DelegationStep step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (Loaded(step) is { } known)
        {
            return known;
        }

        MetaFile listed = Trusted.FindMetaFile(step.Role)
            ?? throw new TufException(ProblemCodes.NotInSnapshot, $"Snapshot does not list the role '{step.Role}', which '{step.Delegator}' delegates to.");
        byte[] file = await FetchAsync(step.Role, Versioned(listed.Version), cancellationToken).ConfigureAwait(false);
        Require(Trusted.UpdateTargets(file, step));
        Role keys = step.Source.FindRole(step.Role)!;
        Voucher voucher = Of(step.Delegator, VersionOf(step.Delegator), step.Source, keys, Trusted.SignaturesOf(step));
        var read = new VerifiedFile(step.Role, file, Trusted.FindTargets(step)!, [voucher]);
        if (!_loaded.TryGetValue(step.Role, out List<(IDelegator Source, VerifiedFile File)>? all))
        {
            _loaded[step.Role] = all = [];
        }

        all.Add((step.Source, read));
        return read;
    }

    /// <inheritdoc/>
    ValueTask<TrustedMetadata> IRoleReader.TrustAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Trusted);

    /// <inheritdoc/>
    async ValueTask<Targets> IRoleReader.LoadRoleAsync(DelegationStep step, CancellationToken cancellationToken) =>
        (Targets)(await LoadAsync(step, cancellationToken).ConfigureAwait(false)).Signed;

    /// <inheritdoc/>
    public async ValueTask<FoundTarget?> FindTargetAsync(TargetPath path, CancellationToken cancellationToken)
    {
        var search = new DelegationSearch(Trusted.Root, path, MaxDelegations);
        while (search.Next() is { } step)
        {
            var targets = (Targets)(await LoadAsync(step, cancellationToken).ConfigureAwait(false)).Signed;
            if (targets.Files.TryGetValue(path, out TargetFile? file))
            {
                return new FoundTarget(path, file, step.Role);
            }

            search.Descend(targets);
        }

        return null;
    }

    /// <summary>
    /// Reads a version of the past, if it is still published and a version that we trust, or have trusted, of its delegator asks for no more signatures
    /// than are on it; else null.
    /// </summary>
    /// <typeparam name="T">The role's type.</typeparam>
    /// <param name="role">The role.</param>
    /// <param name="version">Which version.</param>
    /// <param name="delegators">Versions of the delegator, newest first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VerifiedFile?> LoadEarlierAsync<T>(
        RoleName role, long version, IEnumerable<(RoleName Name, long Version, IDelegator Keys)> delegators, CancellationToken cancellationToken = default)
        where T : Signed, ISigned<T>
    {
        ArgumentNullException.ThrowIfNull(delegators);
        if (Trusted.Root.ConsistentSnapshot != true || await TryFetchAsync(role, version, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return null;
        }

        try
        {
            var envelope = Envelope.Read(file);
            foreach ((RoleName name, long at, IDelegator keys) in delegators)
            {
                if (keys.FindRole(role) is { } asked && SignatureVerdict.Count(keys, asked, envelope) is { IsMet: true } verdict)
                {
                    T signed = envelope.ReadSigned<T>();
                    return signed.Version == version ? new VerifiedFile(role, file, signed, [Of(name, at, keys, asked, verdict)]) : null;
                }
            }
        }
        catch (TufException)
        {
            // Not metadata: nothing to show.
        }

        return null;
    }

    /// <summary>The content of an artifact, if it can be had, is no longer than allowed, and is what was signed; else null.</summary>
    public async Task<byte[]?> LoadTargetAsync(FoundTarget target, int maxLength, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (_source.TargetsUrl is not { } targets || target.File.Length > maxLength)
        {
            return null;
        }

        bool prefix = _source.PrefixTargetsWithHash && Trusted.Root.ConsistentSnapshot == true;
        string name = prefix ? $"{target.File.Hashes.Sha256 ?? target.File.Hashes.Sha512}.{target.Path.FileName}" : target.Path.FileName;
        string folder = target.Path.Directory.Length == 0 ? "" : target.Path.Directory + "/";
        var url = new Uri(targets, "./" + string.Join('/', (folder + name).Split('/').Select(Uri.EscapeDataString)));
        try
        {
            byte[]? content = await _source.Fetcher.ReadAllIfThereAsync(url, maxLength, cancellationToken).ConfigureAwait(false);
            return content?.Length == target.File.Length && target.File.Hashes.Match(content) ? content : null;
        }
        catch (TufException)
        {
            return null;
        }
    }

    private VerifiedFile? Loaded(DelegationStep step)
    {
        foreach ((IDelegator source, VerifiedFile file) in _loaded.GetValueOrDefault(step.Role) ?? [])
        {
            if (ReferenceEquals(source, step.Source))
            {
                return file;
            }
        }

        return null;
    }

    private static void Require(TrustAnswer answer)
    {
        if (answer.Problem is { } problem)
        {
            throw new TufException(problem);
        }
    }

    private static Voucher Of(RoleName delegator, long version, IDelegator source, Role keys, SignatureVerdict verdict)
    {
        HashSet<KeyId> signed = [.. verdict.Signed];
        return new Voucher(delegator, version, keys.Threshold, [.. keys.KeyIds.Select(id => new KeyHolder(id, source.Keys.GetValueOrDefault(id), signed.Contains(id)))]);
    }

    private long? Versioned(long version) => Trusted.Root.ConsistentSnapshot == true ? version : null;

    private long VersionOf(RoleName role) => role == RoleName.Root ? Trusted.Root.Version : Trusted.FindMetaFile(role)?.Version ?? 0;

    private VerifiedFile FileOf(RoleName role, byte[] file, Signed signed)
    {
        Role keys = Trusted.Root.FindRole(role)!;
        Voucher voucher = Of(RoleName.Root, Trusted.Root.Version, Trusted.Root, keys, SignatureVerdict.Count(Trusted.Root, keys, Envelope.Read(file)));
        return new VerifiedFile(role, file, signed, [voucher]);
    }

    private async Task ReadRootsAsync(CancellationToken cancellationToken)
    {
        Add(_source.TrustedRoot, null);
        while (_roots.Count < MaxRoots && await TryFetchAsync(RoleName.Root, Trusted.Root.Version + 1, cancellationToken).ConfigureAwait(false) is { } file)
        {
            Root before = Trusted.Root;
            Require(Trusted.UpdateRoot(file));
            Add(file, before);
        }

        void Add(ReadOnlyMemory<byte> file, Root? before)
        {
            Root root = Trusted.Root;
            var envelope = Envelope.Read(file);
            List<Voucher> vouchers = [];
            foreach (Root asking in before is null ? (Root[])[root] : [root, before])
            {
                Role keys = asking.FindRole(RoleName.Root)!;
                vouchers.Add(Of(RoleName.Root, asking.Version, asking, keys, SignatureVerdict.Count(asking, keys, envelope)));
            }

            _roots.Add(new VerifiedFile(RoleName.Root, file, root, vouchers));
        }
    }

    private Uri UrlOf(RoleName role, long? version)
    {
        string file = Uri.EscapeDataString(role.Value) + ".json";
        return new Uri(_source.MetadataUrl, version is { } number ? FormattableString.Invariant($"{number}.{file}") : "./" + file);
    }

    private async ValueTask<byte[]> FetchAsync(RoleName role, long? version, CancellationToken cancellationToken)
    {
        Fetched++;
        return await _source.Fetcher.ReadAllAsync(UrlOf(role, version), MaxLength, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<byte[]?> TryFetchAsync(RoleName role, long version, CancellationToken cancellationToken)
    {
        Fetched++;
        return await _source.Fetcher.ReadAllIfThereAsync(UrlOf(role, version), MaxLength, cancellationToken).ConfigureAwait(false);
    }
}
