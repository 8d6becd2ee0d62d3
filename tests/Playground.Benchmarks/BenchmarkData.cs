using System.Globalization;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>Makes the data that is measured: the same at every run.</summary>
internal static class BenchmarkData
{
    internal static readonly DateTimeOffset Expires = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal static Ed25519Signer Signer(byte number) => Ed25519Signer.FromSeed([.. Enumerable.Repeat(number, Ed25519Signer.SeedLength)]);

    internal static TargetPath Path(int number) =>
        TargetPath.Parse(string.Create(CultureInfo.InvariantCulture, $"projects/project-{number / 10:d6}/{number % 10}.0.0/package.tar.gz"));

    /// <summary>The artifact of that path.</summary>
    internal static byte[] Content(int number) => BitConverter.GetBytes(number);

    /// <summary>Where the artifact is published.</summary>
    internal static string PublishedPath(int number) =>
        $"{Path(number).Directory}/{Hashes.OfSha256(Content(number)).Sha256}.{Path(number).FileName}";

    internal static IEnumerable<KeyValuePair<TargetPath, TargetFile>> Targets(int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return new(Path(i), TargetFile.Describe(Content(i)));
        }
    }

    /// <summary>A signed targets file with so many entries.</summary>
    internal static byte[] TargetsFile(int count, Ed25519Signer signer)
    {
        var targets = new Targets { Expires = Expires, Files = TargetFiles.From(Targets(count)) };
        return Metadata.SignAsync(targets, [signer]).AsTask().GetAwaiter().GetResult().ToBytes();
    }

    /// <summary>A role of one key.</summary>
    internal static Role RoleOf(Ed25519Signer signer) => new() { KeyIds = [signer.KeyId], Threshold = 1 };

    /// <summary>A root whose four roles have one key each.</summary>
    internal static Root Root(Ed25519Signer root, Ed25519Signer timestamp, Ed25519Signer snapshot, Ed25519Signer targets) => new()
    {
        Expires = Expires,
        Keys = new[] { root, timestamp, snapshot, targets }.DistinctBy(signer => signer.KeyId).ToDictionary(signer => signer.KeyId, signer => signer.PublicKey),
        Roles = new Dictionary<RoleName, Role>
        {
            [RoleName.Root] = RoleOf(root),
            [RoleName.Timestamp] = RoleOf(timestamp),
            [RoleName.Snapshot] = RoleOf(snapshot),
            [RoleName.Targets] = RoleOf(targets),
        },
    };
}
