using Playground.Tuf;
using Xunit;

namespace Playground.Signing.Tests;

public sealed class SignerUriTests
{
    [Theory]
    [InlineData("file:alice.pem", "file", "alice.pem")]
    [InlineData("FILE:Alice.pem", "file", "Alice.pem")]
    [InlineData("file:~/keys/my key.pem", "file", "~/keys/my key.pem")]
    [InlineData("ssh-agent:", "ssh-agent", "")]
    [InlineData("ssh-agent:SHA256:ab+/cd", "ssh-agent", "SHA256:ab+/cd")]
    [InlineData("pkcs11:token=a;object=b", "pkcs11", "token=a;object=b")]
    public void A_uri_is_a_scheme_and_a_place_as_it_was_written(string text, string scheme, string rest)
    {
        SignerUri uri = SignerUri.Parse(text);

        Assert.Equal((scheme, rest), (uri.Scheme, uri.Rest));
        Assert.Equal(uri, SignerUri.Parse(uri.Value));
        Assert.Equal(uri, SignerUri.Of(scheme, rest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("alice.pem")]
    [InlineData(":alice")]
    [InlineData("1file:alice")]
    [InlineData("fi le:alice")]
    [InlineData("file:a\nb")]
    [InlineData("a-scheme-longer-than-any-that-will-be:x")]
    [InlineData("-----BEGIN PRIVATE KEY-----MC4CAQAwBQYDK2VwBCIEIJdW:")]
    public void Other_texts_are_refused_without_being_repeated(string text)
    {
        TufException refused = Assert.Throws<TufException>(() => SignerUri.Parse(text));

        Assert.Equal(SigningProblemCodes.BadSignerUri, refused.Code);
        Assert.DoesNotContain("MC4CAQ", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_uri_longer_than_any_place_is_refused() =>
        Assert.False(SignerUri.TryParse("file:" + new string('x', SignerUri.MaxLength), out _));

    [Theory]
    [InlineData("ssh-agent:alice%20%40home", "alice @home")]
    [InlineData("ssh-agent:100%", "100%")]
    [InlineData("ssh-agent:SHA256:a+b/c", "SHA256:a+b/c")]
    public void Percent_encoding_is_undone_where_it_is_one(string text, string decoded) =>
        Assert.Equal(decoded, SignerUri.Parse(text).DecodedRest);

    [Fact]
    public void Showing_a_uri_shows_no_tricks() =>
        Assert.Equal(@"file:a\u202eb", SignerUri.Parse("file:a\u202eb").ToString());
}
