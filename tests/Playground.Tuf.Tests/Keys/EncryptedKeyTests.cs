using System.Formats.Asn1;
using System.Numerics;
using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

/// <summary>Encrypted private keys whose files nobody's tool would write, and some that other tools do.</summary>
public sealed class EncryptedKeyTests
{
    [Theory]
    [InlineData(10_000_001)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_iteration_count_that_would_take_forever_or_is_none_is_refused_unused(long iterations) =>
        Assert.Equal(ProblemCodes.UnusableKey, Refusal(File(iterations, 16)));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void A_key_cut_short_is_not_blamed_on_the_passphrase(int length) =>
        Assert.Equal(ProblemCodes.UnusableKey, Refusal(File(1, length)));

    [Theory]
    [InlineData(8, 32)]
    [InlineData(16, 31)]
    [InlineData(16, int.MaxValue)]
    public void An_initialization_vector_or_key_length_that_is_not_the_ciphers_is_refused(int ivLength, int keyLength) =>
        Assert.Equal(ProblemCodes.UnusableKey, Refusal(File(1, 16, ivLength, keyLength)));

    [Fact]
    public void With_everything_in_place_the_same_file_lacks_only_the_passphrase() =>
        Assert.Equal(ProblemCodes.WrongPassphrase, Refusal(File(1, 16, 16, 32)));

    [Fact]
    public void An_encrypted_version_2_file_with_its_public_key_is_read()
    {
        // RFC 5958: version 1, and the public key as [1] behind the private one.
        Rfc8032Vector vector = Rfc8032Vector.First;
        byte[] file = Pbes2.Encrypt(
            [0x30, 0x51, 2, 1, 1, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20, .. vector.Seed, 0x81, 0x21, 0, .. vector.PublicKey],
            "passphrase");

        using InMemorySigner signer = Signers.FromEncryptedPkcs8(file, "passphrase");

        Assert.Equal(Convert.ToHexStringLower(vector.PublicKey), signer.PublicKey.Public);
    }

    private static string Refusal(byte[] file) =>
        Assert.Throws<TufException>(() => Signers.FromEncryptedPkcs8(file, "passphrase")).Code;

    private static byte[] File(BigInteger iterations, int length, int ivLength = 16, int? keyLength = null)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.5.13");
                using (writer.PushSequence())
                {
                    WriteDerivation(writer, iterations, keyLength);
                    using (writer.PushSequence())
                    {
                        writer.WriteObjectIdentifier("2.16.840.1.101.3.4.1.42");
                        writer.WriteOctetString(new byte[ivLength]);
                    }
                }
            }

            writer.WriteOctetString(new byte[length]);
        }

        return writer.Encode();
    }

    private static void WriteDerivation(AsnWriter writer, BigInteger iterations, int? keyLength)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.5.12");
            using (writer.PushSequence())
            {
                writer.WriteOctetString(new byte[8]);
                writer.WriteInteger(iterations);
                if (keyLength is { } said)
                    writer.WriteInteger(said);
            }
        }
    }
}
