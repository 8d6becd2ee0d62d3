using BenchmarkDotNet.Attributes;
using Playground.Tuf.Keys;

namespace Playground.Benchmarks;

/// <summary>Verifying one signature over a small and a large payload, by kind of key.</summary>
[ShortRunJob]
public class VerifyingBenchmarks : IDisposable
{
    private InMemorySigner? _signer;
    private byte[] _payload = [];
    private byte[] _signature = [];

    [Params("ed25519", "ecdsa", "rsa")]
    public string Kind { get; set; } = "";

    [Params(1_000, 1_000_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _signer = Kind switch
        {
            "ed25519" => Ed25519Signer.Generate(),
            "ecdsa" => EcdsaSigner.GenerateP256(),
            _ => RsaSigner.Generate(),
        };
        _payload = new byte[Bytes];
        _signature = _signer.Sign(_payload);
    }

    [Benchmark]
    public bool Verify() => _signer!.PublicKey.Verify(_payload, _signature);

    [GlobalCleanup]
    public void Dispose()
    {
        _signer?.Dispose();
        GC.SuppressFinalize(this);
    }
}
