using System.Text;
using System.Text.Json.Nodes;
using Playground.Tuf.Json;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>What is read and written again says the same to the last field, so that signatures over it stay good.</summary>
public sealed class RoundTripTests
{
    private static readonly RoleName Extra = RoleName.Parse("extra");
    private static readonly TargetPath ExtraPath = TargetPath.Parse("extra");

    public static TheoryData<string> Kinds => [.. Examples.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_known_or_not_survives_reading_and_writing(string kind)
    {
        byte[] file = Encoding.UTF8.GetBytes(Examples.Json(kind));

        byte[] written = Rewrite(kind, file);

        Assert.Equal(Text(IndentedJson.Format(file)), Text(written));
        Assert.Equal(written, Rewrite(kind, written));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_other_field_survives_a_new_version(string kind)
    {
        byte[] expected = Examples.Edited(kind, document =>
        {
            JsonPlaces.Set(document, "$.signed.version", "4");
            JsonPlaces.Set(document, "$.signatures", "[]");
            JsonPlaces.Set(document, "$.x-top", null);
        });

        Assert.Equal(Text(IndentedJson.Format(expected)), Text(NextVersion(kind)));
    }

    [Fact]
    public void An_edited_part_keeps_the_unknown_fields_of_it_and_of_all_around_it()
    {
        Targets targets = Metadata.Parse<Targets>(Encoding.UTF8.GetBytes(Examples.Json("targets"))).Signed;
        TargetPath path = TargetPath.Parse("dir/b.txt");
        DelegatedRole one = targets.Delegations!.Roles![0];

        Targets edited = targets with
        {
            Files = targets.Files.With(path, targets.Files[path] with { Length = 1 }),
            Delegations = targets.Delegations with
            {
                Roles = [one with { Threshold = 1 }, targets.Delegations.Roles[1]],
                Keys = targets.Delegations.Keys.ToDictionary(key => key.Key, key => key.Value with { UnknownFields = key.Value.UnknownFields.With("x-more", 1) }),
            },
        };

        byte[] expected = Examples.Edited("targets", document =>
        {
            JsonPlaces.Set(document, "$.signed.targets['dir/b.txt'].length", "1");
            JsonPlaces.Set(document, "$.signed.delegations.roles[0].threshold", "1");
            JsonPlaces.Set(document, "$.signed.delegations.keys.k1.x-more", "1");
            JsonPlaces.Set(document, "$.signed.delegations.keys.k2.x-more", "1");
            JsonPlaces.Set(document, "$.signatures", "[]");
            JsonPlaces.Set(document, "$.x-top", null);
        });
        Assert.Equal(Text(IndentedJson.Format(expected)), Text(Metadata.Of(edited).ToBytes()));
    }

    [Theory]
    [InlineData("root", "$.signed.keys.k1.keyval.public", "\"\"")]
    [InlineData("root", "$.signed.keys.k1.keyval.public", null)]
    [InlineData("root", "$.signed.keys.k1.keyval", "{}")]
    [InlineData("root", "$.signed.keys", "{}")]
    [InlineData("root", "$.signed.consistent_snapshot", null)]
    [InlineData("root", "$.signed.roles.mirrors", """{"keyids":[],"threshold":1}""")]
    [InlineData("root", "$.signed.roles.root.keyids", "[]")]
    [InlineData("root", "$.signed.roles.root.threshold", "9223372036854775807")]
    [InlineData("root", "$.signed.version", "9223372036854775807")]
    [InlineData("root", "$.signed.expires", "\"0001-01-01T00:00:00Z\"")]
    [InlineData("root", "$.signed.expires", "\"9999-12-31T23:59:59Z\"")]
    [InlineData("root", "$.signed.expires", "\"2028-02-29T00:00:00Z\"")]
    [InlineData("root", "$.signed.spec_version", "\"1.0\"")]
    [InlineData("root", "$.signed.spec_version", "\"1.999.00\"")]
    [InlineData("timestamp", "$.signed.meta['snapshot.json'].length", null)]
    [InlineData("timestamp", "$.signed.meta['snapshot.json'].hashes", null)]
    [InlineData("snapshot", "$.signed.meta", "{}")]
    [InlineData("snapshot", "$.signed.meta['../x.json']", """{"version":1}""")]
    [InlineData("targets", "$.signed.targets['dir/b.txt'].custom", "{}")]
    [InlineData("targets", "$.signed.targets['a.txt'].custom", """{"":null}""")]
    [InlineData("targets", "$.signed.targets['a.txt'].length", "9223372036854775807")]
    [InlineData("targets", "$.signed.targets", "{}")]
    [InlineData("targets", "$.signed.delegations", null)]
    [InlineData("targets", "$.signed.delegations.roles", "[]")]
    [InlineData("targets", "$.signed.delegations.roles[0].paths", "[]")]
    [InlineData("targets", "$.signed.delegations.roles[1].path_hash_prefixes", "[]")]
    [InlineData("targets", "$.signed.delegations.roles[1].name", "\"../é \\\"\\\\😀\"")]
    public void What_is_unusual_and_allowed_survives_too(string kind, string path, string? json)
    {
        byte[] file = Examples.Edited(kind, document => JsonPlaces.Set(document, path, json));

        Assert.Equal(Text(IndentedJson.Format(file)), Text(Rewrite(kind, file)));
    }

    [Fact]
    public void Signatures_are_written_in_lower_case_and_pending_ones_empty()
    {
        Metadata<Root> root = Metadata.Parse<Root>(Examples.Edited("root", document => JsonPlaces.Set(document, "$.signatures[0].sig", "\"0A0B\"")));

        JsonNode written = JsonNode.Parse(root.WithSignature(Signature.Pending(KeyId.Parse("k3"))).ToBytes())!;

        Assert.Equal(["0a0b", "", ""], written["signatures"]!.AsArray().Select(signature => (string?)signature!["sig"]));
    }

    private static byte[] Rewrite(string kind, byte[] file) => kind switch
    {
        "root" => Rewrite<Root>(file),
        "timestamp" => Rewrite<Timestamp>(file),
        "snapshot" => Rewrite<Snapshot>(file, snapshot => snapshot with { Meta = snapshot.Meta.With(Extra, new MetaFile { Version = 1 }).Without(Extra) }),
        _ => Rewrite<Targets>(file, targets => targets with { Files = targets.Files.With(ExtraPath, TargetFile.Describe([])).Without(ExtraPath) }),
    };

    private static byte[] Rewrite<T>(byte[] file, Func<T, T>? editThere = null)
        where T : Signed, ISigned<T>
    {
        Metadata<T> metadata = Metadata.Parse<T>(file);
        Assert.Equal(Text(metadata.Payload.Span), Text(CanonicalJson.Encode(metadata.Signed)));
        Assert.Equal(metadata.Signed, Metadata.Parse<T>(metadata.ToBytes()).Signed);
        if (editThere is not null)
        {
            Assert.Equal(Text(metadata.Payload.Span), Text(CanonicalJson.Encode(editThere(metadata.Signed))));
        }

        return metadata.ToBytes();
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static byte[] NextVersion(string kind) => kind switch
    {
        "root" => Metadata.Of(Metadata.Parse<Root>(Encoding.UTF8.GetBytes(Examples.Json(kind))).Signed with { Version = 4 }).ToBytes(),
        "timestamp" => Metadata.Of(Metadata.Parse<Timestamp>(Encoding.UTF8.GetBytes(Examples.Json(kind))).Signed with { Version = 4 }).ToBytes(),
        "snapshot" => Metadata.Of(Metadata.Parse<Snapshot>(Encoding.UTF8.GetBytes(Examples.Json(kind))).Signed with { Version = 4 }).ToBytes(),
        _ => Metadata.Of(Metadata.Parse<Targets>(Encoding.UTF8.GetBytes(Examples.Json(kind))).Signed with { Version = 4 }).ToBytes(),
    };
}
