using System.Globalization;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Repository.Editing;

/// <summary>What changed in one role's metadata, in words.</summary>
internal sealed partial class RoleDescription(RoleName role, List<ChangeLine> lines)
{
    private const int FingerprintLength = 16;

    internal void Describe(ParsedRole? before, ParsedRole? after)
    {
        if (after is null)
        {
            Add(ChangeKind.Heading, $"Role '{role}' is removed (was version {before!.Signed?.Version})");
            return;
        }

        if (after.Signed is not { } signed)
        {
            Add(ChangeKind.Heading, $"Role '{role}' cannot be read");
            Add(ChangeKind.Warning, after.Problem is { } problem ? Printable.Of(problem.ToString()) : "It is not metadata.");
            return;
        }

        Add(ChangeKind.Heading, before?.Signed is { } old ? $"Role '{role}': version {old.Version} -> {signed.Version}" : $"Role '{role}' is new: version {signed.Version}");
        if (before?.Signed is { } known && before.Envelope!.Payload.Span.SequenceEqual(after.Envelope!.Payload.Span))
        {
            Add(ChangeKind.Changed, $"signatures only; version {known.Version} says the same as before");
            return;
        }

        DescribeCommon(before?.Signed, signed);
        switch (signed)
        {
            case Root root: DescribeRoot(before?.Signed as Root, root); break;
            case Targets targets: DescribeTargets(before?.Signed as Targets, targets); break;
            default: Add(ChangeKind.Warning, "signed by the CI; people do not change it"); break;
        }
    }

    private static string Date(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Describe(Key key)
    {
        string whose = CustomFields.OwnerOf(key) is { } owner ? $"{owner}'s key"
            : CustomFields.OnlineUriOf(key) is { } uri ? $"online key '{Printable.Of(uri)}'"
            : "key of nobody";
        string fingerprint = key.Fingerprint is { } text ? Short(text) : "unsupported";
        return $"{whose} ({Printable.Of(key.KeyType)}, {fingerprint})";
    }

    /// <summary>What tells a key from others whatever its keyid: the beginning of the hash of its public half.</summary>
    private static string Short(string fingerprint) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(fingerprint)))[..FingerprintLength];

    private static string Describe(TargetFile file) =>
        $"{file.Length} bytes, {string.Join(", ", file.Hashes.All.Select(hash => $"{Printable.Of(hash.Key)} {Printable.Of(hash.Value)}"))}";

    private static string Describe(DelegatedRole role)
    {
        IEnumerable<string> paths = role.Paths?.Select(path => Printable.Of(path.Value)) ?? role.PathHashPrefixes?.Select(prefix => $"hash prefix {prefix}") ?? [];
        return string.Join(", ", paths) + (role.Terminating ? ", terminating" : "");
    }

    private static string Describe(Periods periods) => $"{periods.ExpiryDays} days, {periods.SigningDays} of them to sign in";

    private void Add(ChangeKind kind, string text, bool isOfFileContent = false) => lines.Add(new ChangeLine(kind, role, text) { IsOfFileContent = isOfFileContent });

    private void DescribeCommon(Signed? before, Signed after)
    {
        Add(before is not null && after.Expires < before.Expires ? ChangeKind.Warning : ChangeKind.Changed, before is null
            ? $"expires {Date(after.Expires)}"
            : $"expires {Date(before.Expires)} -> {Date(after.Expires)}");
        if (before is not null && before.SpecVersion != after.SpecVersion)
        {
            Add(ChangeKind.Changed, $"specification {Printable.Of(before.SpecVersion)} -> {Printable.Of(after.SpecVersion)}");
        }

        DescribePeriods("", before?.UnknownFields, after.UnknownFields);
        DescribeFields("", before?.UnknownFields ?? JsonFields.Empty, after.UnknownFields);
    }

    private void DescribePeriods(string of, JsonFields? before, JsonFields after)
    {
        Periods? old = before is null ? null : CustomFields.PeriodsOf(before);
        Periods? now = CustomFields.PeriodsOf(after);
        if (old != now)
        {
            string shown = now is { } given ? Describe(given) : "not said";
            Add(ChangeKind.Changed, old is { } previous ? $"{of}lives for {Describe(previous)} -> {shown}" : $"{of}lives for {shown}");
        }
    }

    /// <summary>Fields nobody here knows; what is signed unseen might matter to somebody else.</summary>
    private void DescribeFields(string of, JsonFields before, JsonFields after)
    {
        foreach (string name in before.Names.Union(after.Names).Where(name => !CustomFields.IsPeriod(name) && !IsSaidInWords(name)).Order(StringComparer.Ordinal))
        {
            string? old = Text(before, name);
            string? now = Text(after, name);
            if (old != now)
            {
                Add(ChangeKind.Changed, $"{of}field '{Printable.Of(name)}': {old ?? "absent"} -> {now ?? "absent"}");
            }
        }

        static string? Text(JsonFields fields, string name) => fields.TryGet(name, out System.Text.Json.JsonElement value) ? Printable.Of(value.GetRawText()) : null;
    }

    private void DescribeRoot(Root? before, Root after)
    {
        if (after.ConsistentSnapshot != true)
        {
            Add(ChangeKind.Warning, "consistent snapshots are off");
        }

        foreach ((RoleName name, Role keys) in after.Roles.OrderBy(entry => entry.Key))
        {
            Role? old = before?.Roles.GetValueOrDefault(name);
            DescribeSigners(name, before, old, after, keys);
            DescribePeriods($"'{name}' ", old?.UnknownFields, keys.UnknownFields);
            DescribeFields($"'{name}' ", old?.UnknownFields ?? JsonFields.Empty, keys.UnknownFields);
        }

        foreach (RoleName gone in (before?.Roles.Keys ?? []).Except(after.Roles.Keys).Order())
        {
            Add(ChangeKind.Removed, $"role '{gone}'");
        }

        DescribeUnusedKeys(before?.Keys, after.Keys, after.Roles.Values);
    }

    private void DescribeTargets(Targets? before, Targets after)
    {
        DescribeProject(before, after);
        DescribeDelegations(before?.Delegations, after.Delegations);
        TargetFiles old = before?.Files ?? TargetFiles.Empty;
        foreach (TargetPath path in old.Keys.Union(after.Files.Keys).Order())
        {
            switch (old.GetValueOrDefault(path), after.Files.GetValueOrDefault(path))
            {
                case (null, { } added):
                    Add(ChangeKind.Added, $"file '{path}' ({Describe(added)})", isOfFileContent: true);
                    DescribeFields($"file '{path}' ", JsonFields.Empty, added.Custom);
                    DescribeRelease(path, null, added);
                    break;
                case ({ } gone, null):
                    Add(ChangeKind.Removed, $"file '{path}' ({Describe(gone)})", isOfFileContent: true);
                    break;
                case ({ } was, { } now) when was != now:
                    if (was.Length != now.Length || !was.Hashes.Equals(now.Hashes))
                    {
                        Add(ChangeKind.Changed, $"file '{path}' ({Describe(was)} -> {Describe(now)})", isOfFileContent: true);
                    }

                    DescribeFields($"file '{path}' ", was.Custom, now.Custom);
                    DescribeFields($"file '{path}' ", was.UnknownFields, now.UnknownFields);
                    DescribeRelease(path, was, now);
                    break;
                default:
                    break;
            }
        }

        foreach ((ChangeKind kind, string text) in ReleaseComparison.Of(role, before, after))
        {
            Add(kind, text);
        }
    }

    private void DescribeDelegations(Delegations? before, Delegations? after)
    {
        Dictionary<RoleName, DelegatedRole> old = (before?.Roles ?? []).ToDictionary(delegated => delegated.Name);
        Dictionary<RoleName, DelegatedRole> now = (after?.Roles ?? []).ToDictionary(delegated => delegated.Name);
        foreach (RoleName name in old.Keys.Union(now.Keys).Order())
        {
            DelegatedRole? was = old.GetValueOrDefault(name);
            if (now.GetValueOrDefault(name) is not { } delegated)
            {
                Add(ChangeKind.Removed, $"delegation to '{name}' for {Describe(was!)}");
                continue;
            }

            string paths = Describe(delegated);
            if (was is null)
            {
                Add(ChangeKind.Added, $"delegation to '{name}' for {paths}");
            }
            else if (Describe(was) != paths)
            {
                Add(ChangeKind.Changed, $"delegation to '{name}' for {Describe(was)} -> {paths}");
            }

            DescribeSigners(name, before, was, after!, delegated);
            DescribePeriods($"'{name}' ", was?.UnknownFields, delegated.UnknownFields);
            DescribeFields($"'{name}' ", was?.UnknownFields ?? JsonFields.Empty, delegated.UnknownFields);
        }

        RoleName[] kept = [.. (before?.Roles ?? []).Select(delegated => delegated.Name).Where(now.ContainsKey)];
        if (!kept.SequenceEqual((after?.Roles ?? []).Select(delegated => delegated.Name).Where(old.ContainsKey)))
        {
            Add(ChangeKind.Changed, "the order in which delegated roles are asked");
        }

        DescribeBins(before, after);
        DescribeUnusedKeys(before?.Keys, after?.Keys, now.Values.Cast<Role>().Append(after?.SuccinctRoles).OfType<Role>());
    }

    private void DescribeBins(Delegations? before, Delegations? after)
    {
        string? was = before?.SuccinctRoles is { } old ? $"{old.BinCount} bins '{Printable.Of(old.NamePrefix)}'" : null;
        string? now = after?.SuccinctRoles is { } bins ? $"{bins.BinCount} bins '{Printable.Of(bins.NamePrefix)}'" : null;
        if (was != now)
        {
            Add(was is null ? ChangeKind.Added : now is null ? ChangeKind.Removed : ChangeKind.Changed, was is null ? now! : now is null ? was : $"{was} -> {now}");
        }

        if (after?.SuccinctRoles is { } roles && RoleName.TryParse(roles.NamePrefix, out RoleName prefix))
        {
            DescribeSigners(prefix, before, before?.SuccinctRoles, after, roles);
        }
    }

    /// <summary>Who may sign a role, and how many must.</summary>
    private void DescribeSigners(RoleName name, IDelegator? before, Role? old, IDelegator after, Role now)
    {
        if (old is null || old.Threshold != now.Threshold)
        {
            string threshold = old is null ? $"{now.Threshold}" : $"{old.Threshold} -> {now.Threshold}";
            Add(old is not null && now.Threshold < old.Threshold ? ChangeKind.Warning : ChangeKind.Changed, $"'{name}' needs {threshold} signatures");
        }

        Dictionary<KeyId, Key?> was = Keys(before, old);
        Dictionary<KeyId, Key?> current = Keys(after, now);
        foreach (KeyId id in was.Keys.Union(current.Keys).Order())
        {
            bool had = was.TryGetValue(id, out Key? oldKey);
            bool has = current.TryGetValue(id, out Key? newKey);
            if (had && has && oldKey == newKey)
            {
                continue;
            }

            string shown = Show(id, has ? newKey : oldKey);
            bool replaces = !had && newKey is not null && CustomFields.OwnerOf(newKey) is { } owner && was.Values.Any(key => key is not null && CustomFields.OwnerOf(key) == owner);
            Add(
                had && has ? ChangeKind.Warning : has ? ChangeKind.Added : ChangeKind.Removed,
                had && has ? $"'{name}' keyid {Printable.Of(id.Value)} means another key: {Show(id, oldKey)} -> {shown}"
                : has ? $"'{name}' is signed with {shown}{(replaces ? ", a new key of the same person" : "")}"
                : $"'{name}' is no longer signed with {shown}");
        }

        static string Show(KeyId id, Key? key) => key is null ? $"keyid {Printable.Of(id.Value)}, whose key is absent" : Describe(key);

        static Dictionary<KeyId, Key?> Keys(IDelegator? source, Role? keys) =>
            (keys?.KeyIds ?? []).ToDictionary(id => id, id => source!.Keys.GetValueOrDefault(id));
    }

    /// <summary>Keys that come without a use: nobody needs them now, and somebody might later.</summary>
    private void DescribeUnusedKeys(IReadOnlyDictionary<KeyId, Key>? before, IReadOnlyDictionary<KeyId, Key>? after, IEnumerable<Role> roles)
    {
        var used = roles.SelectMany(known => known.KeyIds).ToHashSet();
        foreach ((KeyId id, Key key) in (after ?? new Dictionary<KeyId, Key>()).OrderBy(entry => entry.Key))
        {
            if (!used.Contains(id) && before?.GetValueOrDefault(id) != key)
            {
                Add(ChangeKind.Warning, $"{Describe(key)} is added and signs nothing");
            }
        }
    }
}
