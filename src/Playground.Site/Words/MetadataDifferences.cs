using System.Text.Json;
using Playground.Site.Reading;
using Playground.Tuf.Model;

namespace Playground.Site.Words;

/// <summary>What a version of metadata says otherwise than the one before it, in sentences.</summary>
internal static class MetadataDifferences
{
    private const int Most = 100;

    internal static IReadOnlyList<Difference> Between(Signed before, Signed after)
    {
        List<Difference> all = [];
        if (before.Expires != after.Expires)
        {
            all.Add(new(DifferenceKind.Changed, $"expires {Phrase.Minute(after.Expires)}, not {Phrase.Minute(before.Expires)}"));
        }

        if (before.SpecVersion != after.SpecVersion)
        {
            all.Add(new(DifferenceKind.Changed, $"follows specification {PlainText.Of(after.SpecVersion)}, not {PlainText.Of(before.SpecVersion)}"));
        }

        switch (before, after)
        {
            case (Root one, Root other): Roots(one, other, all); break;
            case (Snapshot one, Snapshot other): Snapshots(one, other, all); break;
            case (Targets one, Targets other): TargetsRoles(one, other, all); break;
            case (Timestamp one, Timestamp other) when one.Snapshot.Version != other.Snapshot.Version:
                all.Add(new(DifferenceKind.Changed, $"snapshot is version {other.Snapshot.Version}, not {one.Snapshot.Version}"));
                break;
        }

        Fields(before.UnknownFields, after.UnknownFields, all);
        return all.Count <= Most ? all : [.. all.Take(Most), new Difference(DifferenceKind.Same, $"and {Phrase.Count(all.Count - Most, "more change")}")];
    }

    private static void Roots(Root before, Root after, List<Difference> all)
    {
        foreach (RoleName role in (RoleName[])[RoleName.Root, RoleName.Timestamp, RoleName.Snapshot, RoleName.Targets])
        {
            Roles(role, (before.FindRole(role)!, before.Keys), (after.FindRole(role)!, after.Keys), all);
        }
    }

    private static void Snapshots(Snapshot before, Snapshot after, List<Difference> all)
    {
        foreach ((RoleName role, MetaFile listed) in after.Meta)
        {
            if (!before.Meta.TryGetValue(role, out MetaFile? was))
            {
                all.Add(new(DifferenceKind.Added, $"{PlainText.Of(role.Value)}, version {listed.Version}"));
            }
            else if (was.Version != listed.Version)
            {
                all.Add(new(DifferenceKind.Changed, $"{PlainText.Of(role.Value)} is version {listed.Version}, not {was.Version}"));
            }

            if (all.Count > Most * 10)
            {
                return;
            }
        }

        all.AddRange(before.Meta.Keys.Where(role => !after.Meta.ContainsKey(role)).Take(Most).Select(role => new Difference(DifferenceKind.Removed, PlainText.Of(role.Value))));
    }

    private static void TargetsRoles(Targets before, Targets after, List<Difference> all)
    {
        foreach ((TargetPath path, TargetFile file) in after.Files)
        {
            if (!before.Files.TryGetValue(path, out TargetFile? was))
            {
                all.Add(new(DifferenceKind.Added, $"file {PlainText.Of(path.Value)}, {Phrase.Size(file.Length)}"));
            }
            else if (!was.Hashes.Equals(file.Hashes) || was.Length != file.Length)
            {
                all.Add(new(DifferenceKind.Changed, $"file {PlainText.Of(path.Value)} has other content: {Phrase.Size(file.Length)}, before {Phrase.Size(was.Length)}"));
            }
            else if (!was.Custom.Equals(file.Custom))
            {
                all.Add(new(DifferenceKind.Changed, $"what is said of file {PlainText.Of(path.Value)}"));
            }
        }

        all.AddRange(before.Files.Keys.Where(path => !after.Files.ContainsKey(path)).Select(path => new Difference(DifferenceKind.Removed, $"file {PlainText.Of(path.Value)}")));
        if (before.Delegations is null && after.Delegations is null)
        {
            return;
        }

        Dictionary<RoleName, DelegatedRole> was1 = (before.Delegations?.Roles ?? []).ToDictionary(role => role.Name);
        foreach (DelegatedRole role in after.Delegations?.Roles ?? [])
        {
            if (!was1.Remove(role.Name, out DelegatedRole? was))
            {
                all.Add(new(DifferenceKind.Added, $"delegation to {PlainText.Of(role.Name.Value)}: {role.Threshold} of {Phrase.List(Holders(role, after.Delegations!.Keys), "or")}, for {Paths(role)}"));
                continue;
            }

            Roles(role.Name, (was, before.Delegations!.Keys), (role, after.Delegations!.Keys), all);
            if (Paths(was) != Paths(role))
            {
                all.Add(new(DifferenceKind.Changed, $"{PlainText.Of(role.Name.Value)} is trusted for {Paths(role)}, not {Paths(was)}"));
            }

            if (was.Terminating != role.Terminating)
            {
                all.Add(new(DifferenceKind.Changed, $"{PlainText.Of(role.Name.Value)} is {(role.Terminating ? "terminating" : "no longer terminating")}"));
            }
        }

        all.AddRange(was1.Keys.Select(role => new Difference(DifferenceKind.Removed, $"delegation to {PlainText.Of(role.Value)}")));
    }

    private static void Roles(RoleName role, (Role Role, IReadOnlyDictionary<KeyId, Key> Keys) before, (Role Role, IReadOnlyDictionary<KeyId, Key> Keys) after, List<Difference> all)
    {
        string name = PlainText.Of(role.Value);
        if (before.Role.Threshold != after.Role.Threshold)
        {
            all.Add(new(DifferenceKind.Changed, $"{name} needs {Phrase.Count(after.Role.Threshold, "signature")}, not {before.Role.Threshold}"));
        }

        HashSet<KeyId> was = [.. before.Role.KeyIds];
        HashSet<KeyId> now = [.. after.Role.KeyIds];
        all.AddRange(after.Role.KeyIds.Where(id => !was.Contains(id)).Select(id => new Difference(DifferenceKind.Added, $"{Holder(id, after.Keys)} may sign {name}")));
        all.AddRange(before.Role.KeyIds.Where(id => !now.Contains(id)).Select(id => new Difference(DifferenceKind.Removed, $"{Holder(id, before.Keys)} may sign {name}")));
        Fields(before.Role.UnknownFields, after.Role.UnknownFields, all, name + ": ");
    }

    private static void Fields(Playground.Tuf.Json.JsonFields before, Playground.Tuf.Json.JsonFields after, List<Difference> all, string where = "")
    {
        foreach (string name in after.Names.Union(before.Names))
        {
            string? was = before.TryGet(name, out JsonElement one) ? one.GetRawText() : null;
            string? now = after.TryGet(name, out JsonElement other) ? other.GetRawText() : null;
            if (was != now)
            {
                DifferenceKind kind = was is null ? DifferenceKind.Added : now is null ? DifferenceKind.Removed : DifferenceKind.Changed;
                all.Add(new(kind, $"{where}{PlainText.Of(name, 80)}{(now is null ? "" : $" is {PlainText.Of(now, 80)}")}{(was is not null && now is not null ? $", not {PlainText.Of(was, 80)}" : "")}"));
            }
        }
    }

    private static string[] Holders(Role role, IReadOnlyDictionary<KeyId, Key> keys) => [.. role.KeyIds.Select(id => Holder(id, keys))];

    private static string Holder(KeyId id, IReadOnlyDictionary<KeyId, Key> keys)
    {
        var holder = new KeyHolder(id, keys.GetValueOrDefault(id), HasSigned: false);
        return holder.Owner is { } owner ? $"{PlainText.Of(owner, 80)} (key {PlainText.Of(id.Value, 8)})" : $"{(holder.IsOnline ? "the online key" : "key")} {PlainText.Of(id.Value, 8)}";
    }

    private static string Paths(DelegatedRole role) => role.Paths is { } paths
        ? string.Join(", ", paths.Take(5).Select(path => PlainText.Of(path.Value, 80))) + (paths.Count > 5 ? $" and {paths.Count - 5} more" : "")
        : Phrase.Count(role.PathHashPrefixes?.Count ?? 0, "hash prefix", "hash prefixes");
}
