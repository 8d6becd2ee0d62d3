using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Playground.Tuf.Keys;
using Xunit;

namespace Playground.Tuf.Tests.Keys;

/// <summary>Whatever is done to a signature or a key, the answer is no, and never an exception.</summary>
public sealed class KeyProperties
{
    private static readonly Gen<Mutation> Mutations =
        from kind in Gen.Choose(0, 5)
        from position in Gen.Choose(0, int.MaxValue - 1)
        from value in Gen.Choose(1, 255)
        select new Mutation(kind, position, (byte)value);

    public static TheoryData<string, string> Schemes => new()
    {
        { "ed25519", Backends.Sodium }, { "ed25519", Backends.OpenSsl }, { "ecdsa-sha2-nistp256", "" }, { "ecdsa-sha2-nistp384", "" },
        { "rsassa-pss-sha256", "libcrypto" }, { "rsassa-pss-sha256", "" },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_changed_signature_never_verifies(string scheme, string library)
    {
        (IVerifier verifier, byte[] message, byte[] signature) = Example(scheme, library);
        Assert.True(verifier.Verify(message, signature));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(Mutations), mutation =>
        {
            byte[] changed = mutation.Apply(signature);
            return changed.AsSpan().SequenceEqual(signature) || !verifier.Verify(message, changed);
        }));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Arbitrary_bytes_never_verify(string scheme, string library)
    {
        (IVerifier verifier, byte[] message, _) = Example(scheme, library);

        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), bytes => !verifier.Verify(message, bytes) && !verifier.Verify(bytes, bytes)));
    }

    [Fact]
    public void Changed_key_texts_give_a_key_or_none_but_no_exception()
    {
        string[] texts =
        [
            OpenSslEd25519Key.Public, OpenSslEd25519Key.PublicHex, OpenSslEcdsaKeys.P256Public, OpenSslEcdsaKeys.P256Point,
            OpenSslEcdsaKeys.P384Public, OpenSslEcdsaKeys.P384Point, OpenSslRsaKey.Public, OpenSslRsaKey.PublicPkcs1,
        ];
        Gen<(string Text, Mutation Mutation)> cases =
            from text in Gen.Elements(texts)
            from mutation in Mutations
            select (text, mutation);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Arb.From(cases), example =>
        {
            string changed = example.Mutation.Apply(example.Text);
            foreach ((string type, string scheme) in VerifiersTests.Kinds)
                Verifiers.Create(type, scheme, changed)?.Verify([], new byte[64]);
        }));
    }

    [Fact]
    public void Changed_private_keys_are_read_or_refused_with_a_problem()
    {
        string[] texts =
        [
            OpenSslEd25519Key.Private, OpenSslEd25519Key.EncryptedOldStyle, OpenSslEcdsaKeys.P256Private, OpenSslEcdsaKeys.P384Pkcs8,
            OpenSslRsaKey.Private, OpenSslRsaKey.Pkcs8,
        ];
        Gen<(string Text, Mutation Mutation)> cases =
            from text in Gen.Elements(texts)
            from mutation in Mutations
            select (text, mutation);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(cases), example =>
        {
            try
            {
                using InMemorySigner signer = Signers.FromPem(
                    example.Mutation.Apply(example.Text), OpenSslEd25519Key.Passphrase);
                return signer.KeyId.Value.Length == 64;
            }
            catch (TufException e)
            {
                return e.Code is ProblemCodes.UnusableKey or ProblemCodes.WrongPassphrase;
            }
        }));
    }

    [Fact]
    public void Arbitrary_key_texts_give_no_key() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
            text is null || VerifiersTests.Kinds.All(kind => Verifiers.Create(kind.Type, kind.Scheme, text) is null)));

    private static (IVerifier Verifier, byte[] Message, byte[] Signature) Example(string scheme, string library) => scheme switch
    {
        "ed25519" => (
            Ed25519Tests.Verifier(library, Rfc8032Vector.First.PublicKey), Rfc8032Vector.First.Message, Rfc8032Vector.First.Signature),
        "rsassa-pss-sha256" => (
            RsaPssVerifier.TryCreate(OpenSslRsaKey.Public, library.Length > 0)!,
            OpenSslRsaKey.Message.ToArray(),
            Convert.FromHexString(OpenSslRsaKey.Salt32)),
        "ecdsa-sha2-nistp256" => (
            Verifiers.Create("ecdsa", scheme, OpenSslEcdsaKeys.P256Public)!,
            OpenSslEcdsaKeys.Message.ToArray(),
            Convert.FromHexString(OpenSslEcdsaKeys.P256Signature)),
        _ => (
            Verifiers.Create("ecdsa", scheme, OpenSslEcdsaKeys.P384Public)!,
            OpenSslEcdsaKeys.Message.ToArray(),
            Convert.FromHexString(OpenSslEcdsaKeys.P384Signature)),
    };

    private sealed record Mutation(int Kind, int Position, byte Value)
    {
        internal string Apply(string original) => Encoding.Latin1.GetString(Apply(Encoding.Latin1.GetBytes(original)));

        internal byte[] Apply(byte[] original)
        {
            int at = Position % original.Length;
            return Kind switch
            {
                0 or 1 => [.. original[..at], (byte)(original[at] ^ Value), .. original[(at + 1)..]],
                2 => original[..at],
                3 => [.. original[..at], .. original[(at + 1)..]],
                4 => [.. original[..at], Value, .. original[at..]],
                _ => [.. original, .. Enumerable.Repeat(Value, 1 + (at % 8))],
            };
        }
    }
}
