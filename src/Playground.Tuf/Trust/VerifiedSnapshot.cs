using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Playground.Tuf.Model;

namespace Playground.Tuf.Trust;

/// <summary>
/// What is remembered of a snapshot once it was verified: under which root, of which bytes, and what answers look-ups without reading them
/// again. Made of the snapshot's own bytes alone, so that a memory of the same root and the same bytes is right, and of others is none.
/// Why: docs/adr/0004-a-verified-snapshot-is-not-parsed-twice.md.
/// </summary>
/// <remarks>
/// In this order, numbers little-endian: the mark of this form; SHA-256 of root and of snapshot; version and expiry (ticks, UTC) in 8 bytes
/// each; where the signed part begins, its length, the length of the specification version, and the number of names in 4 bytes each; the
/// specification version; where each name of <c>meta</c> begins in the signed part, 4 bytes each, in order; SHA-256 of all of it.
/// </remarks>
internal static class VerifiedSnapshot
{
    private const int HashLength = SHA256.HashSizeInBytes;
    private const int FixedLength = MarkLength + (2 * HashLength) + (2 * sizeof(long)) + (4 * sizeof(int));
    private const int MarkLength = 8;

    /// <summary>Another number wherever the form, or what counts as verified, changes: older memories are then forgotten.</summary>
    private static ReadOnlySpan<byte> Mark => "pgsnap-1"u8;

    /// <summary>
    /// What to remember of a snapshot that was verified under a root; null for those that are read anew each time: with fields unknown here,
    /// or with escapes in names.
    /// </summary>
    internal static byte[]? Remember(ReadOnlySpan<byte> rootFile, ReadOnlySpan<byte> file, Envelope envelope, Snapshot snapshot)
    {
        ReadOnlySpan<int> names = snapshot.Meta.Names;
        if (snapshot.UnknownFields.Count > 0 || !MetaFiles.AreNames(envelope.SignedJson.Span, names) || !BitConverter.IsLittleEndian)
        {
            return null;
        }

        byte[] specVersion = Encoding.UTF8.GetBytes(snapshot.SpecVersion);
        byte[] memory = new byte[FixedLength + specVersion.Length + (names.Length * sizeof(int)) + HashLength];
        Span<byte> rest = memory;
        Mark.CopyTo(rest);
        SHA256.HashData(rootFile, rest[MarkLength..]);
        SHA256.HashData(file, rest[(MarkLength + HashLength)..]);
        rest = rest[(MarkLength + (2 * HashLength))..];
        BinaryPrimitives.WriteInt64LittleEndian(rest, snapshot.Version);
        BinaryPrimitives.WriteInt64LittleEndian(rest[8..], snapshot.Expires.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], envelope.SignedOffset);
        BinaryPrimitives.WriteInt32LittleEndian(rest[20..], envelope.SignedJson.Length);
        BinaryPrimitives.WriteInt32LittleEndian(rest[24..], specVersion.Length);
        BinaryPrimitives.WriteInt32LittleEndian(rest[28..], names.Length);
        rest = rest[32..];
        specVersion.CopyTo(rest);
        MemoryMarshal.AsBytes(names).CopyTo(rest[specVersion.Length..]);
        SHA256.HashData(memory.AsSpan(0, memory.Length - HashLength), memory.AsSpan(memory.Length - HashLength));
        return memory;
    }

    /// <summary>The snapshot in a file, if it is the remembered one; null where the memory is of another root or file, damaged, or odd in any way.</summary>
    internal static Snapshot? Recall(ReadOnlySpan<byte> memory, ReadOnlySpan<byte> rootFile, ReadOnlyMemory<byte> file, ReadOnlySpan<byte> fileSha256)
    {
        if (memory.Length < FixedLength + HashLength
            || !memory.StartsWith(Mark)
            || !memory.Slice(MarkLength + HashLength, HashLength).SequenceEqual(fileSha256)
            || !IsHash(memory.Slice(MarkLength, HashLength), rootFile)
            || !IsHash(memory[^HashLength..], memory[..^HashLength]))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = memory[(MarkLength + (2 * HashLength))..^HashLength];
        long version = BinaryPrimitives.ReadInt64LittleEndian(rest);
        long expires = BinaryPrimitives.ReadInt64LittleEndian(rest[8..]);
        int signedOffset = BinaryPrimitives.ReadInt32LittleEndian(rest[16..]);
        int signedLength = BinaryPrimitives.ReadInt32LittleEndian(rest[20..]);
        int specLength = BinaryPrimitives.ReadInt32LittleEndian(rest[24..]);
        int nameCount = BinaryPrimitives.ReadInt32LittleEndian(rest[28..]);
        rest = rest[32..];
        if (version <= 0
            || expires < 0 || expires > DateTimeOffset.MaxValue.UtcTicks
            || signedOffset < 0 || signedLength < 0 || signedLength > file.Length - signedOffset
            || specLength < 0 || specLength > rest.Length
            || nameCount < 0 || rest.Length - specLength != (long)nameCount * sizeof(int))
        {
            return null;
        }

        string specVersion = Encoding.UTF8.GetString(rest[..specLength]);
        int[] names = new int[nameCount];
        rest[specLength..].CopyTo(MemoryMarshal.AsBytes(names.AsSpan()));
        return SignedFields.IsSupported(specVersion)
            && MetaFiles.Recall(file.Slice(signedOffset, signedLength), names, "$.signed") is { } meta
                ? new Snapshot { Version = version, Expires = new DateTimeOffset(expires, TimeSpan.Zero), SpecVersion = specVersion, Meta = meta }
                : null;
    }

    private static bool IsHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> content)
    {
        Span<byte> computed = stackalloc byte[HashLength];
        SHA256.HashData(content, computed);
        return computed.SequenceEqual(hash);
    }
}
