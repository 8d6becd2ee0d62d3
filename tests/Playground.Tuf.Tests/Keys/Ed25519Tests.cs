using Playground.Tuf.Keys;
using Playground.Tuf.Keys.Native;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

public sealed class Ed25519Tests
{
    public static MatrixTheoryData<string, string> VectorsOnBackends =>
        new(Rfc8032Vector.All.Select(vector => vector.Name), [Backends.Sodium, Backends.OpenSsl]);

    [Theory]
    [MemberData(nameof(VectorsOnBackends))]
    public void Public_keys_are_those_of_the_RFC(string vectorName, string backendName)
    {
        Rfc8032Vector vector = Rfc8032Vector.Named(vectorName);
        byte[] publicKey = new byte[32];

        Backends.Named(backendName).DerivePublicKey(vector.Seed, publicKey);

        Assert.Equal(vector.PublicKey, publicKey);
    }

    [Theory]
    [MemberData(nameof(VectorsOnBackends))]
    public void Signatures_are_those_of_the_RFC(string vectorName, string backendName)
    {
        Rfc8032Vector vector = Rfc8032Vector.Named(vectorName);
        byte[] signature = new byte[64];

        Backends.Named(backendName).Sign(vector.Seed, vector.PublicKey, vector.Message, signature);

        Assert.Equal(vector.Signature, signature);
    }

    [Theory]
    [MemberData(nameof(VectorsOnBackends))]
    public void Signatures_of_the_RFC_verify(string vectorName, string backendName)
    {
        Rfc8032Vector vector = Rfc8032Vector.Named(vectorName);

        Assert.True(Verifier(backendName, vector.PublicKey).Verify(vector.Message, vector.Signature));
    }

    [Theory]
    [InlineData(Backends.Sodium)]
    [InlineData(Backends.OpenSsl)]
    public void Signatures_made_with_one_library_verify_with_both_whatever_the_length(string signedWith)
    {
        Rfc8032Vector vector = Rfc8032Vector.First;
        foreach (int length in (int[])[0, 1, 63, 64, 111, 112, 127, 128, 4096, 1_000_003])
        {
            byte[] message = new byte[length];
            new Random(length).NextBytes(message);
            byte[] signature = new byte[64];
            Backends.Named(signedWith).Sign(vector.Seed, vector.PublicKey, message, signature);

            Assert.True(Verifier(Backends.Sodium, vector.PublicKey).Verify(message, signature));
            Assert.True(Verifier(Backends.OpenSsl, vector.PublicKey).Verify(message, signature));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99_999)]
    [InlineData(100_000)]
    public void With_both_libraries_either_may_sign_and_the_signature_is_the_same(int length)
    {
        Rfc8032Vector vector = Rfc8032Vector.First;
        Ed25519Backend both = Assert.IsType<FastestEd25519>(Ed25519Backend.Best);
        byte[] message = new byte[length];

        byte[][] signatures = [.. new[] { both, Backends.Named(Backends.Sodium), Backends.Named(Backends.OpenSsl) }.Select(backend =>
        {
            byte[] signature = new byte[64];
            backend.Sign(vector.Seed, vector.PublicKey, message, signature);
            return signature;
        })];

        Assert.Equal(signatures[1], signatures[0]);
        Assert.Equal(signatures[2], signatures[0]);
        Assert.True(both.Verify(vector.PublicKey, message, signatures[0]));
    }

    [Fact]
    public void Without_a_library_a_key_is_unusable_rather_than_an_accident() =>
        Assert.Null(Ed25519Verifier.TryCreate(OpenSslEd25519Key.PublicHex, backend: null));

    internal static IVerifier Verifier(string backendName, byte[] publicKey) => Assert.IsType<IVerifier>(
        Ed25519Verifier.TryCreate(Convert.ToHexStringLower(publicKey), Backends.Named(backendName)), exactMatch: false);
}
