using System.Security.Cryptography;
using Playground.Tuf.Keys;
using Xunit;
using static Playground.Tuf.Tests.Keys.OpenSslEcdsaKeys;

namespace Playground.Tuf.Tests.Keys;

/// <summary>
/// .NET promises nothing about one <see cref="ECDsa"/> in use twice at a time. A verification that begins inside another overlaps it just
/// as one on a second thread would, only every time.
/// </summary>
public sealed class EcdsaOverlapTests
{
    private static readonly byte[] Signature = [1];

    private readonly List<WatchedEcdsa> _instances = [];

    [Fact]
    public void Verifications_that_overlap_use_an_instance_each()
    {
        int depth = 0;
        EcdsaVerifier? verifier = null;
        verifier = Create(() => depth++ >= 2 || verifier!.Verify(Message, Signature));

        Assert.True(verifier.Verify(Message, Signature));

        Assert.Equal([1, 1, 1], _instances.Select(i => i.Uses));
    }

    [Fact]
    public void Of_the_instances_of_an_overlap_one_is_kept_and_used_again()
    {
        bool nested = false;
        EcdsaVerifier? verifier = null;
        verifier = Create(() => nested || ((nested = true) && verifier!.Verify(Message, Signature)));
        verifier.Verify(Message, Signature);

        verifier.Verify(Message, Signature);

        Assert.Equal(2, _instances.Count);
        WatchedEcdsa kept = Assert.Single(_instances, i => !i.Disposed);
        Assert.Equal(2, kept.Uses);
    }

    private EcdsaVerifier Create(Func<bool> whileVerifying) => EcdsaVerifier.TryCreate(EcdsaScheme.P256, P256Public, _ =>
    {
        _instances.Add(new WatchedEcdsa(whileVerifying));
        return _instances[^1];
    })!;
}
