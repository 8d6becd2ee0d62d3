using System.Buffers;
using System.Buffers.Binary;

namespace Playground.Signing.Agent;

/// <summary>Writes the data types of RFC 4251, section 5.</summary>
internal sealed class SshWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    internal void WriteByte(byte value) => _buffer.Write([value]);

    internal void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.GetSpan(sizeof(uint)), value);
        _buffer.Advance(sizeof(uint));
    }

    internal void WriteString(ReadOnlySpan<byte> value)
    {
        WriteUInt32((uint)value.Length);
        _buffer.Write(value);
    }

    internal byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}
