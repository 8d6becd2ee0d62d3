using System.Text;
using System.Text.Json.Nodes;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Testing;

/// <summary>Makes metadata files, sensible and other ones.</summary>
public static class SignedFile
{
    /// <summary>The file of a role that says something, signed by some or by nobody.</summary>
    public static byte[] Of(Signed signed, params IReadOnlyList<ISigner> signers) => signed switch
    {
        Root root => Of(root, signers),
        Timestamp timestamp => Of(timestamp, signers),
        Snapshot snapshot => Of(snapshot, signers),
        Targets targets => Of(targets, signers),
        _ => throw new ArgumentException($"{signed?.GetType()} is not metadata.", nameof(signed)),
    };

    /// <summary>A file with any JSON as its signed part, properly signed; nothing of it need make sense.</summary>
    public static byte[] Of(JsonNode signed, params IReadOnlyList<ISigner> signers)
    {
        byte[] payload = CanonicalJson.Encode(Encoding.UTF8.GetBytes(signed.ToJsonString()));
        var signatures = new JsonArray();
        foreach (ISigner signer in signers)
        {
            signatures.Add(new JsonObject { ["keyid"] = signer.KeyId.Value, ["sig"] = Convert.ToHexStringLower(Sign(signer, payload)) });
        }

        return Encoding.UTF8.GetBytes(new JsonObject { ["signatures"] = signatures, ["signed"] = signed.DeepClone() }.ToJsonString());
    }

    private static byte[] Of<T>(T signed, IReadOnlyList<ISigner> signers)
        where T : Signed, ISigned<T>
    {
        Metadata<T> metadata = Metadata.Of(signed);
        foreach (ISigner signer in signers)
        {
            metadata = metadata.WithSignature(new Signature(signer.KeyId, Sign(signer, metadata.Payload)));
        }

        return metadata.ToBytes();
    }

    private static byte[] Sign(ISigner signer, ReadOnlyMemory<byte> payload) => signer.SignAsync(payload).AsTask().GetAwaiter().GetResult();
}
