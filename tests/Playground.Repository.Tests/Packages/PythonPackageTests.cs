using Playground.Repository.Packages;

namespace Playground.Repository.Tests.Packages;

public sealed class PythonPackageTests : PackageTest
{
    private const string More = "Summary: Does things\nLicense-Expression: MIT\nKeywords: one,two\nProject-URL: Docs, https://example.org/docs\nProject-URL: Source Code, https://example.org/acme\n";

    [Fact]
    public async Task A_wheel_says_who_it_is_and_its_file_name_for_what_it_was_built()
    {
        Package? package = await ReadAsync("Acme_Tools-1.2.0-1-cp312-abi3-manylinux_2_28_x86_64.whl", TestPackage.Wheel("Acme_Tools", "1.2", More));

        Assert.Equal(("wheel", "Acme_Tools", "1.2", "cp312-abi3-manylinux_2_28_x86_64"), (package!.Kind, package.Name, package.Version, package.Platform));
        Assert.Equal("pkg:pypi/acme-tools@1.2", package.Purl);
        Assert.Equal(("Does things", "MIT", "https://example.org/acme"), (package.Description, package.Licence, package.Repository));
        Assert.Equal(["one", "two"], package.Tags);
    }

    [Fact]
    public async Task A_source_distribution_says_the_same()
    {
        Package? package = await ReadAsync("acme-1.2.tar.gz", TestPackage.Sdist("acme", "1.2", More));

        Assert.Equal(("sdist", "acme", "1.2", "MIT", "pkg:pypi/acme@1.2"), (package!.Kind, package.Name, package.Version, package.Licence, package.Purl));
        Assert.Null(await ReadAsync("acme-1.2.tar.gz", TestPackage.GZip(TestPackage.Tar(("acme-1.2/acme/PKG-INFO", "Name: acme\n")))));
    }

    [Fact]
    public async Task The_text_of_a_licence_is_no_licence()
    {
        Assert.Null((await ReadAsync("acme-1.2.tar.gz", TestPackage.Sdist("acme", "1.2", "License: Everybody\n        may do\n        anything.\n")))!.Licence);
        Assert.Equal("BSD", (await ReadAsync("acme-1.2.tar.gz", TestPackage.Sdist("acme", "1.2", "License: BSD\n")))!.Licence);
    }

    [Theory]
    [InlineData("1.0", "1.0.0")]
    [InlineData("1.0rc1", "1.0.0-rc1", "1.0.0-rc.1")]
    [InlineData("v1.0-ALPHA.2", "1.0.0-a2", "1.0.0-a.2", "1.0.0-alpha2", "1.0.0-alpha.2")]
    [InlineData("1.0.post2", "1.0.0.2")]
    [InlineData("1.0-2", "1.0.0.2")]
    [InlineData("1.0.dev3", "1.0.0-dev3", "1.0.0-dev.3")]
    [InlineData("1!2.0+cpu", "2.0.0")]
    [InlineData("1.0c1.post2", "1.0.0-rc1.post2", "1.0.0-rc1.post.2", "1.0.0-rc.1.post2", "1.0.0-rc.1.post.2")]
    [InlineData("2024.1.2.3", "2024.1.2.3")]
    public void Versions_have_their_spellings_as_releases(string version, params string[] spellings) =>
        Assert.Equal(spellings, PythonVersion.ReleaseVersionsOf(version).Select(one => one.Value));

    [Theory]
    [InlineData("2024.1.2.3.4")]
    [InlineData("1.2.3.4.post1")]
    [InlineData("20300101120000")]
    [InlineData("one")]
    public void Versions_that_no_release_can_have_have_no_spelling(string version) => Assert.Empty(PythonVersion.ReleaseVersionsOf(version));

    [Fact]
    public async Task Whatever_could_be_read_in_two_ways_is_refused()
    {
        await RefusedAsync("says 'Name' more than once", "a-1.tar.gz", TestPackage.Sdist("a", "1", "Name: b\n"));
        await RefusedAsync("file name says b 1", "b-1-py3-none-any.whl", TestPackage.Wheel("a", "1"));
        await RefusedAsync("file name says a 2", "a-2-py3-none-any.whl", TestPackage.Wheel("a", "1"));
        await RefusedAsync("more than one METADATA", "a-1-py3-none-any.whl", TestPackage.Zip(("a-1.dist-info/METADATA", "Name: a"), ("b-1.dist-info/METADATA", "Name: b")));
        await RefusedAsync("is no field", "a-1.tar.gz", TestPackage.GZip(TestPackage.Tar(("a-1/PKG-INFO", "Name a\n"))));
    }
}
