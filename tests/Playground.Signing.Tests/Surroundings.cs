using Playground.Signing.Passphrases;
using Playground.Tuf;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Signing.Tests;

/// <summary>A world of its own for a test: no variables but these, no home but a temporary one.</summary>
internal static class Surroundings
{
    internal static readonly byte[] Payload = """{"_type":"root","version":1}"""u8.ToArray();

    internal static SigningSurroundings In(string folder, params (string Name, string Value)[] variables) => new()
    {
        Variable = name => variables.FirstOrDefault(variable => variable.Name == name).Value,
        HomeFolder = folder,
        WorkingFolder = folder,
    };

    internal static SigningSurroundings Knowing(this SigningSurroundings surroundings, IPassphraseSource source) =>
        surroundings with { Passphrases = source };

    internal static ValueTask<OpenSigner> OpenAsync(this SigningSurroundings surroundings, string uri) =>
        SignerSchemes.Default.OpenAsync(SignerUri.Parse(uri), surroundings, TestContext.Current.CancellationToken);

    /// <summary>Opens a key, lets it sign, checks the signature with nothing but the key as metadata has it, and answers that key.</summary>
    internal static async Task<Key> SignAndVerifyAsync(this SigningSurroundings surroundings, string uri)
    {
        using OpenSigner signer = await surroundings.OpenAsync(uri);
        byte[] signature = await signer.SignAsync(Payload, TestContext.Current.CancellationToken);
        Key asMetadataHasIt = new(signer.PublicKey.KeyType, signer.PublicKey.Scheme, signer.PublicKey.Public);
        Assert.True(asMetadataHasIt.Verify(Payload, signature));
        Assert.False(asMetadataHasIt.Verify([.. Payload, 1], signature));
        Assert.Equal(asMetadataHasIt.ComputeId(), signer.KeyId);
        return signer.PublicKey;
    }

    /// <summary>Why a key could not be opened: the answer begins with the code and says what was left alone.</summary>
    internal static async Task<Problem> RefusalAsync(this SigningSurroundings surroundings, string uri)
    {
        Problem problem = (await Assert.ThrowsAsync<TufException>(async () => await surroundings.OpenAsync(uri))).Problem;
        Assert.Contains("nothing was signed", problem.Message, StringComparison.Ordinal);
        return problem;
    }
}
