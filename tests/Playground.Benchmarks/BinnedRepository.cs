using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>A published repository whose targets lie in succinct hashed bins.</summary>
internal static class BinnedRepository
{
    /// <summary>Signs and writes the bins of some targets, in parallel, and says which version and name each has for snapshot.</summary>
    internal static async Task<KeyValuePair<RoleName, MetaFile>[]> WriteBinsAsync(
        SuccinctRoles roles, IEnumerable<KeyValuePair<TargetPath, TargetFile>> targets, Ed25519Signer signer, string directory)
    {
        TargetFiles[] bins = HashedBins.Distribute(roles, targets);
        var listed = new KeyValuePair<RoleName, MetaFile>[bins.Length];
        await Parallel.ForAsync(0, bins.Length, async (bin, cancellationToken) =>
        {
            RoleName name = roles.NameOf(bin);
            Metadata<Targets> metadata = await Metadata.SignAsync(
                new Targets { Expires = BenchmarkData.Expires, Files = bins[bin] }, [signer], cancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(directory, "1." + name.FileName), metadata.ToBytes(), cancellationToken);
            listed[bin] = new(name, new MetaFile { Version = 1 });
        });
        return listed;
    }

    /// <summary>Publishes a whole repository and gives its first root.</summary>
    internal static async Task<byte[]> PublishAsync(string directory, int bitLength, int targetCount)
    {
        Directory.CreateDirectory(directory);
        using Ed25519Signer rootKey = BenchmarkData.Signer(1);
        using Ed25519Signer timestampKey = BenchmarkData.Signer(2);
        using Ed25519Signer snapshotKey = BenchmarkData.Signer(3);
        using Ed25519Signer targetsKey = BenchmarkData.Signer(4);
        var bins = new SuccinctRoles { KeyIds = [targetsKey.KeyId], Threshold = 1, BitLength = bitLength, NamePrefix = "bin" };
        KeyValuePair<RoleName, MetaFile>[] listed = await WriteBinsAsync(bins, BenchmarkData.Targets(targetCount), targetsKey, directory);
        var targets = new Targets
        {
            Expires = BenchmarkData.Expires,
            Delegations = new Delegations
            {
                Keys = new Dictionary<KeyId, Key> { [targetsKey.KeyId] = targetsKey.PublicKey },
                SuccinctRoles = bins,
            },
        };
        var snapshot = new Snapshot
        {
            Expires = BenchmarkData.Expires,
            Meta = MetaFiles.From([new(RoleName.Targets, new MetaFile { Version = 1 }), .. listed]),
        };
        byte[] snapshotFile = await WriteAsync(directory, "1.snapshot.json", snapshot, snapshotKey);
        await WriteAsync(directory, "1.targets.json", targets, targetsKey);
        var timestamp = new Timestamp { Expires = BenchmarkData.Expires, Snapshot = MetaFile.Describe(1, snapshotFile) };
        await WriteAsync(directory, "timestamp.json", timestamp, timestampKey);
        return await WriteAsync(directory, "1.root.json", BenchmarkData.Root(rootKey, timestampKey, snapshotKey, targetsKey), rootKey);
    }

    private static async Task<byte[]> WriteAsync<T>(string directory, string name, T signed, Ed25519Signer signer)
        where T : Signed, ISigned<T>
    {
        byte[] file = (await Metadata.SignAsync(signed, [signer])).ToBytes();
        await File.WriteAllBytesAsync(Path.Combine(directory, name), file);
        return file;
    }
}
