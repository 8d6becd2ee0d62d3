using System.Text;
using Playground.Tuf;
using Playground.Tuf.Model;

namespace Playground.Signing.Agent;

/// <summary>A public key as SSH writes it (RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4), as far as it can be a TUF key.</summary>
internal readonly record struct SshPublicKey(string Type, Key? Key, string? UnusableBecause)
{
    internal const string Ed25519 = "ssh-ed25519";

    internal const string EcdsaP256 = "ecdsa-sha2-nistp256";

    internal const string EcdsaP384 = "ecdsa-sha2-nistp384";

    private const string Malformed = "the agent describes it in a way that makes no sense";

    /// <summary>Reads a key. One that makes no sense is unusable and does not spoil the others.</summary>
    internal static SshPublicKey Read(ReadOnlySpan<byte> blob)
    {
        string type = "";
        try
        {
            SshReader reader = new(blob);
            type = Encoding.UTF8.GetString(reader.ReadString());
            if (Reason(type) is { } reason)
                return new SshPublicKey(type, null, reason);
            Key? key = type switch
            {
                Ed25519 => SubjectPublicKey.Ed25519(reader.ReadString()),
                EcdsaP256 => reader.ReadString().SequenceEqual("nistp256"u8) ? SubjectPublicKey.EcdsaP256(reader.ReadString()) : null,
                _ => reader.ReadString().SequenceEqual("nistp384"u8) ? SubjectPublicKey.EcdsaP384(reader.ReadString()) : null,
            };
            reader.ExpectEnd();
            return new SshPublicKey(type, key, key is null ? Malformed : null);
        }
        catch (TufException)
        {
            return new SshPublicKey(type, null, Malformed);
        }
    }

    private static string? Reason(string type) => type switch
    {
        Ed25519 or EcdsaP256 or EcdsaP384 => null,
        _ when type.Contains("-cert-", StringComparison.Ordinal) => "it is a certificate; the key it was made for can sign, where the agent holds that too",
        _ when type.StartsWith("sk-", StringComparison.Ordinal) => "security keys sign other bytes than those they are given, which TUF cannot verify",
        "ssh-rsa" => "agents sign PKCS#1 v1.5 with RSA keys, and TUF wants RSASSA-PSS",
        "ecdsa-sha2-nistp521" => "TUF has no scheme for the curve P-521",
        _ => "TUF has no scheme for this kind of key",
    };
}
