using FsCheck;
using FsCheck.Fluent;

namespace Playground.Tuf.Tests;

/// <summary>A small damage to a file: a byte flipped, put in, taken out, doubled, replaced by one that means something, or the end cut off.</summary>
internal sealed record ByteEdit(int Kind, int Position, byte Value)
{
    internal static readonly Gen<ByteEdit> Any =
        from kind in Gen.Choose(0, 6)
        from position in Gen.Choose(0, int.MaxValue - 1)
        from value in Gen.Choose(1, 255)
        select new ByteEdit(kind, position, (byte)value);

    private static ReadOnlySpan<byte> Meaningful => "\"\\{}[],:0123456789-.eE \n\tutfnab/\x7f"u8;

    internal byte[] Apply(byte[] bytes)
    {
        int at = Position % (bytes.Length + 1);
        byte meaningful = Meaningful[Value % Meaningful.Length];
        return Kind switch
        {
            0 => at == bytes.Length ? [.. bytes, Value] : [.. bytes[..at], (byte)(bytes[at] ^ Value), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], Value, .. bytes[at..]],
            2 => [.. bytes[..at], meaningful, .. bytes[at..]],
            3 => at == bytes.Length ? bytes : [.. bytes[..at], meaningful, .. bytes[(at + 1)..]],
            4 => at == bytes.Length ? bytes : [.. bytes[..at], .. bytes[(at + 1)..]],
            5 => [.. bytes[..at], .. bytes[(at / 2)..at], .. bytes[at..]],
            _ => Value < 32 ? bytes[..at] : bytes,
        };
    }
}
