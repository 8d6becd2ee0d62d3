using System.Buffers.Binary;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>What a client remembers of a snapshot it verified, and what it makes of a memory that is not right.</summary>
public sealed class VerifiedSnapshotTests : IDisposable
{
    private const int VersionOffset = 72;
    private const int ExpiresOffset = 80;
    private const int SignedOffset = 88;
    private const int SpecLengthOffset = 96;
    private const int NameCountOffset = 100;
    private const int NamesOffset = 104 + 6;

    private readonly SnapshotRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_remembered_snapshot_answers_as_the_one_that_was_read()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, null, "zebra", "bin-0", "bin-1", "ünder", "日本");
        TrustedMetadata fresh = _room.Begin(root, _room.Timestamp(file));
        Assert.Equal(TrustDecision.Accepted, fresh.UpdateSnapshot(file).Decision);

        TrustedMetadata again = _room.Begin(root, _room.Timestamp(file));
        Assert.Equal(TrustDecision.Accepted, again.LoadSnapshot(file, fresh.SnapshotMemory).Decision);

        Assert.Equal(fresh.Snapshot!.Version, again.Snapshot!.Version);
        Assert.Equal(fresh.Snapshot.Expires, again.Snapshot.Expires);
        Assert.Equal(fresh.Snapshot.SpecVersion, again.Snapshot.SpecVersion);
        Assert.Equal(fresh.Snapshot.Meta.Keys, again.Snapshot.Meta.Keys);
        Assert.Equal(6, again.Snapshot.Meta.Count);
        Assert.Equal(fresh.Snapshot, again.Snapshot);
        Assert.Equal(5, again.FindMetaFile(RoleName.Parse("日本"))!.Version);
        Assert.Null(again.FindMetaFile(RoleName.Parse("bin-2")));
        Assert.True(again.SnapshotMemory.IsEmpty, "There is nothing new to remember.");
    }

    [Fact]
    public void A_snapshot_that_is_remembered_as_verified_is_not_verified_again()
    {
        byte[] root = _room.Root();
        byte[] file = SnapshotRoom.BadlySigned(_room.Snapshot());
        Assert.Equal(TrustDecision.Refused, Load(root, file, []).Decision);
        Assert.Equal(TrustDecision.Accepted, Load(root, file, SnapshotRoom.Forge(root, file)).Decision);
    }

    [Fact]
    public void A_memory_of_another_root_counts_for_nothing()
    {
        byte[] file = SnapshotRoom.BadlySigned(_room.Snapshot());
        Assert.Equal(TrustDecision.Refused, Load(_room.Root(), file, SnapshotRoom.Forge(_room.Root(2), file)).Decision);
    }

    [Fact]
    public void A_memory_of_other_bytes_counts_for_nothing()
    {
        byte[] root = _room.Root();
        byte[] good = _room.Snapshot();
        Assert.Equal(TrustDecision.Refused, Load(root, SnapshotRoom.BadlySigned(good), _room.Verify(root, good)).Decision);
    }

    [Fact]
    public void After_a_new_root_without_the_key_of_snapshot_its_memory_counts_for_nothing()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot();
        byte[] memory = _room.Verify(root, file);
        TrustedMetadata trusted = TrustedMetadata.Begin(root, SnapshotRoom.Now, out _)!;
        Assert.True(trusted.UpdateRoot(_room.Root(2, otherSnapshotKey: true)).IsTrusted);
        Assert.True(trusted.UpdateTimestamp(_room.Timestamp(file)).IsTrusted);

        TrustAnswer answer = trusted.LoadSnapshot(file, memory);

        Assert.Equal(ProblemCodes.ThresholdNotMet, answer.Problem?.Code);
    }

    [Fact]
    public void No_damaged_byte_of_a_memory_passes()
    {
        byte[] root = _room.Root();
        byte[] file = SnapshotRoom.BadlySigned(_room.Snapshot(1, null, "a", "b"));
        byte[] memory = SnapshotRoom.Forge(root, file);
        for (int i = 0; i < memory.Length; i++)
        {
            byte[] damaged = [.. memory];
            damaged[i] ^= 0x10;
            Assert.Equal(TrustDecision.Refused, Load(root, file, damaged).Decision);
        }
    }

    [Fact]
    public void No_memory_that_is_cut_short_or_too_long_passes()
    {
        byte[] root = _room.Root();
        byte[] file = SnapshotRoom.BadlySigned(_room.Snapshot(1, null, "a", "b"));
        byte[] memory = SnapshotRoom.Forge(root, file);
        for (int length = 0; length < memory.Length; length++)
        {
            Assert.Equal(TrustDecision.Refused, Load(root, file, memory[..length]).Decision);
        }

        Assert.Equal(TrustDecision.Refused, Load(root, file, [.. memory, 0]).Decision);
    }

    [Fact]
    public void Numbers_that_cannot_be_are_forgotten_even_under_a_right_checksum()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, null, "a", "b");
        byte[] memory = SnapshotRoom.Forge(root, file);
        Assert.NotNull(Recall(memory, root, file));
        Assert.All(
            [
                Long(memory, VersionOffset, 0), Long(memory, VersionOffset, -1),
                Long(memory, ExpiresOffset, -1), Long(memory, ExpiresOffset, long.MaxValue),
                Int(memory, SignedOffset, -1), Int(memory, SignedOffset, int.MaxValue), Int(memory, SignedOffset, file.Length),
                Int(memory, SignedOffset + 4, -1), Int(memory, SignedOffset + 4, int.MaxValue), Int(memory, SignedOffset + 4, 3),
                Int(memory, SpecLengthOffset, -1), Int(memory, SpecLengthOffset, int.MaxValue), Int(memory, SpecLengthOffset, 2),
                Int(memory, NameCountOffset, -1), Int(memory, NameCountOffset, 0), Int(memory, NameCountOffset, 4),
                Int(memory, NameCountOffset, int.MaxValue), Int(memory, NameCountOffset, int.MinValue), Int(memory, NameCountOffset, 0x40000003),
                SnapshotRoom.Reseal(memory, NamesOffset - 6, "9.0.34"u8),
            ],
            forged => Assert.Null(Recall(forged, root, file)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Names_that_are_not_where_they_are_said_to_be_are_forgotten(int place)
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, null, "a", "b");
        Assert.Null(Recall(Int(SnapshotRoom.Forge(root, file), NamesOffset, place), root, file));
    }

    [Fact]
    public void Names_out_of_order_or_named_twice_are_forgotten()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, null, "a", "b");
        byte[] memory = SnapshotRoom.Forge(root, file);
        int first = BinaryPrimitives.ReadInt32LittleEndian(memory.AsSpan(NamesOffset));
        int second = BinaryPrimitives.ReadInt32LittleEndian(memory.AsSpan(NamesOffset + 4));
        Assert.Null(Recall(Int(memory, NamesOffset + 4, first), root, file));
        Assert.Null(Recall(Int(Int(memory, NamesOffset, second), NamesOffset + 4, first), root, file));
    }

    [Fact]
    public void A_name_of_something_else_gives_an_answer_and_no_crash()
    {
        // The name of a role as a value: nothing stands behind it that could be an entry.
        byte[] root = _room.Root();
        byte[] file = _room.SignedSnapshot(
            """{"_type":"snapshot","expires":"2031-01-01T00:00:00Z","spec_version":"1.0.34","version":1,"meta":{"a.json":{"version":1,"x":"b.json"}}}""");
        byte[] memory = SnapshotRoom.Forge(root, file);
        int there = Metadata.Parse<Snapshot>(file).Signed.Meta.Names[0] + """a.json":{"version":1,"x":""".Length + 1;
        Snapshot forged = Recall(Int(memory, NamesOffset, there), root, file)!;
        Assert.Equal(ProblemCodes.NotJson, Assert.Throws<TufException>(() => forged.Meta.TryGetValue(RoleName.Parse("b"), out _)).Code);
    }

    [Fact]
    public void No_forged_number_ever_crashes()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, null, "a", "b", "c");
        byte[] memory = SnapshotRoom.Forge(root, file);
        var random = new Random(4711);
        int taken = 0;
        for (int round = 0; round < 20_000; round++)
        {
            int offset = random.Next(VersionOffset, memory.Length - 36);
            byte[] forged = random.Next(3) == 0
                ? SnapshotRoom.Reseal(memory, offset, [(byte)random.Next(256)])
                : Int(memory, offset, random.Next(-2, file.Length + 2));
            if (Recall(forged, root, file) is { } snapshot)
            {
                taken++;
                Touch(snapshot);
            }
        }

        Assert.InRange(taken, 1, 20_000);
    }

    [Fact]
    public void A_remembered_snapshot_expires_as_ever()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, SnapshotRoom.Now.AddDays(1));
        byte[] memory = _room.Verify(root, file);
        byte[] timestamp = _room.Timestamp(file);
        Assert.Equal(TrustDecision.Accepted, _room.Begin(root, timestamp, SnapshotRoom.Now).LoadSnapshot(file, memory).Decision);
        Assert.Equal(TrustDecision.Outdated, _room.Begin(root, timestamp, SnapshotRoom.Now.AddDays(1)).LoadSnapshot(file, memory).Decision);
    }

    [Fact]
    public void A_remembered_snapshot_that_timestamp_no_longer_lists_still_guards_against_going_back()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot(1, null, "kept");
        byte[] newer = _room.Snapshot(2);
        TrustedMetadata trusted = _room.Begin(root, _room.Timestamp(newer, snapshotVersion: 2));
        Assert.Equal(TrustDecision.Outdated, trusted.LoadSnapshot(file, _room.Verify(root, file)).Decision);
        Assert.Equal(ProblemCodes.SnapshotRollback, trusted.UpdateSnapshot(newer).Problem?.Code);
    }

    [Fact]
    public void A_remembered_snapshot_must_have_the_length_and_hashes_that_timestamp_lists()
    {
        byte[] root = _room.Root();
        byte[] file = _room.Snapshot();
        byte[] memory = _room.Verify(root, file);
        byte[] other = _room.Timestamp(_room.Snapshot(1, null, "more"));
        byte[] longer = _room.Timestamp(new MetaFile { Version = 1, Length = file.Length + 1 });
        byte[] sha512 = _room.Timestamp(new MetaFile { Version = 1, Hashes = Hashes.From([new("sha512", new string('0', 128))]) });
        Assert.All([other, longer, sha512], timestamp =>
            Assert.Equal(TrustDecision.Outdated, _room.Begin(root, timestamp).LoadSnapshot(file, memory).Decision));
    }

    [Fact]
    public void Snapshots_with_names_out_of_order_are_remembered_too()
    {
        byte[] root = _room.Root();
        byte[] file = _room.SignedSnapshot(
            """{"_type":"snapshot","expires":"2031-01-01T00:00:00Z","meta":{"b.json":{"version":2},"a.json":{"version":1}},"spec_version":"1.0.34","version":1}""");
        TrustedMetadata trusted = _room.Begin(root, _room.Timestamp(file));
        Assert.True(trusted.LoadSnapshot(file, _room.Verify(root, file)).IsTrusted);
        Assert.True(trusted.SnapshotMemory.IsEmpty);
        Assert.Equal(2, trusted.FindMetaFile(RoleName.Parse("b"))!.Version);
    }

    [Theory]
    [InlineData("""{"_type":"snapshot","expires":"2031-01-01T00:00:00Z","meta":{"\u0061.json":{"version":1}},"spec_version":"1.0.34","version":1}""")]
    [InlineData("""{"_type":"snapshot","expires":"2031-01-01T00:00:00Z","meta":{"a.json":{"version":1}},"more":1,"spec_version":"1.0.34","version":1}""")]
    public void Snapshots_with_escaped_names_or_unknown_fields_are_read_anew(string signed)
    {
        byte[] root = _room.Root();
        byte[] file = _room.SignedSnapshot(signed);
        TrustedMetadata trusted = _room.Begin(root, _room.Timestamp(file));
        Assert.True(trusted.LoadSnapshot(file).IsTrusted);
        Assert.True(trusted.SnapshotMemory.IsEmpty);
        Assert.Equal(1, trusted.FindMetaFile(RoleName.Parse("a"))!.Version);
    }

    private static Snapshot? Recall(byte[] memory, byte[] root, byte[] file) =>
        VerifiedSnapshot.Recall(memory, root, file, System.Security.Cryptography.SHA256.HashData(file));

    private static void Touch(Snapshot snapshot)
    {
        try
        {
            snapshot.Meta.TryGetValue(RoleName.Parse("b"), out _);
            Assert.InRange(snapshot.Meta.Keys.Count(), 0, 4);
        }
        catch (TufException)
        {
            // An answer.
        }
    }

    private static byte[] Int(byte[] memory, int offset, int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return SnapshotRoom.Reseal(memory, offset, bytes);
    }

    private static byte[] Long(byte[] memory, int offset, long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return SnapshotRoom.Reseal(memory, offset, bytes);
    }

    private TrustAnswer Load(byte[] root, byte[] file, byte[] memory) => _room.Begin(root, _room.Timestamp(file)).LoadSnapshot(file, memory);
}
