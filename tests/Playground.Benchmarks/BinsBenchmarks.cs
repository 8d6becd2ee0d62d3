using BenchmarkDotNet.Attributes;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>Spreading targets over bins, and signing one bin and making its file.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class BinsBenchmarks
{
    private static readonly KeyValuePair<TargetPath, TargetFile>[] Files = [.. BenchmarkData.Targets(61_000)];
    private readonly Ed25519Signer _signer = BenchmarkData.Signer(4);
    private SuccinctRoles? _roles;
    private TargetFiles _bin = TargetFiles.Empty;

    [GlobalSetup]
    public void Prepare()
    {
        _roles = new SuccinctRoles { KeyIds = [_signer.KeyId], Threshold = 1, BitLength = 10, NamePrefix = "bin" };
        _bin = HashedBins.Distribute(_roles, Files)[0];
    }

    [Benchmark]
    public TargetFiles[] Distribute() => HashedBins.Distribute(_roles!, Files);

    [Benchmark]
    public async Task<byte[]> SignOneBin() =>
        (await Metadata.SignAsync(new Targets { Expires = BenchmarkData.Expires, Files = _bin }, [_signer])).ToBytes();
}
