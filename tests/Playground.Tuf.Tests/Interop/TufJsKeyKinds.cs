using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Interop;

/// <summary>Every way of writing a key that both sides know.</summary>
public static class TufJsKeyKinds
{
    /// <summary>Key type, scheme, and whether the value is PEM or hexadecimal.</summary>
    public static TheoryData<string, string, string> All => new()
    {
        { "ed25519", "ed25519", "hex" },
        { "ed25519", "ed25519", "PEM" },
        { "ecdsa", "ecdsa-sha2-nistp256", "PEM" },
        { "ecdsa", "ecdsa-sha2-nistp256", "hex" },
        { "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "PEM" },
        { "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", "hex" },
        { "ecdsa", "ecdsa-sha2-nistp384", "PEM" },
        { "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", "PEM" },
        { "rsa", "rsassa-pss-sha256", "PEM" },
    };

    /// <summary>A new key, written so.</summary>
    internal static InMemorySigner NewSigner(string keyType, string scheme, string form)
    {
        using InMemorySigner plain = scheme switch
        {
            "ed25519" => Ed25519Signer.Generate(),
            "ecdsa-sha2-nistp256" => EcdsaSigner.GenerateP256(),
            "ecdsa-sha2-nistp384" => EcdsaSigner.GenerateP384(),
            _ => RsaSigner.Generate(2048),
        };
        string text = plain.PublicKey.Public;
        bool isPem = text.StartsWith("-----", StringComparison.Ordinal);
        if (form == "hex" && isPem)
        {
            byte[] spki = Convert.FromBase64String(string.Concat(text.Split('\n').Where(line => !line.StartsWith('-'))));
            text = Convert.ToHexStringLower(spki.AsSpan(spki.Length - 65));
        }
        else if (form == "PEM" && !isPem)
        {
            byte[] spki = [.. Convert.FromHexString("302a300506032b6570032100"), .. Convert.FromHexString(text)];
            text = System.Security.Cryptography.PemEncoding.WriteString("PUBLIC KEY", spki);
        }

        byte[] key = plain.ExportPkcs8();
        return Signers.FromPkcs8(key, new Key(keyType, scheme, text));
    }
}
