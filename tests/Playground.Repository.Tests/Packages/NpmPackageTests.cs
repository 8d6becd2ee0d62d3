using System.Text;
using Playground.Repository.Packages;

namespace Playground.Repository.Tests.Packages;

public sealed class NpmPackageTests : PackageTest
{
    [Fact]
    public async Task A_package_says_who_it_is_and_where_it_comes_from()
    {
        Package? package = await ReadAsync("acme-tools-1.2.3.tgz", TestPackage.Npm("""
            {"name": "@acme/tools", "version": "1.2.3-rc.1", "description": " It\tdoes\u202e things ", "license": "ISC", "keywords": ["one", 2, "two"],
             "repository": {"type": "git", "url": "git+https://example.org/acme.git"}, "os": ["linux"], "cpu": ["x64"]}
            """));

        Assert.Equal(("npm", "@acme/tools", "1.2.3-rc.1"), (package!.Kind, package.Name, package.Version));
        Assert.Equal("pkg:npm/%40acme/tools@1.2.3-rc.1", package.Purl);
        Assert.Equal(("It does things", "ISC", "https://example.org/acme.git", "linux-x64"), (package.Description, package.Licence, package.Repository, package.Platform));
        Assert.Equal(["one", "two"], package.Tags);
        Assert.Equal(["acme-tools", "tools"], PackageNames.ProjectsOf(package));
    }

    [Theory]
    [InlineData("\"acme/tools\"", "https://github.com/acme/tools")]
    [InlineData("\"gitlab:acme/tools\"", "https://gitlab.com/acme/tools")]
    [InlineData("{\"url\": \"git://example.org/a.git\"}", "git://example.org/a.git")]
    [InlineData("\"javascript:alert(1)\"", null)]
    [InlineData("[1]", null)]
    public async Task Its_sources_are_found_however_they_are_spelled(string spelled, string? address) => Assert.Equal(
        address, (await ReadAsync("a.tgz", TestPackage.Npm($$"""{"name": "a", "version": "1.0.0", "repository": {{spelled}}}""")))!.Repository);

    [Theory]
    [InlineData("\"MIT\"", "MIT")]
    [InlineData("{\"type\": \"MIT\"}", "MIT")]
    [InlineData("\"SEE LICENSE IN LICENSE.md\"", null)]
    [InlineData("7", null)]
    public async Task A_licence_is_taken_where_it_is_one(string spelled, string? licence) => Assert.Equal(
        licence, (await ReadAsync("a.tgz", TestPackage.Npm($$"""{"name": "a", "version": "1.0.0", "license": {{spelled}}}""")))!.Licence);

    [Fact]
    public async Task A_tar_of_something_else_is_no_package()
    {
        Assert.Null(await ReadAsync("a.tgz", TestPackage.GZip(TestPackage.Tar(("package/readme", "x"), ("package/node_modules/b/package.json", "{}")))));
        Assert.Null(await ReadAsync("a.tgz", TestPackage.Npm("""{"private": true}""")));
        Assert.Null(await ReadAsync("a.tgz", Encoding.ASCII.GetBytes("not packed at all")));
        Assert.Null(await ReadAsync("a.tgz", TestPackage.GZip(TestPackage.Tar(("../a", "x")))));
    }

    [Fact]
    public async Task Whatever_could_be_read_in_two_ways_is_refused()
    {
        const string Good = """{"name": "a", "version": "1.0.0"}""";

        await RefusedAsync("uplicate", "a.tgz", TestPackage.Npm("""{"name": "a", "name": "b", "version": "1.0.0"}"""));
        await RefusedAsync("more than once", "a.tgz", TestPackage.GZip(TestPackage.Tar(("package/package.json", Good), ("./package/package.json", Good))));
        await RefusedAsync("more than one package.json", "a.tgz", TestPackage.GZip(TestPackage.Tar(("package/package.json", Good), ("b/package.json", Good))));
        await RefusedAsync("unpacked elsewhere", "a.tgz", TestPackage.GZip(TestPackage.Tar(("package/package.json", Good), ("package/../../b", "x"))));
        await RefusedAsync("not a package", "a.tgz", TestPackage.Npm("""{"name": "\ud800", "version": "1.0.0"}"""));
        await RefusedAsync("not a package", "a.tgz", TestPackage.Npm("{\"name\": \"a\", \"version\": \"1.0.0\", \"x\": " + new string('[', 10_000)));
    }

    [Fact]
    public async Task A_name_longer_than_anybody_needs_is_not_read_into_memory()
    {
        byte[] tar = [.. TestPackage.Tar(("package/package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}"))[..^1024], .. LongName(2_000_000_000), .. new byte[4096]];
        long before = GC.GetAllocatedBytesForCurrentThread();

        await RefusedAsync("longer than 65536 bytes", "a.tgz", TestPackage.GZip(tar));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public async Task What_unpacks_to_too_much_is_given_up()
    {
        byte[] bomb = TestPackage.GZip(TestPackage.Tar(("package/package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}"), ("package/zeros", new string('\0', 4 << 20))));
        Assert.InRange(bomb.Length, 0, 64 << 10);

        await RefusedAsync("larger than", "a.tgz", bomb, new PackageLimits { Tar = 1 << 20 });
        await RefusedAsync("longer than", "a.tgz", TestPackage.Npm($"{{\"name\": \"a\", \"version\": \"1.0.0\"{new string(' ', 5 << 20)}}}"));
    }

    [Fact]
    public async Task A_package_that_was_cut_off_anywhere_is_refused_or_none()
    {
        byte[] whole = TestPackage.Npm("""{"name": "a", "version": "1.0.0"}""");
        for (int length = 0; length < whole.Length - 8; length++)
        {
            try
            {
                Package? read = await ReadAsync("a.tgz", whole[..length]);
                Assert.True(read is null or { Name: "a" });
            }
            catch (TufException e)
            {
                Assert.Equal(RepositoryProblemCodes.UnsoundPackage, e.Code);
            }
        }
    }

    /// <summary>The header of a GNU long name.</summary>
    private static byte[] LongName(long size)
    {
        byte[] header = new byte[512];
        Encoding.ASCII.GetBytes("././@LongLink").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\00000000\00000000\0").CopyTo(header, 100);
        Encoding.ASCII.GetBytes(Convert.ToString(size, 8).PadLeft(11, '0')).CopyTo(header, 124);
        Encoding.ASCII.GetBytes("00000000000\0        L").CopyTo(header, 136);
        Encoding.ASCII.GetBytes("ustar  \0").CopyTo(header, 257);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ").CopyTo(header, 148);
        return header;
    }
}
