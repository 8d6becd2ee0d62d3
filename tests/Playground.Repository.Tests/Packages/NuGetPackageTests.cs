using System.Text;
using Playground.Repository.Packages;

namespace Playground.Repository.Tests.Packages;

public sealed class NuGetPackageTests : PackageTest
{
    [Fact]
    public async Task A_package_says_who_it_is_and_where_it_comes_from()
    {
        Package? package = await ReadAsync("Acme.Tools.1.2.nupkg", TestPackage.NuGet(
            "Acme.Tools",
            "1.2.0-Beta+abc",
            "<description>Two\nlines &amp; more</description><license type=\"expression\">MIT OR Apache-2.0</license>"
            + "<repository type=\"git\" url=\"https://example.org/acme.git\"/><tags>one two,two</tags>"));

        Assert.Equal(("nuget", "Acme.Tools", "1.2.0-Beta+abc"), (package!.Kind, package.Name, package.Version));
        Assert.Equal(["1.2.0-Beta"], VersionsOf(package));
        Assert.Equal("pkg:nuget/Acme.Tools@1.2.0-Beta", package.Purl);
        Assert.Equal(("Two lines & more", "MIT OR Apache-2.0", "https://example.org/acme.git"), (package.Description, package.Licence, package.Repository));
        Assert.Equal(["one", "two"], package.Tags);
    }

    [Fact]
    public async Task A_licence_that_is_a_file_and_an_address_that_is_none_are_not_taken()
    {
        Package? package = await ReadAsync("a.nupkg", TestPackage.NuGet("A", "1.0", """<license type="file">LICENSE.txt</license><repository url="javascript:alert(1)"/>"""));

        Assert.Equal(("pkg:nuget/A@1.0.0", null, null), (package!.Purl, package.Licence, package.Repository));
    }

    [Fact]
    public async Task Entities_are_not_known_and_nothing_is_fetched()
    {
        const string Bomb = """<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><package><metadata><id>&b;</id><version>1</version></metadata></package>""";
        const string File = """<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname">]><package><metadata><id>&a;</id><version>1</version></metadata></package>""";

        await RefusedAsync("DTD", "a.nupkg", TestPackage.Zip(("a.nuspec", Bomb)));
        await RefusedAsync("DTD", "a.nupkg", TestPackage.Zip(("a.nuspec", File)));
    }

    [Fact]
    public async Task Whatever_could_be_read_in_two_ways_is_refused()
    {
        const string Good = "<package><metadata><id>a</id><version>1.0.0</version></metadata></package>";

        await RefusedAsync("more than one .nuspec", "a.nupkg", TestPackage.Zip(("a.nuspec", Good), ("B.NUSPEC", Good)));
        await RefusedAsync("more than once", "a.nupkg", TestPackage.Zip(("a.nuspec", Good), ("a.nuspec", Good)));
        await RefusedAsync("says 'id' more than once", "a.nupkg", TestPackage.NuGet("a", "1.0.0", "<id>b</id>"));
        await RefusedAsync("has no .nuspec", "a.nupkg", TestPackage.Zip(("lib/a.nuspec", Good)));
        await RefusedAsync("has no id", "a.nupkg", TestPackage.Zip(("a.nuspec", "<package><metadata/></package>")));
        await RefusedAsync("not a package", "a.nupkg", Encoding.ASCII.GetBytes("This is no zip."));
    }

    [Theory]
    [InlineData("../evil.dll")]
    [InlineData("lib/../../evil.dll")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\evil.dll")]
    public async Task A_package_with_a_file_that_would_be_unpacked_elsewhere_is_refused(string path) =>
        await RefusedAsync("unpacked elsewhere", "a.nupkg", TestPackage.Zip(("a.nuspec", "<package><metadata><id>a</id><version>1.0.0</version></metadata></package>"), (path, "x")));

    [Fact]
    public async Task What_is_too_much_is_given_up()
    {
        var few = new PackageLimits { Entries = 3 };
        var small = new PackageLimits { ZipDirectory = 4096 };

        await RefusedAsync("longer than", "a.nupkg", TestPackage.NuGet("a", "1.0.0", new string(' ', 5 << 20)));
        await RefusedAsync("nested too deeply", "a.nupkg", TestPackage.NuGet("a", "1.0.0", string.Concat(Enumerable.Repeat("<a>", 1000))));
        await RefusedAsync("more than 3 files", "a.nupkg", TestPackage.Zip(("a", ""), ("b", ""), ("c", ""), ("d", "")), few);
        await RefusedAsync("larger than", "a.nupkg", TestPackage.Zip([.. Enumerable.Range(0, 200).Select(i => ($"a-file-with-a-longer-name-{i}", ""))]), small);
    }

    [Fact]
    public async Task A_package_that_was_cut_off_anywhere_is_refused_or_read()
    {
        byte[] whole = TestPackage.NuGet("a", "1.0.0");
        for (int length = 0; length < whole.Length; length++)
        {
            var refused = await Assert.ThrowsAsync<TufException>(() => ReadAsync("a.nupkg", whole[..length]));
            Assert.Equal(RepositoryProblemCodes.UnsoundPackage, refused.Code);
        }
    }
}
