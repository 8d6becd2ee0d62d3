using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

/// <summary>What many threads do with one key. That no two of them hold one ECDSA instance, <see cref="EcdsaOverlapTests"/> shows.</summary>
public sealed class ConcurrencyTests
{
    public static TheoryData<string> Kinds => ["ed25519", "P-256", "P-384", "RSA"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Answers_stay_right_when_many_threads_ask_one_signer_and_one_verifier(string kind)
    {
        using InMemorySigner signer = kind switch
        {
            "ed25519" => Ed25519Signer.Generate(),
            "P-256" => EcdsaSigner.GenerateP256(),
            "P-384" => EcdsaSigner.GenerateP384(),
            _ => Signers.FromPem(OpenSslRsaKey.Pkcs8),
        };
        IVerifier verifier = Verifiers.Create(signer.PublicKey.KeyType, signer.PublicKey.Scheme, signer.PublicKey.Public)!;

        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            byte[] message = BitConverter.GetBytes(i);
            byte[] signature = signer.Sign(message);
            Assert.True(verifier.Verify(message, signature));
            Assert.False(verifier.Verify(BitConverter.GetBytes(i + 1), signature));
            signature[^1] ^= 1;
            Assert.False(verifier.Verify(message, signature));
        });
    }
}
