using System.Buffers.Binary;
using Playground.Tuf;

namespace Playground.Signing.Agent;

/// <summary>Reads the data types of RFC 4251, section 5, out of what an agent sent; anything malformed is the agent's misbehaviour.</summary>
internal ref struct SshReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    internal static TufException Misbehaved(string how) => new(
        SigningProblemCodes.AgentMisbehaved,
        $"The ssh-agent's answer makes no sense: {how}; it was thrown away and nothing was signed. See that SSH_AUTH_SOCK is an agent's socket, with: ssh-add -l");

    internal byte ReadByte() => Take(1)[0];

    internal uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    /// <summary>A <c>string</c>: a view into the message.</summary>
    internal ReadOnlySpan<byte> ReadString() => Take(ReadUInt32());

    /// <summary>An <c>mpint</c> that is positive and shortest, as the content of a DER INTEGER (X.690, 8.3) has to be too.</summary>
    internal ReadOnlySpan<byte> ReadPositiveInteger()
    {
        ReadOnlySpan<byte> value = ReadString();
        bool good = value.Length > 0 && value[0] < 0x80 && (value[0] != 0 || (value.Length > 1 && value[1] >= 0x80));
        return good ? value : throw Misbehaved("a number in it is not positive, or written too long");
    }

    internal readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
            throw Misbehaved($"{_rest.Length} bytes follow its end");
    }

    private ReadOnlySpan<byte> Take(uint length)
    {
        if (length > _rest.Length)
            throw Misbehaved("it ends too early");
        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
