using BenchmarkDotNet.Attributes;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Playground.Tuf.Trust;

namespace Playground.Benchmarks;

/// <summary>Finding out which of many delegated roles to ask for a target.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class DelegationSearchBenchmarks
{
    private static readonly TargetPath Wanted = TargetPath.Parse("projects/p-999/1.0.0/package.tar.gz");
    private Root? _root;
    private Targets? _listed;
    private Targets? _bins;

    [GlobalSetup]
    public void Prepare()
    {
        using Ed25519Signer signer = BenchmarkData.Signer(4);
        _root = BenchmarkData.Root(signer, signer, signer, signer);
        var keys = new Dictionary<KeyId, Key> { [signer.KeyId] = signer.PublicKey };
        _listed = new Targets
        {
            Expires = BenchmarkData.Expires,
            Delegations = new Delegations
            {
                Keys = keys,
                Roles =
                [
                    .. Enumerable.Range(0, 1000).Select(i => new DelegatedRole
                    {
                        KeyIds = [signer.KeyId],
                        Threshold = 1,
                        Name = RoleName.Parse($"p-{i}"),
                        Terminating = true,
                        Paths = [PathPattern.Parse($"projects/p-{i}/*/*")],
                    }),
                ],
            },
        };
        _bins = new Targets
        {
            Expires = BenchmarkData.Expires,
            Delegations = new Delegations
            {
                Keys = keys,
                SuccinctRoles = new SuccinctRoles { KeyIds = [signer.KeyId], Threshold = 1, BitLength = 14, NamePrefix = "bin" },
            },
        };
    }

    [Benchmark]
    public DelegationStep? AmongAThousandRoles() => Second(_listed!);

    [Benchmark]
    public DelegationStep? AmongBins() => Second(_bins!);

    private DelegationStep? Second(Targets targets)
    {
        var search = new DelegationSearch(_root!, Wanted, 32);
        search.Next();
        search.Descend(targets);
        return search.Next();
    }
}
