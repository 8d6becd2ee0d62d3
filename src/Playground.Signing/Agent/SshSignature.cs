using System.Formats.Asn1;
using System.Text;
using Playground.Tuf;

namespace Playground.Signing.Agent;

/// <summary>A signature as SSH writes it (RFC 5656, section 3.1.2; RFC 8709, section 6), turned into what TUF holds.</summary>
internal static class SshSignature
{
    private const int Ed25519Length = 64;

    /// <summary>64 bytes for Ed25519, DER (RFC 3279, section 2.2.3) for ECDSA.</summary>
    /// <exception cref="TufException">It is malformed, or of another kind than the key: <see cref="SigningProblemCodes.AgentMisbehaved"/>.</exception>
    internal static byte[] ToTuf(ReadOnlySpan<byte> signature, string keyType)
    {
        SshReader reader = new(signature);
        if (!reader.ReadString().SequenceEqual(Encoding.UTF8.GetBytes(keyType)))
            throw SshReader.Misbehaved("the signature is of another kind than the key");
        ReadOnlySpan<byte> value = reader.ReadString();
        reader.ExpectEnd();
        return keyType == SshPublicKey.Ed25519 ? ToEd25519(value) : ToDer(value);
    }

    private static byte[] ToEd25519(ReadOnlySpan<byte> value) =>
        value.Length == Ed25519Length ? value.ToArray() : throw SshReader.Misbehaved($"the signature has {value.Length} bytes");

    private static byte[] ToDer(ReadOnlySpan<byte> value)
    {
        SshReader reader = new(value);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(reader.ReadPositiveInteger());
            writer.WriteInteger(reader.ReadPositiveInteger());
        }

        reader.ExpectEnd();
        return writer.Encode();
    }
}
