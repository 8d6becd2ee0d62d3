using System.Diagnostics;
using Playground.Repository.Packages;

namespace Playground.Repository.Tests.Packages;

public sealed class DebianPackageTests : PackageTest
{
    private const string Control = "Package: acme-tools\nVersion: 1:1.2.3-4+b1\nArchitecture: amd64\nDescription: does things\n and more\n .\n at length\n";

    [Fact]
    public async Task A_package_says_who_it_is_and_for_what_it_was_built()
    {
        Package? package = await ReadAsync("acme.deb", TestPackage.Deb(Control));

        Assert.Equal(("deb", "acme-tools", "1:1.2.3-4+b1", "amd64", "does things"), (package!.Kind, package.Name, package.Version, package.Platform, package.Description));
        Assert.Equal("pkg:deb/debian/acme-tools@1:1.2.3-4%2Bb1?arch=amd64", package.Purl);
        Assert.Equal(["1.2.3", "1.2.3-4"], VersionsOf(package));
    }

    [Theory]
    [InlineData("xz", ".xz", "--compress")]
    [InlineData("zstd", ".zst", "--compress")]
    public async Task The_control_archive_may_be_packed_as_dpkg_packs_it(string program, string ending, string option)
    {
        string? path = ProgramLocation.Find(program, Environment.GetEnvironmentVariable("PATH"));
        Assert.SkipWhen(path is null, $"{program} is not installed.");

        Package? package = await ReadAsync("acme.deb", TestPackage.Deb(Control, ending, content => Pipe(path, option, content)));

        Assert.Equal("acme-tools", package!.Name);
        await RefusedAsync("unpacks to more", "acme.deb", TestPackage.Deb(Control + new string('a', 1 << 20), ending, content => Pipe(path, option, content)), new PackageLimits { DebianControl = 64 << 10 });
        await RefusedAsync("cannot be unpacked", "acme.deb", TestPackage.Deb(Control, ending, _ => [1, 2, 3]));
    }

    [Fact]
    public async Task Plain_tar_and_members_of_other_tools_are_read_too()
    {
        byte[] tar = TestPackage.Tar(("./control", Control));

        Assert.Equal("acme-tools", (await ReadAsync("acme.deb", TestPackage.Deb(Control, "", content => content)))!.Name);
        Assert.Equal("acme-tools", (await ReadAsync("acme.deb", TestPackage.Ar(("debian-binary", "2.0\n"u8.ToArray()), ("_odd", [1]), ("control.tar", tar))))!.Name);
    }

    [Fact]
    public async Task Where_a_program_is_missing_it_is_named()
    {
        using var empty = new TemporaryFolder();

        var missing = await Assert.ThrowsAsync<TufException>(() => DecompressionProgram.Xz.RunAsync([1], 10, empty.FullPath, TestContext.Current.CancellationToken));

        Assert.Equal(RepositoryProblemCodes.UnpackerMissing, missing.Code);
        Assert.Contains("Install xz", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_package_is_refused()
    {
        byte[] whole = TestPackage.Deb(Control);

        await RefusedAsync("no ar archive", "a.deb", "hello"u8.ToArray());
        await RefusedAsync("no Debian package of format 2", "a.deb", TestPackage.Ar(("debian-binary", "3.0\n"u8.ToArray())));
        await RefusedAsync("no control archive", "a.deb", TestPackage.Ar(("debian-binary", "2.0\n"u8.ToArray())));
        await RefusedAsync("'control.exe'", "a.deb", TestPackage.Ar(("debian-binary", "2.0\n"u8.ToArray()), ("control.exe", [1])));
        await RefusedAsync("says 'Package' more than once", "a.deb", TestPackage.Deb(Control + "package: other\n"));
        await RefusedAsync("unpacked elsewhere", "a.deb", TestPackage.Ar(("debian-binary", "2.0\n"u8.ToArray()), ("control.tar", TestPackage.Tar(("./control", Control), ("../../etc/x", "x")))));
        for (int length = 0; length < 100; length++)
        {
            await RefusedAsync("not a package", "a.deb", whole[..length]);
        }
    }

    [Theory]
    [InlineData("2.10-3", "2.10.0", "2.10.0-3")]
    [InlineData("1.2~rc1-1", "1.2.0-rc1", "1.2.0-rc1-1")]
    [InlineData("2024a-0+deb12u1", "2024.0.0")]
    [InlineData("1.2.3+dfsg1-1", "1.2.3")]
    [InlineData("5.4", "5.4.0")]
    public void Versions_have_their_spellings_as_releases(string version, params string[] spellings) =>
        Assert.Equal(spellings, PackageVersions.Debian(version).Select(one => one.Value));

    private static byte[] Pipe(string program, string option, byte[] content)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, [option, "--stdout"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Task written = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(content);
            process.StandardInput.Close();
        });
        using var packed = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(packed);
        written.GetAwaiter().GetResult();
        process.WaitForExit();
        return packed.ToArray();
    }
}
