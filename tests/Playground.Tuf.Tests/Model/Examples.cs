using System.Text;
using System.Text.Json.Nodes;
using Playground.Tuf.Model;

namespace Playground.Tuf.Tests.Model;

/// <summary>
/// A file of every kind with every field the specification knows, and fields it does not know (all named <c>x-...</c>) at every level.
/// The signatures are none: these tests are about reading.
/// </summary>
internal static class Examples
{
    internal static readonly string[] Kinds = ["root", "timestamp", "snapshot", "targets", "succinct"];

    private const string Signatures = """
        [{"keyid":"k1","sig":"0a0b","x-sig":{"b":1,"a":[0]}},{"keyid":"k2","sig":""}]
        """;

    private const string Keys = """
        {"k1":{"keytype":"ed25519","scheme":"ed25519","keyval":{"public":"00","x-keyval":{"z":1,"a":"é"}},"x-key":"@someone"},
         "k2":{"keytype":"new","scheme":"newer","keyval":{"public":"01"}}}
        """;

    private const string Common = """
        "spec_version":"1.0.34","version":3,"expires":"2030-01-31T12:00:00Z",
        "x-signed":{"b":[1,{"d":123456789012345678901234567890,"c":null}],"a":"\u2028\\\""}
        """;

    private const string Hashes = """
        {"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
         "sha512":"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e","md5":"d41d8cd98f00b204e9800998ecf8427e"}
        """;

    private const string MetaFile = """
        {"version":7,"length":0,"hashes":(HASHES),"x-meta":[2,1]}
        """;

    private const string Role = """
        "keyids":["k1","k2"],"threshold":2,"x-role":{"n":0}
        """;

    private const string Files = """
        {"dir/b.txt":{"length":0,"hashes":(HASHES),"custom":{"x-custom":{"b":0,"a":[]}},"x-target":true},
         "a.txt":{"length":5,"hashes":{"sha256":"fc4b5fd6816f75a7c81fc8eaa9499d6a299bd803397166e8c4cf9280b801d62c"}}}
        """;

    private static readonly Dictionary<string, string> Signed = new(StringComparer.Ordinal)
    {
        ["root"] = """
            {"_type":"root",(COMMON),"consistent_snapshot":false,"keys":(KEYS),
             "roles":{"root":{(ROLE)},"timestamp":{(ROLE)},"snapshot":{(ROLE)},"targets":{(ROLE)}}}
            """,
        ["timestamp"] = """
            {"_type":"timestamp",(COMMON),"meta":{"snapshot.json":(METAFILE)}}
            """,
        ["snapshot"] = """
            {"_type":"snapshot",(COMMON),"meta":{"targets.json":(METAFILE),"other.json":{"version":1}}}
            """,
        ["targets"] = """
            {"_type":"targets",(COMMON),"targets":(FILES),"delegations":{"keys":(KEYS),"x-delegations":7,"roles":[
             {"name":"one",(ROLE),"terminating":true,"paths":["one/*","?"]},
             {"name":"two",(ROLE),"terminating":false,"path_hash_prefixes":["0a","ff"]}]}}
            """,
        ["succinct"] = """
            {"_type":"targets",(COMMON),"targets":{},
             "delegations":{"keys":(KEYS),"x-delegations":7,"succinct_roles":{(ROLE),"bit_length":8,"name_prefix":"bin"}}}
            """,
    };

    internal static string Json(string kind) => new StringBuilder("""{"signatures":(SIGNATURES),"signed":(SIGNED),"x-top":[{"y":1,"x":2}]}""")
        .Replace("(SIGNATURES)", Signatures).Replace("(SIGNED)", Signed[kind]).Replace("(COMMON)", Common).Replace("(KEYS)", Keys)
        .Replace("(ROLE)", Role).Replace("(FILES)", Files).Replace("(METAFILE)", MetaFile).Replace("(HASHES)", Hashes).ToString();

    /// <summary>The example after an edit.</summary>
    internal static byte[] Edited(string kind, Action<JsonNode> edit)
    {
        JsonNode document = JsonNode.Parse(Json(kind))!;
        edit(document);
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    internal static Problem? Read(string kind, byte[] file) => kind switch
    {
        "root" => Read<Root>(file),
        "timestamp" => Read<Timestamp>(file),
        "snapshot" => Read<Snapshot>(file),
        _ => Read<Targets>(file),
    };

    private static Problem? Read<T>(byte[] file)
        where T : Signed, ISigned<T> => Metadata.TryParse<T>(file, out Problem? problem) is null == problem is null
        ? throw new InvalidOperationException("Either metadata or a problem, and not both.")
        : problem;
}
