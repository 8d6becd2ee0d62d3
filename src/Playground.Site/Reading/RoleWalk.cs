using Playground.Site.Digests;
using Playground.Site.Words;
using Playground.Tuf.Model;

namespace Playground.Site.Reading;

/// <summary>
/// Goes through all roles of a repository, each once, in the order in which clients ask. A role that is as it was when the last pages were made is not read
/// again; one that clients refuse is named and not looked into.
/// </summary>
internal sealed class RoleWalk(RepositoryReader reader, RepositorySource source, IReadOnlyDictionary<string, RoleDigest> known)
{
    private const int MostPaths = 6;

    private readonly Dictionary<string, RoleNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>Every role by name, delegators before those they delegate to.</summary>
    internal IReadOnlyDictionary<string, RoleNode> Nodes => _nodes;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        AddOnline(RoleName.Root, reader.Roots[^1], reader.Roots.Reverse().Skip(1));
        AddOnline(RoleName.Timestamp, reader.Timestamp, []);
        AddOnline(RoleName.Snapshot, reader.Snapshot, []);
        await LoadEarlierAsync(_nodes["snapshot"], cancellationToken).ConfigureAwait(false);
        Root root = reader.Trusted.Root;
        string entry = Fingerprint.Of(Fingerprint.Of(root.FindRole(RoleName.Targets)!, root.Keys), root.Version.ToString());
        var next = new Queue<RoleNode>([await VisitAsync(RoleName.Targets, null, entry, null, cancellationToken).ConfigureAwait(false)]);
        while (next.TryDequeue(out RoleNode? node))
        {
            foreach ((RoleName role, string childEntry, string[]? paths) in Children(node).Where(child => !_nodes.ContainsKey(child.Role.Value)))
            {
                if (_nodes.Count >= source.MaxRoles)
                {
                    throw new TufException(ProblemCodes.TooManyDelegations, $"After {source.MaxRoles} roles there were still others; no page was changed.");
                }

                next.Enqueue(await VisitAsync(role, node, childEntry, paths, cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>Reads a role that is not refused, and those above it.</summary>
    internal async ValueTask<VerifiedFile> FileAsync(RoleNode node, CancellationToken cancellationToken)
    {
        if (node.File is null)
        {
            if (node.Parent is { } parent)
            {
                await FileAsync(parent, cancellationToken).ConfigureAwait(false);
            }

            node.File = await reader.LoadAsync(node.Step(reader.Trusted.Root), cancellationToken).ConfigureAwait(false);
        }

        return node.File;
    }

    /// <summary>Versions of the past of a role, newest first, without a gap.</summary>
    internal async ValueTask<IReadOnlyList<VerifiedFile>> LoadEarlierAsync(RoleNode node, CancellationToken cancellationToken)
    {
        if (node.Earlier is { } read)
        {
            return read;
        }

        VerifiedFile file = await FileAsync(node, cancellationToken).ConfigureAwait(false);
        var earlier = new List<VerifiedFile>();
        if (file.Version > 1 && source.Earlier > 0)
        {
            List<(RoleName, long, IDelegator)> delegators = [];
            if (node.Parent is { } parent)
            {
                VerifiedFile above = await FileAsync(parent, cancellationToken).ConfigureAwait(false);
                foreach (VerifiedFile version in (IEnumerable<VerifiedFile>)[above, .. await LoadEarlierAsync(parent, cancellationToken).ConfigureAwait(false)])
                {
                    if ((version.Signed as Targets)?.Delegations is { } delegations)
                    {
                        delegators.Add((parent.Role, version.Version, delegations));
                    }
                }
            }
            else
            {
                delegators.AddRange(reader.Roots.Reverse().Select(root => (RoleName.Root, root.Version, (IDelegator)(Root)root.Signed)));
            }

            for (long version = file.Version - 1; version > 0 && earlier.Count < source.Earlier; version--)
            {
                VerifiedFile? before = node.Role == RoleName.Snapshot
                    ? await reader.LoadEarlierAsync<Snapshot>(node.Role, version, delegators, cancellationToken).ConfigureAwait(false)
                    : await reader.LoadEarlierAsync<Targets>(node.Role, version, delegators, cancellationToken).ConfigureAwait(false);
                if (before is null)
                {
                    break;
                }

                earlier.Add(before);
            }
        }

        node.Earlier = earlier;
        node.Digest = node.Digest with { Earlier = [.. earlier.Select(Of)] };
        return earlier;
    }

    private static VersionDigest Of(VerifiedFile file) => new()
    {
        Version = file.Version,
        Expires = file.Signed.Expires,
        Signed = [.. file.Vouchers[0].Holders.Where(holder => holder.HasSigned).Select(Called)],
        Files = (file.Signed as Targets)?.Files.Count ?? 0,
    };

    private static string Called(KeyHolder holder) => holder.Owner ?? (holder.IsOnline ? "online key" : $"key {PlainText.Of(holder.KeyId.Value, 8)}");

    private static MemberDigest[] Members(Voucher voucher) => [.. voucher.Holders.Select(holder => Member(holder.KeyId, holder.Key, holder.HasSigned))];

    private static MemberDigest Member(KeyId id, Key? key, bool hasSigned)
    {
        var holder = new KeyHolder(id, key, hasSigned);
        return new MemberDigest { KeyId = id.Value, Owner = holder.Owner, IsOnline = holder.IsOnline, HasSigned = hasSigned, Scheme = key?.Scheme };
    }

    private static long? PeriodOf(Playground.Tuf.Json.JsonFields fields) => fields.GetInteger("x-playground-expiry-period") ?? fields.GetInteger("x-tuf-on-ci-expiry-period");

    /// <summary>The roles a role delegates to; of bins those that snapshot lists.</summary>
    private IEnumerable<(RoleName Role, string Entry, string[]? Paths)> Children(RoleNode node)
    {
        if (node.Digest.Bins is { } bins)
        {
            return reader.Trusted.Snapshot!.Meta.Keys.Where(role => role.Value.StartsWith(bins.Prefix + "-", StringComparison.Ordinal)).Select(role => (role, bins.Entry, (string[]?)null));
        }

        return node.Digest.Children.Select(child => (RoleName.Parse(child.Role), child.Entry, (string[]?)[.. child.Paths.Take(MostPaths)]));
    }

    /// <summary>Roles that root delegates to and that were read already.</summary>
    private void AddOnline(RoleName role, VerifiedFile file, IEnumerable<VerifiedFile> earlier)
    {
        Root root = reader.Trusted.Root;
        Role keys = root.FindRole(role)!;
        bool isRoot = role == RoleName.Root;
        var digest = new RoleDigest
        {
            Role = role.Value,
            Delegator = RoleName.Root.Value,
            Entry = Fingerprint.Of(Fingerprint.Of(keys, root.Keys), root.Version.ToString()),
            Listed = file.Version.ToString(),
            Version = file.Version,
            Expires = file.Signed.Expires,
            PeriodDays = PeriodOf(isRoot ? root.UnknownFields : keys.UnknownFields),
            Threshold = keys.Threshold,
            Members = Members(file.Vouchers[0]),
            Earlier = [.. earlier.Select(Of)],
        };
        _nodes[role.Value] = new RoleNode(role, null, digest) { File = file, Earlier = isRoot ? [.. earlier] : role == RoleName.Timestamp ? [] : null };
    }

    private async Task<RoleNode> VisitAsync(RoleName role, RoleNode? parent, string entry, string[]? paths, CancellationToken cancellationToken)
    {
        MetaFile? listed = reader.Trusted.FindMetaFile(role);
        string fingerprint = listed is null ? "" : $"{listed.Version} {listed.Length} {listed.Hashes?.Sha256}";
        if (known.GetValueOrDefault(role.Value) is { Refused: null } last
            && last.Entry == entry && last.Listed == fingerprint && last.Delegator == (parent?.Role.Value ?? "root") && last.Expires > source.Time)
        {
            return _nodes[role.Value] = new RoleNode(role, parent, last with { Paths = paths });
        }

        if (parent is not null)
        {
            await FileAsync(parent, cancellationToken).ConfigureAwait(false);
        }

        IDelegator delegator = parent?.Delegations ?? (IDelegator)reader.Trusted.Root;
        Role keys = delegator.FindRole(role)!;
        var digest = new RoleDigest
        {
            Role = role.Value,
            Delegator = parent?.Role.Value ?? RoleName.Root.Value,
            Entry = entry,
            Listed = fingerprint,
            Version = listed?.Version ?? 0,
            Expires = DateTimeOffset.UnixEpoch,
            Threshold = keys.Threshold,
            Members = [.. keys.KeyIds.Select(id => Member(id, delegator.Keys.GetValueOrDefault(id), hasSigned: false))],
            Paths = paths,
        };
        var node = new RoleNode(role, parent, digest);
        _nodes[role.Value] = node;
        try
        {
            VerifiedFile file = await FileAsync(node, cancellationToken).ConfigureAwait(false);
            node.Digest = Of(digest, file, (Targets)file.Signed);
            await LoadEarlierAsync(node, cancellationToken).ConfigureAwait(false);
        }
        catch (TufException e)
        {
            node.Digest = digest with { Refused = e.Problem.ToString() };
        }

        return node;
    }

    private static RoleDigest Of(RoleDigest digest, VerifiedFile file, Targets targets)
    {
        Delegations? delegations = targets.Delegations;
        return digest with
        {
            Expires = targets.Expires,
            PeriodDays = PeriodOf(targets.UnknownFields),
            Members = Members(file.Vouchers[0]),
            Files = targets.Files.Count,
            Bytes = targets.Files.Values.Sum(target => target.Length),
            Children =
            [
                .. (delegations?.Roles ?? []).Select(role => new ChildDigest
                {
                    Role = role.Name.Value,
                    Entry = Fingerprint.Of(role, delegations!.Keys),
                    Paths = [.. role.Paths?.Select(path => path.Value) ?? role.PathHashPrefixes ?? []],
                    IsTerminating = role.Terminating,
                }),
            ],
            Bins = delegations?.SuccinctRoles is { } bins
                ? new BinsDigest { Prefix = bins.NamePrefix, Count = bins.BinCount, Entry = Fingerprint.Of(bins, delegations.Keys) }
                : null,
        };
    }
}
