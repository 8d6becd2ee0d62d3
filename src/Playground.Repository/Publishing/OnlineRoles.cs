using Playground.Repository.Git;
using Playground.Tuf.Model;

namespace Playground.Repository.Publishing;

/// <summary>New versions of snapshot and timestamp, where they are needed.</summary>
internal sealed class OnlineRoles(GitRepository git, OnlineInput input, OnlineSignature signature, DateTimeOffset time, bool force)
{
    private const int FewChanges = 16;

    private RepositoryView View => input.View;

    /// <summary>The snapshot that is right now, and its file if it is a new one. Roles that are gone stay listed (specification 5.5.5).</summary>
    internal async Task<(Snapshot Snapshot, byte[]? File)> SnapshotAsync(
        IReadOnlyDictionary<RoleName, MetaFile> versions, List<string> words, CancellationToken cancellationToken)
    {
        Snapshot? old = Find<Snapshot>(RoleName.Snapshot);
        MetaFiles listed = old?.Meta ?? MetaFiles.Empty;
        List<KeyValuePair<RoleName, MetaFile>> changes = [.. versions.Where(entry => listed.GetValueOrDefault(entry.Key) != entry.Value).OrderBy(entry => entry.Key)];
        if (changes.Count == 0 && old is not null && ReasonToSign(RoleName.Snapshot, old) is not { })
        {
            return (old, null);
        }

        long newest = Math.Max(old?.Version ?? 0, Find<Timestamp>(RoleName.Timestamp)?.Snapshot.Version ?? 0);
        Snapshot snapshot = (old ?? new Snapshot { Expires = time, Meta = MetaFiles.Empty }) with
        {
            Version = newest + 1,
            Expires = PeriodsOf(RoleName.Snapshot).ExpiryFrom(time),
            Meta = With(listed, changes),
        };
        words.Add($"snapshot version {snapshot.Version}: {(changes.Count > 0 ? Describe(listed, changes) : ReasonToSign(RoleName.Snapshot, old) ?? "there was none")}");
        return (snapshot, await SignAsync(RoleName.Snapshot, snapshot, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The file of a new timestamp, or null where the present one is right.</summary>
    internal async Task<byte[]?> TimestampAsync(Snapshot snapshot, byte[]? snapshotFile, List<string> words, CancellationToken cancellationToken)
    {
        Timestamp? old = Find<Timestamp>(RoleName.Timestamp);
        if (old is not null && snapshotFile is null && old.Snapshot.Version == snapshot.Version && ReasonToSign(RoleName.Timestamp, old) is null)
        {
            return null;
        }

        if (old?.Snapshot.Version > snapshot.Version)
        {
            throw OnlineInput.WentBack($"Snapshot version {snapshot.Version} is older than version {old.Snapshot.Version}, which timestamp lists.");
        }

        MetaFile listed;
        if (old is { Snapshot: { Hashes: null, Length: null } })
        {
            listed = old.Snapshot with { Version = snapshot.Version };
        }
        else
        {
            snapshotFile ??= await git.ReadBlobAsync(View.Roles[RoleName.Snapshot].File.Id, RepositoryView.MaxMetadataLength, cancellationToken).ConfigureAwait(false);
            listed = MetaFile.Describe(snapshot.Version, snapshotFile) with { UnknownFields = old?.Snapshot.UnknownFields ?? Tuf.Json.JsonFields.Empty };
        }

        Timestamp timestamp = (old ?? new Timestamp { Expires = time, Snapshot = listed }) with
        {
            Version = (old?.Version ?? 0) + 1,
            Expires = PeriodsOf(RoleName.Timestamp).ExpiryFrom(time),
            Snapshot = listed,
        };
        string reason = old is null ? "there was none"
            : old.Snapshot.Version != snapshot.Version ? $"snapshot {old.Snapshot.Version} -> {snapshot.Version}"
            : ReasonToSign(RoleName.Timestamp, old) ?? "the file of snapshot changed";
        words.Add($"timestamp version {timestamp.Version}: {reason}");
        return await SignAsync(RoleName.Timestamp, timestamp, cancellationToken).ConfigureAwait(false);
    }

    internal static TufException Incomplete(RoleName role) => new(
        RepositoryProblemCodes.OnlineIncomplete, $"Nothing says how long '{role}' lives; nothing was signed. Say so with: playground delegate");

    private static MetaFiles With(MetaFiles listed, List<KeyValuePair<RoleName, MetaFile>> changes)
    {
        if (changes.Count <= FewChanges)
        {
            return changes.Aggregate(listed, (files, change) => files.With(change.Key, change.Value));
        }

        var all = listed.ToDictionary();
        changes.ForEach(change => all[change.Key] = change.Value);
        return MetaFiles.From(all);
    }

    private static string Describe(MetaFiles listed, List<KeyValuePair<RoleName, MetaFile>> changes)
    {
        IEnumerable<string> shown = changes.Take(FewChanges).Select(change =>
            listed.TryGetValue(change.Key, out MetaFile? old) ? $"'{change.Key}' {old.Version} -> {change.Value.Version}" : $"'{change.Key}' {change.Value.Version}");
        return string.Join(", ", shown) + (changes.Count > FewChanges ? $" and {changes.Count - FewChanges} others" : "");
    }

    /// <summary>The role, where its file can be read.</summary>
    /// <exception cref="TufException">There is a file that cannot: a new one from version 1 on would go back.</exception>
    private T? Find<T>(RoleName role)
        where T : Signed => View.Find<T>(role) ?? (View.Roles.ContainsKey(role)
        ? throw RoleVerification.Refuse($"The file of '{role}' cannot be read. {View.Roles[role].Problem}".TrimEnd())
        : null);

    private Periods PeriodsOf(RoleName role) => CustomFields.PeriodsOf(input.Root.Roles[role].UnknownFields) ?? throw Incomplete(role);

    private Delegation DelegationOf(RoleName role) => new(RoleName.Root, input.Root, role, input.Root.Roles[role]);

    /// <summary>Why a role that lists the right things is to be signed anew, or null.</summary>
    private string? ReasonToSign(RoleName role, Signed? old)
    {
        Delegation delegation = DelegationOf(role);
        return old is null ? null
            : force ? "asked for"
            : PeriodsOf(role).IsDue(old.Expires, time) ? "its signing period began"
            : !RoleVerification.IsSigned(delegation, View.Roles[role]) || HasOtherSigners(delegation) ? "its keys changed"
            : null;
    }

    private bool HasOtherSigners(Delegation delegation) =>
        !View.Roles[delegation.Role].Envelope!.Signatures.Select(given => given.KeyId).ToHashSet().SetEquals(delegation.Keys.KeyIds);

    private Task<byte[]> SignAsync(RoleName role, Signed signed, CancellationToken cancellationToken) =>
        signature.SignAsync(signed, View.Roles.GetValueOrDefault(role)?.Envelope, DelegationOf(role), cancellationToken);
}
