using BenchmarkDotNet.Attributes;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>Loading and verifying a targets file, and looking one target up in it.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class LoadingBenchmarks
{
    private byte[] _file = [];
    private Root? _root;
    private Targets? _targets;
    private TargetPath _wanted;

    [Params(1_000, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        _root = BenchmarkData.Root(signer, signer, signer, signer);
        _file = BenchmarkData.TargetsFile(Entries, signer);
        _targets = LoadLimits.Load(_file, _root);
        _wanted = BenchmarkData.Path(Entries / 3);
    }

    [Benchmark]
    public Targets LoadAndVerify() => LoadLimits.Load(_file, _root!);

    [Benchmark]
    public TargetFile LookUp() => _targets!.Files[_wanted];
}
