using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>What metadata must not say: one edit of a good file, the code it is refused with, and the place that is named.</summary>
public sealed class RefusedMetadataTests
{
    public static TheoryData<string> Kinds => [.. Examples.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_examples_themselves_are_good(string kind) => Assert.Null(Examples.Read(kind, Encoding.UTF8.GetBytes(Examples.Json(kind))));

    [Theory]
    [InlineData("root", "$.signed.version", "0", ProblemCodes.BadVersion)]
    [InlineData("root", "$.signed.version", "-1", ProblemCodes.BadVersion)]
    [InlineData("root", "$.signed.version", "-0", ProblemCodes.BadVersion)]
    [InlineData("root", "$.signed.version", "9223372036854775808", ProblemCodes.NotAnInteger)]
    [InlineData("root", "$.signed.version", "1.0", ProblemCodes.NotAnInteger)]
    [InlineData("snapshot", "$.signed.meta['targets.json'].version", "0", ProblemCodes.BadVersion)]
    [InlineData("snapshot", "$.signed.meta['targets.json'].length", "-1", ProblemCodes.BadLength)]
    [InlineData("timestamp", "$.signed.meta['snapshot.json'].version", "-7", ProblemCodes.BadVersion)]
    [InlineData("timestamp", "$.signed.meta['snapshot.json'].length", "-1", ProblemCodes.BadLength)]
    [InlineData("targets", "$.signed.targets['a.txt'].length", "-1", ProblemCodes.BadLength)]
    [InlineData("root", "$.signed.roles.root.threshold", "0", ProblemCodes.BadThreshold)]
    [InlineData("root", "$.signed.roles.timestamp.threshold", "-1", ProblemCodes.BadThreshold)]
    [InlineData("targets", "$.signed.delegations.roles[1].threshold", "0", ProblemCodes.BadThreshold)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.threshold", "0", ProblemCodes.BadThreshold)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.bit_length", "0", ProblemCodes.BadBitLength)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.bit_length", "33", ProblemCodes.BadBitLength)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.bit_length", "-1", ProblemCodes.BadBitLength)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.bit_length", "4294967297", ProblemCodes.BadBitLength)]
    public void Numbers_out_of_range(string kind, string path, string json, string code) => Refused(kind, path, json, code);

    [Theory]
    [InlineData("2030-01-31T12:00:00.000Z")]
    [InlineData("2030-01-31T12:00:00.5Z")]
    [InlineData("2030-01-31T12:00:00z")]
    [InlineData("2030-01-31t12:00:00Z")]
    [InlineData("2030-01-31T12:00:00+00:00")]
    [InlineData("2030-01-31T12:00:00+01:00")]
    [InlineData("2030-01-31T12:00:00-00:00")]
    [InlineData("2030-01-31T12:00:00")]
    [InlineData("2030-01-31 12:00:00Z")]
    [InlineData("2030-01-31T12:00Z")]
    [InlineData("2030-01-31")]
    [InlineData("2030-1-31T12:00:00Z")]
    [InlineData("30-01-31T12:00:00Z")]
    [InlineData("2030-02-30T12:00:00Z")]
    [InlineData("2031-02-29T12:00:00Z")]
    [InlineData("2030-13-01T12:00:00Z")]
    [InlineData("2030-00-01T12:00:00Z")]
    [InlineData("2030-01-31T24:00:00Z")]
    [InlineData("2030-01-31T23:60:00Z")]
    [InlineData("2030-01-31T23:59:60Z")]
    [InlineData("0000-01-31T12:00:00Z")]
    [InlineData("10000-01-31T12:00:00Z")]
    [InlineData("-2030-01-31T12:00:00Z")]
    [InlineData(" 2030-01-31T12:00:00Z")]
    [InlineData("2030-01-31T12:00:00Z ")]
    [InlineData("2030-01-31T12:00:00Z\n")]
    [InlineData("２０３０-01-31T12:00:00Z")]
    [InlineData("1896091200")]
    [InlineData("never")]
    [InlineData("")]
    public void Dates_of_any_other_form(string date) => Refused("root", "$.signed.expires", JsonSerializer.Serialize(date), ProblemCodes.BadDate);

    [Theory]
    [InlineData("2.0")]
    [InlineData("2.0.0")]
    [InlineData("0.9.9")]
    [InlineData("10.0.0")]
    [InlineData("01.0.0")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData("1.0.0.0")]
    [InlineData("1.0.x")]
    [InlineData("1.-1")]
    [InlineData("1. 0")]
    [InlineData("v1.0")]
    [InlineData("1.0000000000")]
    [InlineData("")]
    public void Specification_versions_other_than_one(string version) =>
        Refused("root", "$.signed.spec_version", $"\"{version}\"", ProblemCodes.UnsupportedSpecVersion);

    [Theory]
    [InlineData("root", "targets")]
    [InlineData("root", "Root")]
    [InlineData("timestamp", "snapshot")]
    [InlineData("snapshot", "timestamp")]
    [InlineData("targets", "root")]
    [InlineData("targets", "mirrors")]
    [InlineData("targets", "")]
    public void Another_type_than_was_asked_for(string kind, string type) =>
        Refused(kind, "$.signed._type", $"\"{type}\"", ProblemCodes.WrongMetadataType);

    [Theory]
    [InlineData("root", "$.signatures[1].keyid", "\"k1\"", ProblemCodes.DuplicateKeyId, "$.signatures[1]")]
    [InlineData("root", "$.signatures[2]", """{"keyid":"k1","sig":""}""", ProblemCodes.DuplicateKeyId, "$.signatures[2]")]
    [InlineData("root", "$.signed.roles.root.keyids[1]", "\"k1\"", ProblemCodes.DuplicateKeyId, null)]
    [InlineData("targets", "$.signed.delegations.roles[0].keyids[2]", "\"k2\"", ProblemCodes.DuplicateKeyId, null)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.keyids[1]", "\"k1\"", ProblemCodes.DuplicateKeyId, null)]
    [InlineData("root", "$.signed.roles.snapshot.keyids[0]", "\"\"", ProblemCodes.BadKeyId, null)]
    [InlineData("root", "$.signatures[0].keyid", "\"\"", ProblemCodes.BadKeyId, null)]
    [InlineData("root", "$.signed.keys['']", """{"keytype":"a","scheme":"b","keyval":{"public":""}}""", ProblemCodes.BadKeyId, null)]
    [InlineData("targets", "$.signed.delegations.keys['']", """{"keytype":"a","scheme":"b","keyval":{"public":""}}""", ProblemCodes.BadKeyId, null)]
    [InlineData("root", "$.signatures[0].sig", "\"0g\"", ProblemCodes.BadSignature, null)]
    [InlineData("root", "$.signatures[0].sig", "\"123\"", ProblemCodes.BadSignature, null)]
    [InlineData("root", "$.signatures[1].sig", "\" \"", ProblemCodes.BadSignature, null)]
    public void Keyids_and_signatures(string kind, string path, string json, string code, string? place) => Refused(kind, path, json, code, place);

    [Theory]
    [InlineData("")]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    [InlineData("a\\u0000b")]
    [InlineData("a\\nb")]
    [InlineData("\\u007f")]
    [InlineData("\\u0085")]
    public void Names_that_no_delegated_role_may_have(string name) =>
        Refused("targets", "$.signed.delegations.roles[1].name", $"\"{name}\"", ProblemCodes.BadRoleName);

    [Fact]
    public void A_role_named_twice_by_one_delegator()
    {
        Refused("targets", "$.signed.delegations.roles[1].name", "\"one\"", ProblemCodes.DuplicateRole, "$.signed.delegations.roles[1]");
        Refused(
            "targets", "$.signed.delegations.roles[2]", """{"name":"two","keyids":[],"threshold":1,"terminating":true,"paths":[]}""",
            ProblemCodes.DuplicateRole, "$.signed.delegations.roles[2]");
    }

    [Theory]
    [InlineData("root", "$.signed.roles['']", """{"keyids":[],"threshold":1}""", ProblemCodes.BadRoleName)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.name_prefix", "\"\"", ProblemCodes.BadRoleName)]
    [InlineData("succinct", "$.signed.delegations.succinct_roles.name_prefix", "\"a\\tb\"", ProblemCodes.BadRoleName)]
    [InlineData("targets", "$.signed.delegations.roles[0].paths[1]", "\"\"", ProblemCodes.BadPaths)]
    [InlineData("targets", "$.signed.delegations.roles[1].path_hash_prefixes[0]", "\"\"", ProblemCodes.BadPaths)]
    [InlineData("targets", "$.signed.delegations.roles[1].path_hash_prefixes[0]", "\"0A\"", ProblemCodes.BadPaths)]
    [InlineData("targets", "$.signed.delegations.roles[1].path_hash_prefixes[1]", "\"0x\"", ProblemCodes.BadPaths)]
    [InlineData(
        "targets", "$.signed.delegations.roles[1].path_hash_prefixes[1]", "\"00000000000000000000000000000000000000000000000000000000000000000\"",
        ProblemCodes.BadPaths)]
    public void Names_prefixes_and_patterns(string kind, string path, string json, string code) => Refused(kind, path, json, code);

    [Theory]
    [InlineData("$.signed.delegations.succinct_roles", """{"keyids":[],"threshold":1,"bit_length":1,"name_prefix":"b"}""", "$.signed.delegations", ProblemCodes.BadDelegations)]
    [InlineData("$.signed.delegations.roles", null, "$.signed.delegations", ProblemCodes.BadDelegations)]
    [InlineData("$.signed.delegations.roles[0].path_hash_prefixes", "[]", "$.signed.delegations.roles[0]", ProblemCodes.BadPaths)]
    [InlineData("$.signed.delegations.roles[0].paths", null, "$.signed.delegations.roles[0]", ProblemCodes.BadPaths)]
    [InlineData("$.signed.delegations.roles[1].paths", "[]", "$.signed.delegations.roles[1]", ProblemCodes.BadPaths)]
    [InlineData("$.signed.delegations.roles[1].path_hash_prefixes", null, "$.signed.delegations.roles[1]", ProblemCodes.BadPaths)]
    public void Both_or_neither_of_two_that_exclude_each_other(string path, string? json, string place, string code) =>
        Refused("targets", path, json, code, place);

    [Theory]
    [InlineData("$.hashes", "{}")]
    [InlineData("$.hashes.sha256", "\"\"")]
    [InlineData("$.hashes.sha256", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85\"")]
    [InlineData("$.hashes.sha256", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555\"")]
    [InlineData("$.hashes.sha256", "\"E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855\"")]
    [InlineData("$.hashes.sha256", "\"g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")]
    [InlineData("$.hashes.sha512", "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"")]
    [InlineData("$.hashes.md5", "\"\"")]
    [InlineData("$.hashes.md5", "\"x\"")]
    [InlineData("$.hashes['']", "\"00\"")]
    public void Hashes_that_are_none_wherever_they_stand(string path, string json)
    {
        Refused("targets", path.Replace("$", "$.signed.targets['dir/b.txt']", StringComparison.Ordinal), json, ProblemCodes.BadHashes);
        Refused("snapshot", path.Replace("$", "$.signed.meta['targets.json']", StringComparison.Ordinal), json, ProblemCodes.BadHashes);
        Refused("timestamp", path.Replace("$", "$.signed.meta['snapshot.json']", StringComparison.Ordinal), json, ProblemCodes.BadHashes);
    }

    [Theory]
    [InlineData("/etc/passwd", "$.signed.targets['/etc/passwd']")]
    [InlineData("../a", "$.signed.targets['../a']")]
    [InlineData("a/../b", "$.signed.targets['a/../b']")]
    [InlineData("a/..", "$.signed.targets['a/..']")]
    [InlineData(".", "$.signed.targets['.']")]
    [InlineData("a/./b", "$.signed.targets['a/./b']")]
    [InlineData("a//b", "$.signed.targets['a//b']")]
    [InlineData("a/", "$.signed.targets['a/']")]
    [InlineData("", "$.signed.targets['']")]
    [InlineData("a\\b", "$.signed.targets['a\\b']")]
    [InlineData("a\0b", "$.signed.targets['a\\u0000b']")]
    [InlineData("a\u007fb", "$.signed.targets['a\\u007fb']")]
    public void Target_paths_that_could_leave_their_folder(string target, string place)
    {
        byte[] file = Examples.Edited("targets", document =>
            document["signed"]!["targets"]![target] = JsonNode.Parse("""{"length":0,"hashes":{"md5":"00"}}"""));

        Refusal.Is(Examples.Read("targets", file), ProblemCodes.BadTargetPath, place);
    }

    [Theory]
    [InlineData("snapshot", "targets", "$.signed.meta.targets")]
    [InlineData("snapshot", ".json", "$.signed.meta['.json']")]
    [InlineData("snapshot", "targets.JSON", "$.signed.meta['targets.JSON']")]
    [InlineData("snapshot", "targets.json ", "$.signed.meta['targets.json ']")]
    [InlineData("snapshot", "a\nb.json", "$.signed.meta['a\\u000ab.json']")]
    [InlineData("snapshot", "a\u007fb.json", "$.signed.meta['a\\u007fb.json']")]
    [InlineData("snapshot", "a\u0085b.json", "$.signed.meta['a\\u0085b.json']")]
    [InlineData("timestamp", "targets.json", "$.signed.meta['targets.json']")]
    [InlineData("timestamp", "snapshot", "$.signed.meta.snapshot")]
    public void File_names_that_are_not_a_role_and_json(string kind, string name, string place)
    {
        byte[] file = Examples.Edited(kind, document => document["signed"]!["meta"]![name] = JsonNode.Parse("""{"version":1}"""));

        Refusal.Is(Examples.Read(kind, file), ProblemCodes.BadMetaFileName, place);
    }

    [Fact]
    public void A_file_name_of_a_role_whose_name_is_too_long()
    {
        string longest = new('r', 1024);
        Assert.Null(Examples.Read("snapshot", WithMeta(longest)));
        Assert.Equal(ProblemCodes.BadMetaFileName, Examples.Read("snapshot", WithMeta(longest + "r"))?.Code);

        static byte[] WithMeta(string role) =>
            Examples.Edited("snapshot", document => document["signed"]!["meta"]![role + ".json"] = JsonNode.Parse("""{"version":1}"""));
    }

    private static void Refused(string kind, string path, string? json, string code, string? place = null) =>
        Refusal.Is(Examples.Read(kind, Examples.Edited(kind, document => JsonPlaces.Set(document, path, json))), code, place ?? path);
}
