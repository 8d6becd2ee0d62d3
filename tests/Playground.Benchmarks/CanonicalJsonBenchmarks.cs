using BenchmarkDotNet.Attributes;
using Playground.Tuf.Json;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;

namespace Playground.Benchmarks;

/// <summary>The two forms of JSON, of names in order and not.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CanonicalJsonBenchmarks
{
    private byte[] _ordered = [];
    private byte[] _disordered = [];

    [GlobalSetup]
    public void Prepare()
    {
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        _ordered = Envelope.Read(BenchmarkData.TargetsFile(10_000, signer)).SignedJson.ToArray();
        _disordered = [.. "{\"z\":0,\"a\":"u8, .. _ordered, .. "}"u8];
    }

    [Benchmark(Baseline = true)]
    public byte[] Canonical() => CanonicalJson.Encode(_ordered);

    [Benchmark]
    public byte[] CanonicalOutOfOrder() => CanonicalJson.Encode(_disordered);

    [Benchmark]
    public byte[] Indented() => IndentedJson.Format(_ordered);
}
