using System.Security.Cryptography;
using Playground.Tuf.Model;

namespace Playground.Tuf.Trust;

/// <summary>
/// The rules by which a client comes to trust metadata: section 5 of the specification as code over bytes and one point in time. It opens no
/// file, no socket and no clock; the client around it fetches and stores. In the order of the specification:
/// <list type="bullet">
/// <item>5.1: the time is fixed once, at the beginning.</item>
/// <item>5.3.4 and 5.3.5: a root is signed by the threshold of the one before it and by its own, and is exactly one version later.</item>
/// <item>5.3.10: the last root has not expired. Earlier ones may have.</item>
/// <item>5.3.11: where a key of timestamp or snapshot was removed or replaced, what was trusted of them before counts for nothing (recovery from a fast-forward).</item>
/// <item>5.4.2 to 5.4.4: timestamp is signed, neither older than the trusted one nor listing an older snapshot, and has not expired.</item>
/// <item>5.5.2 to 5.5.6: snapshot has the length and hashes that timestamp lists, is signed, has the version listed, still lists every
/// role the trusted one lists in at least that version, and has not expired.</item>
/// <item>5.6.2 to 5.6.6: a targets role has the length and hashes that snapshot lists, is signed as its delegator asks, has the version
/// listed, and has not expired. A role that is reached from two delegators is verified against each.</item>
/// </list>
/// Metadata is looked into only after its signatures were found good (root, which vouches for itself as well, by the root before it).
/// </summary>
public sealed class TrustedMetadata
{
    private readonly Dictionary<RoleName, List<(IDelegator Source, Targets Targets, SignatureVerdict Signatures)>> _targets = [];
    private readonly HashSet<object> _delegators = new(ReferenceEqualityComparer.Instance);
    private ReadOnlyMemory<byte> _rootFile;
    private byte[]? _snapshotMemory;
    private bool _timestampIsCurrent;
    private bool _snapshotIsCurrent;

    private TrustedMetadata(ReadOnlyMemory<byte> rootFile, Root root, DateTimeOffset time)
    {
        _rootFile = rootFile;
        Root = root;
        Time = time;
    }

    /// <summary>The time against which expiry is judged throughout.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The trusted root.</summary>
    public Root Root { get; private set; }

    /// <summary>The trusted timestamp, or null. It may be one that was stored earlier and has expired since.</summary>
    public Timestamp? Timestamp { get; private set; }

    /// <summary>The trusted snapshot, or null. It may be one that was stored earlier and is not the newest.</summary>
    public Snapshot? Snapshot { get; private set; }

    /// <summary>
    /// Begins from a root that is trusted for a reason outside of TUF: it was shipped, stored, or pinned by a person. It must vouch for itself.
    /// </summary>
    /// <returns>Null, and the problem, where the root is unusable.</returns>
    public static TrustedMetadata? Begin(ReadOnlyMemory<byte> trustedRoot, DateTimeOffset time, out Problem? problem)
    {
        TrustedMetadata? trusted = null;
        TrustAnswer answer = Guard(() =>
        {
            Envelope envelope = Envelope.Read(trustedRoot);
            Root root = envelope.ReadSigned<Root>();
            if (CheckSignatures(root, RoleName.Root, envelope, "root") is { } refusal)
            {
                return refusal;
            }

            trusted = new TrustedMetadata(trustedRoot, root, time);
            return TrustAnswer.Accepted;
        });
        problem = answer.Problem;
        return trusted;
    }

    /// <summary>Shows the next root (5.3).</summary>
    public TrustAnswer UpdateRoot(ReadOnlyMemory<byte> file)
    {
        Require(!_timestampIsCurrent, "Root is updated before timestamp.");
        return Guard(() =>
        {
            Envelope envelope = Envelope.Read(file);
            if (CheckSignatures(Root, RoleName.Root, envelope, "the trusted root") is { } refusal)
            {
                return refusal;
            }

            Root root = envelope.ReadSigned<Root>();
            if (CheckSignatures(root, RoleName.Root, envelope, "the new root itself") is { } ownRefusal)
            {
                return ownRefusal;
            }

            if (root.Version != Root.Version + 1)
            {
                return TrustAnswer.Refused(ProblemCodes.RootVersionGap, $"After root version {Root.Version} came version {root.Version}.");
            }

            if (HasRemovedKey(Root, root, RoleName.Timestamp) || HasRemovedKey(Root, root, RoleName.Snapshot))
            {
                OnlineKeysRotated = true;
                Timestamp = null;
                Snapshot = null;
            }

            Root = root;
            _rootFile = file;
            return TrustAnswer.Accepted;
        });
    }

    /// <summary>
    /// Whether a root seen by <see cref="UpdateRoot"/> removed a key of timestamp or snapshot: stored files of both are to be deleted (5.3.11).
    /// </summary>
    public bool OnlineKeysRotated { get; private set; }

    /// <summary>Says whether the root chain ends in a root that is still good (5.3.10): asked once no newer root is to be had.</summary>
    public TrustAnswer CheckRootExpiry() => Root.IsExpired(Time)
        ? TrustAnswer.Refused(ProblemCodes.RootExpired, $"Root version {Root.Version} expired on {Root.Expires:u}.")
        : TrustAnswer.Accepted;

    /// <summary>
    /// Shows a timestamp that was stored earlier. It may have expired: it then still guards against going back.
    /// </summary>
    public TrustAnswer LoadTimestamp(ReadOnlyMemory<byte> file)
    {
        Require(Timestamp is null, "A stored timestamp is loaded before a new one.");
        return Guard(() =>
        {
            Envelope envelope = Envelope.Read(file);
            if (CheckSignatures(Root, RoleName.Timestamp, envelope, "root") is { } refusal)
            {
                return refusal;
            }

            Timestamp = envelope.ReadSigned<Timestamp>();
            return TrustAnswer.Outdated;
        });
    }

    /// <summary>Shows the timestamp the repository has now (5.4).</summary>
    public TrustAnswer UpdateTimestamp(ReadOnlyMemory<byte> file)
    {
        Require(!_timestampIsCurrent, "Timestamp is updated once.");
        return Guard(() =>
        {
            if (CheckRootExpiry() is { IsTrusted: false } expiredRoot)
            {
                return expiredRoot;
            }

            Envelope envelope = Envelope.Read(file);
            if (CheckSignatures(Root, RoleName.Timestamp, envelope, "root") is { } refusal)
            {
                return refusal;
            }

            Timestamp timestamp = envelope.ReadSigned<Timestamp>();
            if (Timestamp is { } trusted)
            {
                if (timestamp.Version == trusted.Version)
                {
                    return UseStoredTimestamp() is { IsTrusted: false } expired ? expired : TrustAnswer.Unchanged;
                }

                if (timestamp.Version < trusted.Version)
                {
                    return TrustAnswer.Refused(ProblemCodes.TimestampRollback, $"Timestamp version {timestamp.Version} is older than the trusted version {trusted.Version}.");
                }

                if (timestamp.Snapshot.Version < trusted.Snapshot.Version)
                {
                    return TrustAnswer.Refused(
                        ProblemCodes.TimestampRollback,
                        $"Timestamp version {timestamp.Version} lists snapshot {timestamp.Snapshot.Version}, older than the trusted {trusted.Snapshot.Version}.");
                }
            }

            if (timestamp.IsExpired(Time))
            {
                return TrustAnswer.Refused(ProblemCodes.TimestampExpired, $"Timestamp version {timestamp.Version} expired on {timestamp.Expires:u}.");
            }

            Timestamp = timestamp;
            _timestampIsCurrent = true;
            return TrustAnswer.Accepted;
        });
    }

    /// <summary>Takes the stored timestamp for current, if it and root have not expired: for answering without a network.</summary>
    public TrustAnswer UseStoredTimestamp()
    {
        Timestamp stored = Timestamp ?? throw new InvalidOperationException("No timestamp was loaded.");
        if (CheckRootExpiry() is { IsTrusted: false } expiredRoot)
        {
            return expiredRoot;
        }

        if (stored.IsExpired(Time))
        {
            return TrustAnswer.Refused(ProblemCodes.TimestampExpired, $"Timestamp version {stored.Version} expired on {stored.Expires:u}.");
        }

        _timestampIsCurrent = true;
        return TrustAnswer.Accepted;
    }

    /// <summary>
    /// Shows a snapshot that was stored earlier. It is accepted where it is the very one that timestamp lists; else it guards against going back.
    /// </summary>
    /// <param name="file">The file that was stored.</param>
    /// <param name="memory">
    /// What <see cref="SnapshotMemory"/> was when the snapshot was verified, or nothing. Where it is of this file and of the trusted root, neither
    /// signatures nor content are gone through again; every other rule applies as ever. Where it is not, it counts for nothing. Whoever can
    /// forge it can replace the trusted root as well: keep it with that, and as safe.
    /// </param>
    public TrustAnswer LoadSnapshot(ReadOnlyMemory<byte> file, ReadOnlyMemory<byte> memory = default)
    {
        Require(_timestampIsCurrent && Snapshot is null, "A stored snapshot is loaded after timestamp and before a new one.");
        return Guard(() =>
        {
            Span<byte> sha256 = stackalloc byte[memory.IsEmpty ? 0 : SHA256.HashSizeInBytes];
            Snapshot? known = null;
            if (!memory.IsEmpty)
            {
                SHA256.HashData(file.Span, sha256);
                known = VerifiedSnapshot.Recall(memory.Span, _rootFile.Span, file, sha256);
            }

            if (known is null)
            {
                Envelope envelope = Envelope.Read(file);
                if (CheckSignatures(Root, RoleName.Snapshot, envelope, "root") is { } refusal)
                {
                    return refusal;
                }

                known = envelope.ReadSigned<Snapshot>();
                _snapshotMemory = VerifiedSnapshot.Remember(_rootFile.Span, file.Span, envelope, known);
            }

            Snapshot = known;
            _snapshotIsCurrent = Snapshot.Version == Timestamp!.Snapshot.Version && !Snapshot.IsExpired(Time)
                && CheckFile(Timestamp.Snapshot, file.Span, RoleName.Snapshot, sha256) is null;
            return _snapshotIsCurrent ? TrustAnswer.Accepted : TrustAnswer.Outdated;
        });
    }

    /// <summary>
    /// What to show to <see cref="LoadSnapshot"/> beside the trusted snapshot's file another time, so that it is not verified and gone through
    /// once more; empty where there is nothing new to remember.
    /// </summary>
    public ReadOnlyMemory<byte> SnapshotMemory => _snapshotIsCurrent ? _snapshotMemory : default;

    /// <summary>Shows the snapshot that timestamp lists (5.5).</summary>
    public TrustAnswer UpdateSnapshot(ReadOnlyMemory<byte> file)
    {
        Require(_timestampIsCurrent && !_snapshotIsCurrent, "Snapshot is updated once, after timestamp.");
        return Guard(() =>
        {
            MetaFile listed = Timestamp!.Snapshot;
            if (CheckFile(listed, file.Span, RoleName.Snapshot) is { } mismatch)
            {
                return mismatch;
            }

            Envelope envelope = Envelope.Read(file);
            if (CheckSignatures(Root, RoleName.Snapshot, envelope, "root") is { } refusal)
            {
                return refusal;
            }

            Snapshot snapshot = envelope.ReadSigned<Snapshot>();
            if (snapshot.Version != listed.Version)
            {
                return TrustAnswer.Refused(ProblemCodes.SnapshotVersionMismatch, $"Timestamp lists snapshot version {listed.Version}, and version {snapshot.Version} came.");
            }

            if (SnapshotRollback(snapshot) is { } rollback)
            {
                return rollback;
            }

            if (snapshot.IsExpired(Time))
            {
                return TrustAnswer.Refused(ProblemCodes.SnapshotExpired, $"Snapshot version {snapshot.Version} expired on {snapshot.Expires:u}.");
            }

            Snapshot = snapshot;
            _snapshotMemory = VerifiedSnapshot.Remember(_rootFile.Span, file.Span, envelope, snapshot);
            _snapshotIsCurrent = true;
            return TrustAnswer.Accepted;
        });
    }

    /// <summary>The trusted metadata of a targets role as one delegator sees it, or null where none was accepted yet.</summary>
    public Targets? FindTargets(DelegationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Accepted(step).Targets;
    }

    /// <summary>Whose signatures made a targets role trusted, as one delegator asked for them; not met where none was accepted yet.</summary>
    public SignatureVerdict SignaturesOf(DelegationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Accepted(step).Signatures;
    }

    /// <summary>What snapshot says of a targets role, or null where it does not list it.</summary>
    public MetaFile? FindMetaFile(RoleName role) => Snapshot is not null && Snapshot.Meta.TryGetValue(role, out MetaFile? listed) ? listed : null;

    /// <summary>Shows a targets role, stored or fetched (5.6), as one delegator delegates to it: root to the top-level targets.</summary>
    public TrustAnswer UpdateTargets(ReadOnlyMemory<byte> file, DelegationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        Require(_snapshotIsCurrent, "Targets roles are updated after snapshot.");
        Require(IsTrusted(step.Source), "A delegator is trusted before those it delegates to.");
        RoleName role = step.Role;
        return Guard(() =>
        {
            if (FindMetaFile(role) is not { } listed)
            {
                return TrustAnswer.Refused(ProblemCodes.NotInSnapshot, $"Snapshot does not list the role '{role}'.");
            }

            if (CheckFile(listed, file.Span, role) is { } mismatch)
            {
                return mismatch;
            }

            Envelope envelope = Envelope.Read(file);
            if (CheckSignatures(step.Source, role, envelope, $"'{step.Delegator}'", out SignatureVerdict signatures) is { } refusal)
            {
                return refusal;
            }

            Targets targets = envelope.ReadSigned<Targets>();
            if (targets.Version != listed.Version)
            {
                return TrustAnswer.Refused(ProblemCodes.TargetsVersionMismatch, $"Snapshot lists version {listed.Version} of '{role}', and version {targets.Version} came.");
            }

            if (targets.IsExpired(Time))
            {
                return TrustAnswer.Refused(ProblemCodes.TargetsExpired, $"Version {targets.Version} of '{role}' expired on {targets.Expires:u}.");
            }

            if (!_targets.TryGetValue(role, out List<(IDelegator Source, Targets Targets, SignatureVerdict Signatures)>? known))
            {
                _targets[role] = known = [];
            }

            known.Add((step.Source, targets, signatures));
            if (targets.Delegations is { } delegations)
            {
                _delegators.Add(delegations);
            }

            return TrustAnswer.Accepted;
        });
    }

    private static TrustAnswer? CheckSignatures(IDelegator delegator, RoleName role, Envelope envelope, string delegatorName) =>
        CheckSignatures(delegator, role, envelope, delegatorName, out _);

    private static TrustAnswer? CheckSignatures(IDelegator delegator, RoleName role, Envelope envelope, string delegatorName, out SignatureVerdict verdict)
    {
        verdict = default;
        if (delegator.FindRole(role) is not { } keys)
        {
            return TrustAnswer.Refused(ProblemCodes.NotDelegated, $"The role '{role}' is not delegated to by {delegatorName}.");
        }

        verdict = SignatureVerdict.Count(delegator, keys, envelope);
        return verdict.IsMet ? null : TrustAnswer.Refused(
            ProblemCodes.ThresholdNotMet,
            $"'{role}' has {verdict.Signed.Count} of the {verdict.Threshold} signatures that {delegatorName} asks for.");
    }

    private static TrustAnswer? CheckFile(MetaFile listed, ReadOnlySpan<byte> file, RoleName role, ReadOnlySpan<byte> knownSha256 = default)
    {
        if (listed.Length is { } length && length != file.Length)
        {
            return TrustAnswer.Refused(ProblemCodes.FileMismatch, $"The file of '{role}' has {file.Length} bytes where {length} are listed.");
        }

        return listed.Hashes is null || listed.Hashes.Match(file, knownSha256)
            ? null
            : TrustAnswer.Refused(ProblemCodes.FileMismatch, $"The file of '{role}' does not have the hashes that are listed.");
    }

    /// <summary>Whether a key no longer signs a role: its keyid is gone, or names another key or none.</summary>
    private static bool HasRemovedKey(Root before, Root after, RoleName role)
    {
        HashSet<KeyId> kept = [.. after.FindRole(role)!.KeyIds.Where(id => IsKept(before.Keys.GetValueOrDefault(id), after.Keys.GetValueOrDefault(id)))];
        return !kept.IsSupersetOf(before.FindRole(role)!.KeyIds);

        static bool IsKept(Key? key, Key? now) => key is null
            || (now is not null && (now.KeyType, now.Scheme, now.Public) == (key.KeyType, key.Scheme, key.Public));
    }

    private static TrustAnswer Guard(Func<TrustAnswer> rules)
    {
        try
        {
            return rules();
        }
        catch (TufException e)
        {
            return TrustAnswer.Refused(e.Problem);
        }
    }

    private static void Require(bool order, string rule)
    {
        if (!order)
        {
            throw new InvalidOperationException(rule);
        }
    }

    private TrustAnswer? SnapshotRollback(Snapshot snapshot)
    {
        foreach ((RoleName role, MetaFile trusted) in Snapshot?.Meta ?? MetaFiles.Empty)
        {
            if (!snapshot.Meta.TryGetValue(role, out MetaFile? listed))
            {
                return TrustAnswer.Refused(ProblemCodes.SnapshotRollback, $"Snapshot version {snapshot.Version} no longer lists the role '{role}'.");
            }

            if (listed.Version < trusted.Version)
            {
                return TrustAnswer.Refused(
                    ProblemCodes.SnapshotRollback,
                    $"Snapshot version {snapshot.Version} lists version {listed.Version} of '{role}', older than the trusted {trusted.Version}.");
            }
        }

        return null;
    }

    private (IDelegator? Source, Targets? Targets, SignatureVerdict Signatures) Accepted(DelegationStep step)
    {
        foreach ((IDelegator Source, Targets Targets, SignatureVerdict Signatures) known in _targets.GetValueOrDefault(step.Role) ?? [])
        {
            if (ReferenceEquals(known.Source, step.Source))
            {
                return known;
            }
        }

        return default;
    }

    private bool IsTrusted(IDelegator source) => ReferenceEquals(source, Root)
        || _delegators.Contains(source);
}
