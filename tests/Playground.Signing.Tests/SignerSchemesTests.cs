using Playground.Tuf;
using Playground.Tuf.Keys;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests;

public sealed class SignerSchemesTests
{
    private static readonly SigningSurroundings Nowhere = Surroundings.In("/nonexistent");

    [Fact]
    public async Task An_unknown_scheme_is_answered_with_the_known_ones()
    {
        Problem problem = await Nowhere.RefusalAsync("carrier-pigeon:coo");

        Assert.Equal(SigningProblemCodes.UnknownScheme, problem.Code);
        Assert.Contains("file:PATH, env:NAME, ssh-agent:", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drive_letter_is_answered_with_how_to_write_a_path() =>
        Assert.Contains("file:C:", (await Nowhere.RefusalAsync(@"c:\keys\alice.pem")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_new_scheme_joins_the_known_ones_and_can_replace_one()
    {
        using InMemorySigner key = Ed25519Signer.Generate();
        SignerSchemes schemes = SignerSchemes.Default.With(new OneKey("hsm", key)).With(new OneKey("env", key));

        Assert.Equal(["file:PATH", "ssh-agent:[FINGERPRINT or COMMENT]", "hsm:", "env:"], schemes.Forms);
        foreach (string uri in (string[])["hsm:slot", "env:ANYTHING"])
        {
            OpenSigner signer = await schemes.OpenAsync(SignerUri.Parse(uri), Nowhere, TestContext.Current.CancellationToken);
            Assert.Equal(key.PublicKey, signer.PublicKey);
        }

        Assert.DoesNotContain("hsm:", SignerSchemes.Default.Forms);
    }

    [Fact]
    public async Task A_device_that_signs_something_else_is_found_out()
    {
        using InMemorySigner key = Ed25519Signer.Generate();
        SignerSchemes schemes = SignerSchemes.Default.With(new OneKey("hsm", new Distracted(key)));
        OpenSigner signer = await schemes.OpenAsync(SignerUri.Parse("hsm:"), Nowhere, TestContext.Current.CancellationToken);

        TufException refused = await Assert.ThrowsAsync<TufException>(
            async () => await signer.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken));

        Assert.Equal(SigningProblemCodes.BadSignature, refused.Code);
        Assert.Contains("nothing was signed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_signs_under_the_keyid_that_metadata_has_and_under_no_other_keys()
    {
        using InMemorySigner key = Ed25519Signer.Generate();
        using InMemorySigner other = Ed25519Signer.Generate();
        SignerSchemes schemes = SignerSchemes.Default.With(new OneKey("hsm", key));
        OpenSigner signer = await schemes.OpenAsync(SignerUri.Parse("hsm:"), Nowhere, TestContext.Current.CancellationToken);
        Key asPem = new("ed25519", "ed25519", SubjectPublicKey.ToPem(key.PublicKey));

        OpenSigner named = signer.For(asPem, KeyId.Parse("abc"));

        Assert.Equal(("abc", asPem), (named.KeyId.Value, named.PublicKey));
        byte[] signature = await named.SignAsync(Surroundings.Payload, TestContext.Current.CancellationToken);
        Assert.True(asPem.Verify(Surroundings.Payload, signature));
        foreach (Key wrong in (Key[])[other.PublicKey, new Key("unheard-of", "unheard-of", "")])
        {
            TufException refused = Assert.Throws<TufException>(() => signer.For(wrong, KeyId.Parse("abc")));
            Assert.Equal(SigningProblemCodes.OtherKey, refused.Code);
        }
    }

    [Fact]
    public async Task Disposing_an_open_signer_wipes_its_key()
    {
        InMemorySigner key = Ed25519Signer.Generate();
        SignerSchemes schemes = SignerSchemes.Default.With(new OneKey("hsm", key));
        (await schemes.OpenAsync(SignerUri.Parse("hsm:"), Nowhere, TestContext.Current.CancellationToken)).Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign(Surroundings.Payload));
    }

    private sealed class OneKey(string name, ISigner key) : ISignerScheme
    {
        public string Name => name;

        public string Form => name + ":";

        public ValueTask<ISigner> OpenAsync(SignerUri uri, SigningSurroundings surroundings, CancellationToken cancellationToken) =>
            ValueTask.FromResult(key);
    }

    private sealed class Distracted(ISigner key) : ISigner
    {
        public KeyId KeyId => key.KeyId;

        public Key PublicKey => key.PublicKey;

        public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
            key.SignAsync(payload[1..], cancellationToken);
    }
}
