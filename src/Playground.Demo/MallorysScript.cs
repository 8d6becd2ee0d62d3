using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Playground.Demo;

/// <summary>What an attacker writes, who has neither the tools nor anybody's key: fills the empty signatures of a file with those of a key of hers.</summary>
internal static class MallorysScript
{
    internal static void Sign(string file)
    {
        JsonNode metadata = JsonNode.Parse(File.ReadAllText(file))!;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] signed = Encoding.UTF8.GetBytes(metadata["signed"]!.ToJsonString());
        foreach (JsonNode? signature in metadata["signatures"]!.AsArray())
        {
            signature!["sig"] = Convert.ToHexStringLower(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        File.WriteAllText(file, metadata.ToJsonString(new JsonSerializerOptions { WriteIndented = true, IndentSize = 1 }) + "\n");
    }
}
