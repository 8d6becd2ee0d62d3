using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Playground.Testing;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>Bytes and signatures mean the same to the models of tuf-js and to these.</summary>
public sealed class TufJsModelsTests(TufJsModels tufJs) : IClassFixture<TufJsModels>
{
    private const int Batch = 200;

    private static readonly string[] Kinds = ["root", "timestamp", "snapshot", "targets"];

    /// <summary>Pieces of names and texts. None lies in U+E000 to U+FFFF, where tuf-js orders otherwise: see <see cref="TufJsLimitsTests"/>.</summary>
    private static readonly string[] Pieces =
        ["", "a", "b", "aa", "A", "0", "10", "é", "e\u0301", "ß", "中", "\ud7ff", "😀", "\U0010ffff", "\"", "\\", "/", "\n", "\u0000", "\u007f", "\u2028", "__proto__", "<&>'"];

    private static readonly Gen<string> Texts = from pieces in Gen.ListOf(Gen.Elements(Pieces)) select string.Concat(pieces.Take(4));

    public static MatrixTheoryData<string, (string, string)> MadeThere => new(
        Kinds,
        [("ed25519", "ed25519"), ("ecdsa", "ecdsa-sha2-nistp256"), ("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256"), ("ecdsa", "ecdsa-sha2-nistp384"), ("rsa", "rsassa-pss-sha256")]);

    [Fact]
    public async Task Canonical_forms_of_random_documents_are_the_same_bytes()
    {
        string[] documents = [.. Documents(4).Sample(Batch * 5, 10).Select(node => node?.ToJsonString() ?? "null")];
        foreach (string[] some in documents.Chunk(Batch))
        {
            JsonArray theirs = (await tufJs.AskAsync("canonical", new JsonObject { ["documents"] = new JsonArray([.. some.Select(document => (JsonNode)document)]) }))
                .Value!.AsArray();
            foreach ((string document, JsonNode? form) in some.Zip(theirs))
            {
                string own = Convert.ToHexStringLower(CanonicalJson.Encode(Encoding.UTF8.GetBytes(document)));
                Assert.True(own == form?.GetValue<string>(), $"{document} gives {own} here and {form} there.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MadeThere))]
    public async Task Metadata_made_and_signed_there_verifies_here(string kind, (string KeyType, string Scheme) key)
    {
        JsonObject signed = Example(kind);
        var answer = (await tufJs.AskAsync("sign", new JsonObject { ["signed"] = signed.DeepClone(), ["keytype"] = key.KeyType, ["scheme"] = key.Scheme })).Value!;
        byte[] file = Encoding.UTF8.GetBytes(answer["file"]!.GetValue<string>());
        var theirKey = new Key(key.KeyType, key.Scheme, answer["key"]!["keyval"]!["public"]!.GetValue<string>());

        (ReadOnlyMemory<byte> payload, Signature signature, byte[] written) = kind switch
        {
            "root" => Parts<Root>(file),
            "timestamp" => Parts<Timestamp>(file),
            "snapshot" => Parts<Snapshot>(file),
            _ => Parts<Targets>(file),
        };

        Assert.True(theirKey.Verify(payload.Span, signature.Value));
        Assert.True(JsonNode.DeepEquals(signed, JsonNode.Parse(written)!["signed"]));
    }

    [Theory]
    [MemberData(nameof(TufJsKeyKinds.All), MemberType = typeof(TufJsKeyKinds))]
    public async Task Metadata_made_and_signed_here_verifies_there(string keyType, string scheme, string form)
    {
        using InMemorySigner signer = TufJsKeyKinds.NewSigner(keyType, scheme, form);
        foreach (string kind in Kinds)
        {
            byte[] file = SignedFile.Of(Example(kind), signer);
            Assert.True((await VerifyAsync(file, signer)).Value!.GetValue<bool>());

            byte[] forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("9000-01-01", "9000-01-02", StringComparison.Ordinal));
            Assert.Contains("failed to verify", (await VerifyAsync(forged, signer)).Refusal, StringComparison.Ordinal);
        }
    }

    private static (ReadOnlyMemory<byte> Payload, Signature Signature, byte[] Written) Parts<T>(byte[] file)
        where T : Signed, ISigned<T>
    {
        Metadata<T> metadata = Metadata.Parse<T>(file);
        Assert.Equal(metadata.Payload, CanonicalJson.Encode(metadata.Signed));
        return (metadata.Payload, Assert.Single(metadata.Signatures), metadata.ToBytes());
    }

    private static Gen<JsonNode?> Documents(int depth) => Gen.Frequency(
        (2, from value in Gen.Choose(int.MinValue, int.MaxValue) from factor in Gen.Elements(0, 1, 1 << 20) select (JsonNode?)JsonValue.Create((long)value * factor)),
        (1, Gen.Elements<JsonNode?>(JsonValue.Create(true), JsonValue.Create(false), null, JsonValue.Create((1L << 53) - 1), JsonValue.Create(1 - (1L << 53)))),
        (3, from text in Texts select (JsonNode?)JsonValue.Create(text)),
        (depth > 0 ? 2 : 0, from items in Gen.ListOf(Inner(depth)) select (JsonNode?)new JsonArray([.. items.Take(5).Select(item => item?.DeepClone())])),
        (depth > 0 ? 4 : 0, from names in Gen.ListOf(Texts)
                            from values in Gen.ListOf(Inner(depth), names.Count)
                            select (JsonNode?)Object(names, values)));

    private static Gen<JsonNode?> Inner(int depth) => depth > 0 ? Documents(depth - 1) : Gen.Constant((JsonNode?)null);

    private static JsonObject Object(IEnumerable<string> names, IEnumerable<JsonNode?> values)
    {
        var result = new JsonObject();
        foreach ((string name, JsonNode? value) in names.Zip(values))
        {
            result[name] = value?.DeepClone();
        }

        return result;
    }

    private static JsonObject Example(string kind)
    {
        var signed = new JsonObject
        {
            ["_type"] = kind,
            ["expires"] = "9000-01-01T00:00:00Z",
            ["spec_version"] = "1.0.31",
            ["version"] = 3,
            ["x-custom"] = new JsonObject { ["ü😀"] = new JsonArray(1, "\"\\\n", null), [""] = -1 },
        };
        const string Keyid = "00";
        JsonObject Role() => new() { ["keyids"] = new JsonArray(Keyid), ["threshold"] = 1 };
        JsonObject Keys() => new() { [Keyid] = new JsonObject { ["keytype"] = "ed25519", ["scheme"] = "ed25519", ["keyval"] = new JsonObject { ["public"] = new string('0', 64) }, ["x"] = 1 } };
        JsonObject Hashes() => new() { ["sha256"] = new string('a', 64) };
        switch (kind)
        {
            case "root":
                signed["consistent_snapshot"] = true;
                signed["keys"] = Keys();
                signed["roles"] = new JsonObject { ["root"] = Role(), ["timestamp"] = Role(), ["snapshot"] = Role(), ["targets"] = Role() };
                break;
            case "timestamp":
                signed["meta"] = new JsonObject { ["snapshot.json"] = new JsonObject { ["version"] = 7, ["length"] = 10, ["hashes"] = Hashes() } };
                break;
            case "snapshot":
                signed["meta"] = new JsonObject { ["targets.json"] = new JsonObject { ["version"] = 1 }, ["ü😀.json"] = new JsonObject { ["version"] = 2, ["x"] = "y" } };
                break;
            default:
                JsonObject bins = Role();
                bins["bit_length"] = 4;
                bins["name_prefix"] = "bin";
                signed["delegations"] = new JsonObject { ["keys"] = Keys(), ["succinct_roles"] = bins };
                signed["targets"] = new JsonObject { ["dir/ü😀"] = new JsonObject { ["length"] = 0, ["hashes"] = Hashes(), ["custom"] = new JsonObject { ["a"] = new JsonArray() } } };
                break;
        }

        return signed;
    }

    private Task<NodeAnswer> VerifyAsync(byte[] file, InMemorySigner signer) => tufJs.AskAsync("verify", new JsonObject
    {
        ["file"] = Encoding.UTF8.GetString(file),
        ["keyid"] = signer.KeyId.Value,
        ["key"] = new JsonObject
        {
            ["keytype"] = signer.PublicKey.KeyType,
            ["scheme"] = signer.PublicKey.Scheme,
            ["keyval"] = new JsonObject { ["public"] = signer.PublicKey.Public },
        },
    });
}
