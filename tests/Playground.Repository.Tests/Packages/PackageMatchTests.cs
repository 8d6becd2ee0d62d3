using Playground.Catalog.Names;
using Playground.Catalog.Versions;
using Playground.Repository.Packages;

namespace Playground.Repository.Tests.Packages;

public sealed class PackageMatchTests : PackageTest
{
    [Theory]
    [InlineData("acme-tools", "1.2")]
    [InlineData("acme.tools", "1.2.0")]
    [InlineData("acme_tools", "1.2.0.0")]
    public async Task Spellings_of_one_name_and_one_version_match(string project, string version)
    {
        Package package = (await ReadAsync("a.nupkg", TestPackage.NuGet("Acme.Tools", "1.2.0")))!;

        PackageMatch.Require(package, "a.nupkg", ProjectName.Parse(project), ReleaseVersion.Parse(version));
    }

    [Theory]
    [InlineData("acmetools", "1.2.0", "acme-tools 1.2.0 a.nupkg")]
    [InlineData("acme.tools", "1.2.1", "acme.tools 1.2.0 a.nupkg")]
    [InlineData("acme.tools", "1.2.0-rc.1", "acme.tools 1.2.0 a.nupkg")]
    public async Task Another_name_or_version_is_refused_and_the_right_one_told(string project, string version, string right)
    {
        Package package = (await ReadAsync("a.nupkg", TestPackage.NuGet("Acme.Tools", "1.2.0")))!;

        var refused = Assert.Throws<TufException>(() => PackageMatch.Require(package, "a.nupkg", ProjectName.Parse(project), ReleaseVersion.Parse(version)));

        Assert.Equal(RepositoryProblemCodes.OtherPackage, refused.Code);
        Assert.Contains("Acme.Tools 1.2.0, and you typed " + project + " " + version, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("playground release add " + right, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_or_version_that_cannot_be_one_here_is_said_to_be_so()
    {
        Package named = (await ReadAsync("a.deb", TestPackage.Deb("Package: g++\nVersion: 1.0\n")))!;
        Package versioned = (await ReadAsync("a.deb", TestPackage.Deb("Package: a\nVersion: 20300101120000\n")))!;

        Assert.EndsWith("No project can have its name.", Refusal(named), StringComparison.Ordinal);
        Assert.EndsWith("no spelling that releases can have.", Refusal(versioned), StringComparison.Ordinal);

        static string Refusal(Package package) =>
            Assert.Throws<TufException>(() => PackageMatch.Require(package, "a.deb", ProjectName.Parse("a"), ReleaseVersion.Parse("1.0.0"))).Problem.Message;
    }

    [Theory]
    [InlineData("README.md", true)]
    [InlineData("readme.markdown", true)]
    [InlineData("README.txt", false)]
    [InlineData("docs.md", false)]
    public void What_people_read_first_is_known_by_its_name(string name, bool isReadme) => Assert.Equal(isReadme, PackageReader.IsReadme(name));
}
