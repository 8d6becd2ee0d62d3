using System.Text.Json;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Catalog.Tests;

/// <summary>Addresses of artifacts that lie elsewhere.</summary>
public sealed class ArtifactUrlsTests
{
    private static readonly TargetFile File = TargetFile.Describe("content"u8);

    [Fact]
    public void What_was_written_is_read_and_taking_it_away_leaves_the_entry_as_it_was()
    {
        Uri[] urls = [new("https://a.example/x%20y?z=1"), new("https://b.example:8443/x")];

        TargetFile with = ArtifactUrls.In(File, urls);

        Assert.True(ArtifactUrls.IsIn(with));
        Assert.Equal(urls, ArtifactUrls.Of(with));
        Assert.Equal(File, ArtifactUrls.In(with, []));
        Assert.Same(File, ArtifactUrls.In(File, []));
        Assert.Empty(ArtifactUrls.Of(File));
    }

    [Theory]
    [InlineData("http://a.example/x")]
    [InlineData("HTTPS://a.example/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//a.example/x")]
    [InlineData("https:///x")]
    [InlineData("https://user:word@a.example/x")]
    [InlineData("https://a.example/x#y")]
    [InlineData("https://a.example/x y")]
    [InlineData("https://a.example/\u202ex")]
    [InlineData("https://a.example/\n")]
    [InlineData("")]
    public void Only_plain_https_addresses_are_addresses(string text)
    {
        Assert.False(ArtifactUrls.TryParse(text, out _));
        Assert.Empty(ArtifactUrls.Of(Saying(JsonSerializer.Serialize(new[] { "https://a.example/x", text }))));
    }

    [Theory]
    [InlineData("\"https://a.example/x\"")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[\"https://a.example/1\",\"https://a.example/2\",\"https://a.example/3\",\"https://a.example/4\",\"https://a.example/5\",\"https://a.example/6\",\"https://a.example/7\",\"https://a.example/8\",\"https://a.example/9\"]")]
    public void What_is_malformed_says_that_it_is_elsewhere_and_not_where(string json)
    {
        Assert.True(ArtifactUrls.IsIn(Saying(json)));
        Assert.Empty(ArtifactUrls.Of(Saying(json)));
    }

    private static TargetFile Saying(string json) => File with { Custom = File.Custom.With(ArtifactUrls.Member, JsonElement.Parse(json)) };
}
