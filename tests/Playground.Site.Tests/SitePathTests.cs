using Xunit;

namespace Playground.Site.Tests;

/// <summary>Names of strangers as addresses of pages.</summary>
public sealed class SitePathTests
{
    [Theory]
    [InlineData("targets", "roles/ta/targets/index.html")]
    [InlineData("claimed~ab", "roles/cl/claimed~ab/index.html")]
    [InlineData("a", "roles/a/a/index.html")]
    [InlineData("a.b", "roles/a/a.b/index.html")]
    public void Plain_names_are_their_own_addresses(string role, string path) => Assert.Equal(path, SitePath.Role(role));

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("été")]
    [InlineData("x~0123456789abcdef")]
    [InlineData("x.html")]
    public void Other_names_get_an_address_that_is_safe_and_nobody_elses(string role)
    {
        string path = SitePath.Role(role);

        Assert.True(SitePath.IsSafe(path));
        Assert.Matches("^roles/[a-z0-9~]{1,2}/[a-z0-9]*~[0-9a-f]{16}/index[.]html$", path);
        Assert.NotEqual(path, SitePath.Role(path.Split('/')[2]));
    }

    [Theory]
    [InlineData("metadata/timestamp.json")]
    [InlineData("targets/x")]
    [InlineData("../x")]
    [InlineData("/etc/hostname")]
    [InlineData("a//b")]
    [InlineData("")]
    public void What_clients_read_and_what_lies_elsewhere_is_no_page(string path) => Assert.False(SitePath.IsSafe(path));
}
