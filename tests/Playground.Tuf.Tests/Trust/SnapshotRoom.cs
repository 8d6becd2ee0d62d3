using System.Security.Cryptography;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;
using Xunit;

namespace Playground.Tuf.Tests.Trust;

/// <summary>Roots, timestamps and snapshots to play with: everything signed by one key each, expiring on the first day of 2031.</summary>
internal sealed class SnapshotRoom : IDisposable
{
    internal static readonly DateTimeOffset Now = new(2030, 6, 1, 0, 0, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Expires = new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Ed25519Signer _rootKey = Key(1);
    private readonly Ed25519Signer _timestampKey = Key(2);
    private readonly Ed25519Signer _snapshotKey = Key(3);
    private readonly Ed25519Signer _otherKey = Key(4);

    internal byte[] Root(long version = 1, bool otherSnapshotKey = false)
    {
        Ed25519Signer snapshotKey = otherSnapshotKey ? _otherKey : _snapshotKey;
        Ed25519Signer[] all = [_rootKey, _timestampKey, snapshotKey];
        return Sign(
            new Root
            {
                Version = version,
                Expires = Expires,
                Keys = all.ToDictionary(key => key.KeyId, key => key.PublicKey),
                Roles = new Dictionary<RoleName, Role>
                {
                    [RoleName.Root] = RoleOf(_rootKey),
                    [RoleName.Timestamp] = RoleOf(_timestampKey),
                    [RoleName.Snapshot] = RoleOf(snapshotKey),
                    [RoleName.Targets] = RoleOf(_rootKey),
                },
            },
            _rootKey);
    }

    internal byte[] Targets(long version = 1) => Sign(new Targets { Version = version, Expires = Expires }, _rootKey);

    internal byte[] Snapshot(long version = 1, DateTimeOffset? expires = null, params string[] roles) => Sign(
        new Snapshot
        {
            Version = version,
            Expires = expires ?? Expires,
            Meta = MetaFiles.From([
                new(RoleName.Targets, new MetaFile { Version = 1 }),
                .. roles.Select((role, i) => KeyValuePair.Create(RoleName.Parse(role), new MetaFile { Version = i + 1 })),
            ]),
        },
        _snapshotKey);

    /// <summary>A snapshot file of any content, signed as it should be.</summary>
    internal byte[] SignedSnapshot(string signedJson)
    {
        byte[] signature = _snapshotKey.Sign(CanonicalJson.Encode(System.Text.Encoding.UTF8.GetBytes(signedJson)));
        return System.Text.Encoding.UTF8.GetBytes(
            $$"""{"signatures":[{"keyid":"{{_snapshotKey.KeyId.Value}}","sig":"{{Convert.ToHexStringLower(signature)}}"}],"signed":{{signedJson}}}""");
    }

    internal byte[] Timestamp(byte[] snapshot, long version = 1, long snapshotVersion = 1) =>
        Timestamp(MetaFile.Describe(snapshotVersion, snapshot), version);

    internal byte[] Timestamp(MetaFile snapshot, long version = 1) =>
        Sign(new Timestamp { Version = version, Expires = Expires, Snapshot = snapshot }, _timestampKey);

    /// <summary>The snapshot with a signature that is not its own.</summary>
    internal static byte[] BadlySigned(byte[] snapshot)
    {
        Metadata<Snapshot> good = Metadata.Parse<Snapshot>(snapshot);
        byte[] value = [.. good.Signatures[0].Value];
        value[0] ^= 1;
        return good.WithSignature(new Signature(good.Signatures[0].KeyId, value)).ToBytes();
    }

    /// <summary>Trusts a root and a timestamp that lists a snapshot.</summary>
    internal TrustedMetadata Begin(byte[] root, byte[] timestamp, DateTimeOffset? time = null)
    {
        TrustedMetadata trusted = TrustedMetadata.Begin(root, time ?? Now, out Problem? problem) ?? throw new TufException(problem!);
        Assert.True(trusted.UpdateTimestamp(timestamp).IsTrusted);
        return trusted;
    }

    /// <summary>What is remembered once a snapshot was fetched and verified.</summary>
    internal byte[] Verify(byte[] root, byte[] snapshot)
    {
        TrustedMetadata trusted = Begin(root, Timestamp(new MetaFile { Version = 1 }));
        Assert.True(trusted.UpdateSnapshot(snapshot).IsTrusted);
        return trusted.SnapshotMemory.ToArray();
    }

    /// <summary>A memory that says a file was verified under a root, whether it was or not.</summary>
    internal static byte[] Forge(byte[] root, byte[] snapshot)
    {
        Envelope envelope = Envelope.Read(snapshot);
        return VerifiedSnapshot.Remember(root, snapshot, envelope, envelope.ReadSigned<Snapshot>())!;
    }

    /// <summary>Sets a number in a memory and makes its checksum right again.</summary>
    internal static byte[] Reseal(byte[] memory, int offset, ReadOnlySpan<byte> bytes)
    {
        byte[] forged = [.. memory];
        bytes.CopyTo(forged.AsSpan(offset));
        SHA256.HashData(forged.AsSpan(0, forged.Length - 32), forged.AsSpan(forged.Length - 32));
        return forged;
    }

    public void Dispose()
    {
        _rootKey.Dispose();
        _timestampKey.Dispose();
        _snapshotKey.Dispose();
        _otherKey.Dispose();
    }

    private static Ed25519Signer Key(byte number) => Ed25519Signer.FromSeed([.. Enumerable.Repeat(number, Ed25519Signer.SeedLength)]);

    private static Role RoleOf(Ed25519Signer signer) => new() { KeyIds = [signer.KeyId], Threshold = 1 };

    private static byte[] Sign<T>(T signed, Ed25519Signer signer)
        where T : Signed, ISigned<T> => Metadata.Of(signed).WithSignature(new Signature(signer.KeyId, signer.Sign(CanonicalJson.Encode(signed)))).ToBytes();
}
