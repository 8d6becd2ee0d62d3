using Playground.Catalog.Versions;
using Xunit;

namespace Playground.Catalog.Tests;

public sealed class VersionTests
{
    private static readonly ReleaseVersion[] All =
        [.. ((string[])["0.9.0", "1.0.0", "1.2.0", "1.2.3", "1.2.3.4", "1.10.0", "2.0.0-rc.1", "2.0.0", "3.0.0-alpha"]).Select(ReleaseVersion.Parse)];

    [Theory]
    [InlineData("1.0", "1.0.0")]
    [InlineData("1", "1.0.0")]
    [InlineData("1.0.0.0", "1.0.0")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("1.0.0-RC.1", "1.0.0-RC.1")]
    [InlineData("1.0.0+build.5", "1.0.0")]
    [InlineData("01.2.0", "1.2.0")]
    public void A_version_has_one_spelling(string text, string spelled) => Assert.Equal(spelled, ReleaseVersion.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1.0/2")]
    [InlineData("1..0")]
    [InlineData("1.0.0-")]
    [InlineData("1.2.3.4.5")]
    [InlineData("-1.0")]
    [InlineData(" 1.0")]
    [InlineData("1.*")]
    public void Anything_else_is_refused(string text)
    {
        TufException refusal = Assert.Throws<TufException>(() => ReleaseVersion.Parse(text));

        Assert.Equal(CatalogProblemCodes.BadReleaseVersion, refusal.Code);
    }

    [Fact]
    public void Versions_are_ordered_as_semantic_versioning_says()
    {
        string[] ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.0.0.1", "1.2.0", "1.10.0", "2.0.0"];

        Assert.Equal(ordered, ordered.Reverse().Select(ReleaseVersion.Parse).Order().Select(version => version.Value));
    }

    [Theory]
    [InlineData("", "2.0.0")]
    [InlineData("latest", "2.0.0")]
    [InlineData("1.2.3", "1.2.3")]
    [InlineData("=1.2", "1.2.0")]
    [InlineData("v1.2.3", "1.2.3")]
    [InlineData("1.x", "1.10.0")]
    [InlineData("1.*", "1.10.0")]
    [InlineData("1.2.x", "1.2.3.4")]
    [InlineData("1.2.3.*", "1.2.3.4")]
    [InlineData("^1.2", "1.10.0")]
    [InlineData("^0.9", "0.9.0")]
    [InlineData("~1.2.1", "1.2.3.4")]
    [InlineData("~1", "1.10.0")]
    [InlineData(">=1.0 <1.2.3", "1.2.0")]
    [InlineData(">= 1.0, < 1.2.3", "1.2.0")]
    [InlineData(">1.2.3 <=1.10", "1.10.0")]
    [InlineData("[1.0,1.2.3]", "1.2.3")]
    [InlineData("[1.0,1.2.3)", "1.2.0")]
    [InlineData("<1.0", "0.9.0")]
    [InlineData("<2.0", "1.10.0")]
    [InlineData("2.0.0-rc.1", "2.0.0-rc.1")]
    [InlineData(">=3.0.0-a", "3.0.0-alpha")]
    [InlineData("3.x", null)]
    [InlineData(">=2.1 <2.0", null)]
    [InlineData("7.7.7", null)]
    public void The_newest_that_is_wanted_is_found(string query, string? newest) =>
        Assert.Equal(newest, All.Where(version => VersionQuery.Parse(query).Matches(version)).Select(version => (ReleaseVersion?)version).Max()?.Value);

    [Fact]
    public void Pre_releases_are_found_when_asked_for()
    {
        Assert.True(VersionQuery.Any.Matches(ReleaseVersion.Parse("3.0.0-alpha"), prereleases: true));
        Assert.True(VersionQuery.Parse("3.x").Matches(ReleaseVersion.Parse("3.0.1-alpha"), prereleases: true));
        Assert.False(VersionQuery.Parse("<2.0").Matches(ReleaseVersion.Parse("2.0.0-rc.1"), prereleases: true));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData(">")]
    [InlineData("^x")]
    [InlineData("1.x.2")]
    [InlineData("x.1")]
    [InlineData("[1.0")]
    [InlineData(">=1.0 || <0.5")]
    public void What_is_no_query_is_refused(string text)
    {
        TufException refusal = Assert.Throws<TufException>(() => VersionQuery.Parse(text));

        Assert.Equal(CatalogProblemCodes.BadVersionQuery, refusal.Code);
    }
}
