using FsCheck;
using FsCheck.Fluent;
using Playground.Tuf.Json;
using Playground.Tuf.Model;

namespace Playground.Tuf.Tests.Model;

/// <summary>Metadata of every role with whatever it may hold: odd names, unknown fields, extreme numbers.</summary>
internal static class RandomMetadata
{
    private static readonly Gen<string> Text = Gen.Elements(
        "a", "b", "Z", "é", "e\u0301", "😀", "\ufffd", "\"", "\\", "'", " ", "*", "?", "[", "%2e", "..", "x-", "_", "\u2028", "signed", "__proto__")
        .NonEmptyListOf().Select(pieces => string.Concat(pieces.Take(4)));

    private static readonly Gen<string> AnyText = Gen.OneOf(Text, Gen.Elements("\0", "\n\t", "\u001f", "\u007f", "\u0085", "-----BEGIN PUBLIC KEY-----\nAAAA\n"));

    private static readonly Gen<long> Positive = Gen.OneOf(Gen.Choose(1, 9).Select(i => (long)i), Gen.Elements(1000L, 4294967296L, long.MaxValue));

    private static readonly Gen<long> Length = Gen.OneOf(Positive, Gen.Constant(0L));

    private static readonly Gen<string> Hex = from value in Gen.Choose(0, int.MaxValue - 1) from digits in Gen.Choose(1, 8) select value.ToString("x8")[..digits];

    private static readonly Gen<JsonFields> Fields = AnyText.Zip(Length).ListOf().Select(fields => fields.Take(3).Aggregate(
        JsonFields.Empty, (known, field) => field.Item2 % 2 == 0 ? known.With("x-" + field.Item1, field.Item1) : known.With("x-" + field.Item1, -field.Item2)));

    private static readonly Gen<KeyId> KeyIds = AnyText.Select(KeyId.Parse);

    private static readonly Gen<RoleName> RoleNames = Text.Select(RoleName.Parse);

    private static readonly Gen<Dictionary<KeyId, Key>> Keys = UpTo(4, KeyIds.Zip(
        from type in Gen.Elements("ed25519", "rsa", "", "neu")
        from scheme in Text
        from text in Gen.OneOf(Gen.Constant(""), AnyText)
        from fields in Fields
        from more in Fields
        select new Key(type, scheme, text) { UnknownFields = fields, UnknownKeyValFields = more })).Select(keys => ToDictionary(keys));

    private static readonly Gen<Role> Roles =
        from ids in UpTo(3, KeyIds)
        from threshold in Positive
        from fields in Fields
        select new Role { KeyIds = [.. ids.Distinct()], Threshold = threshold, UnknownFields = fields };

    private static readonly Gen<Hashes> HashesOf =
        from known in Gen.Choose(0, 3)
        from content in Text
        from other in Hex
        select Hashes.From(new KeyValuePair<string, string>[]
        {
            new("sha256", Hashes.OfSha256(System.Text.Encoding.UTF8.GetBytes(content)).Sha256!),
            new("sha512", new string('0', 128)),
            new("neu", other),
        }.Skip(known % 3));

    private static readonly Gen<MetaFile> MetaFile =
        from version in Positive
        from length in Gen.OneOf(Length.Select(n => (long?)n), Gen.Constant((long?)null))
        from hashes in Gen.OneOf(HashesOf.Select(h => (Hashes?)h), Gen.Constant((Hashes?)null))
        from fields in Fields
        select new MetaFile { Version = version, Length = length, Hashes = hashes, UnknownFields = fields };

    private static readonly Gen<TargetFile> TargetFile =
        from length in Length
        from hashes in HashesOf
        from custom in Fields
        from fields in Fields
        select new TargetFile { Length = length, Hashes = hashes, Custom = custom, UnknownFields = fields };

    private static readonly Gen<DelegatedRole> DelegatedRoles =
        from role in Roles
        from name in RoleNames
        from terminating in Gen.Elements(true, false)
        from paths in UpTo(3, AnyText.Select(PathPattern.Parse))
        from prefixes in UpTo(3, Hex)
        from byHash in Gen.Elements(true, false)
        select new DelegatedRole
        {
            KeyIds = role.KeyIds,
            Threshold = role.Threshold,
            UnknownFields = role.UnknownFields,
            Name = name,
            Terminating = terminating,
            Paths = byHash ? null : paths,
            PathHashPrefixes = byHash ? prefixes : null,
        };

    private static readonly Gen<Delegations?> Delegations =
        from keys in Keys
        from roles in UpTo(3, DelegatedRoles)
        from bins in Roles
        from bits in Gen.Choose(1, 32)
        from prefix in Text
        from fields in Fields
        from kind in Gen.Choose(0, 2)
        select kind == 0 ? null : new Delegations
        {
            Keys = keys,
            Roles = kind == 1 ? [.. roles.DistinctBy(role => role.Name)] : null,
            SuccinctRoles = kind == 1 ? null : new SuccinctRoles
            {
                KeyIds = bins.KeyIds,
                Threshold = bins.Threshold,
                UnknownFields = bins.UnknownFields,
                BitLength = bits,
                NamePrefix = prefix,
            },
            UnknownFields = fields,
        };

    private static readonly Gen<(long Version, DateTimeOffset Expires, string SpecVersion, JsonFields Fields)> Common =
        from version in Positive
        from seconds in Gen.Choose(0, int.MaxValue - 1)
        from spec in Gen.Elements("1.0.34", "1.0", "1.99.0")
        from fields in Fields
        select (version, DateTimeOffset.UnixEpoch.AddSeconds(seconds * 100L), spec, fields);

    internal static Gen<Root> Root { get; } =
        from common in Common
        from keys in Keys
        from roles in Gen.ArrayOf(Roles, 5)
        from extra in RoleNames
        from consistent in Gen.Elements<bool?>(true, false, null)
        select new Root
        {
            Version = common.Version,
            Expires = common.Expires,
            SpecVersion = common.SpecVersion,
            UnknownFields = common.Fields,
            ConsistentSnapshot = consistent,
            Keys = keys,
            Roles = new[] { RoleName.Root, RoleName.Timestamp, RoleName.Snapshot, RoleName.Targets, extra }.Zip(roles).ToDictionary(role => role.First, role => role.Second),
        };

    internal static Gen<Timestamp> Timestamp { get; } =
        from common in Common
        from snapshot in MetaFile
        select new Timestamp { Version = common.Version, Expires = common.Expires, SpecVersion = common.SpecVersion, UnknownFields = common.Fields, Snapshot = snapshot };

    internal static Gen<Snapshot> Snapshot { get; } =
        from common in Common
        from files in UpTo(8, RoleNames.Zip(MetaFile))
        select new Snapshot
        {
            Version = common.Version,
            Expires = common.Expires,
            SpecVersion = common.SpecVersion,
            UnknownFields = common.Fields,
            Meta = MetaFiles.From(ToDictionary(files)),
        };

    internal static Gen<Targets> Targets { get; } =
        from common in Common
        from files in UpTo(8, Text.Where(text => TargetPath.TryParse(text, out _)).Select(TargetPath.Parse).Zip(TargetFile))
        from delegations in Delegations
        select new Targets
        {
            Version = common.Version,
            Expires = common.Expires,
            SpecVersion = common.SpecVersion,
            UnknownFields = common.Fields,
            Files = TargetFiles.From(ToDictionary(files)),
            Delegations = delegations,
        };

    private static Gen<List<T>> UpTo<T>(int count, Gen<T> items) => items.ListOf().Select(list => list.Take(count).ToList());

    private static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(IEnumerable<(TKey Key, TValue Value)> entries)
        where TKey : notnull => entries.DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Value);
}
