using Playground.Catalog;
using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Repository.Editing;
using Playground.Tuf.Model;

namespace Playground.Repository.Tests.Editing;

/// <summary>What a reviewer is told of a new release beside the one before it.</summary>
public sealed class ReleaseComparisonTests
{
    private static readonly ProjectName Foo = ProjectName.Parse("foo");

    [Fact]
    public void Files_whose_names_differ_only_in_the_version_are_compared()
    {
        Targets before = With((File("1.0.0", "foo-1.0.zip", 100), null), (File("1.0.0", "foo-1.0.0-x64.tar.gz", 70), null), (File("1.0.0", "README.md", 5, "a"), null));
        Targets after = And(before, (File("1.1.0", "foo-1.1.zip", 150), null), (File("1.1.0", "foo-1.1.0-x86.tar.gz", 70), null), (File("1.1.0", "README.md", 5, "a"), null));

        Assert.Equal(
            [
                "~ release 1.1.0, compared with 1.0.0: 3 files, 225 bytes; there 3 files, 175 bytes",
                "~ release 1.1.0: 'README.md' is the same, byte by byte",
                "- release 1.1.0: nothing is like 'foo-1.0.0-x64.tar.gz' of 1.0.0",
                "+ release 1.1.0: 'foo-1.1.0-x86.tar.gz' is like no file of 1.0.0",
                "~ release 1.1.0: 'foo-1.1.zip' grew from 100 to 150 bytes, by 50 %",
            ],
            Lines(before, after));
    }

    [Fact]
    public void A_package_is_compared_by_the_version_that_it_says_itself()
    {
        var purl = new ReleaseData { Purl = "pkg:deb/debian/foo@1%3A1.0-1%2Bb1?arch=all", Licence = "MIT" };
        Targets before = With((File("1.0.0", "foo_1:1.0-1+b1_all.deb", 100), purl));
        Targets after = And(before, (File("2.0.0", "foo_2.0_all.deb", 60), new ReleaseData { Purl = "pkg:deb/debian/foo@2.0?arch=all", Repository = "https://example.org/foo" }));

        Assert.Equal(
            [
                "~ release 2.0.0, compared with 1.0.0: 1 file, 60 bytes; there 1 file, 100 bytes",
                "~ release 2.0.0: 'foo_2.0_all.deb' shrank from 100 to 60 bytes, by 40 %",
                "! release 2.0.0: other licence than 1.0.0: MIT -> not said",
                "! release 2.0.0: other sources than 1.0.0: not said -> https://example.org/foo",
            ],
            Lines(before, after));
    }

    [Fact]
    public void A_release_is_compared_with_the_newest_below_it_and_a_first_one_with_none()
    {
        Targets before = With((File("1.0.0", "a", 1), null), (File("3.0.0", "a", 3), null));
        Targets after = And(before, (File("2.0.0", "a", 2), null), (File("0.9.0", "a", 1, "b"), null));

        Assert.Equal(
            [
                "~ release 0.9.0: there is none before it to compare with",
                "~ release 2.0.0, compared with 1.0.0: 1 file, 2 bytes; there 1 file, 1 byte",
                "~ release 2.0.0: 'a' grew from 1 to 2 bytes, by 100 %",
            ],
            Lines(before, after));
        Assert.Empty(Lines(after, after));
        Assert.Empty(ReleaseComparison.Of(RoleName.Targets, before, after));
    }

    private static IEnumerable<string> Lines(Targets before, Targets after) => ReleaseComparison.Of(CatalogRoles.ReleasersOf(Foo), before, after)
        .Select(line => $"{line.Kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', ChangeKind.Changed => '~', _ => '!' }} {line.Text}");

    private static (TargetPath Path, TargetFile File) File(string version, string name, int length, string content = "") => (
        new ReleasePath(Foo, ReleaseVersion.Parse(version), name).Target,
        new TargetFile { Length = length, Hashes = Hashes.OfSha256(System.Text.Encoding.UTF8.GetBytes(content.Length > 0 ? content : version + name)) });

    private static Targets With(params ((TargetPath Path, TargetFile File) File, ReleaseData? Data)[] files) => And(new Targets { Expires = DateTimeOffset.UnixEpoch }, files);

    private static Targets And(Targets role, params ((TargetPath Path, TargetFile File) File, ReleaseData? Data)[] files) =>
        role with { Files = TargetFiles.From(role.Files.Concat(files.Select(entry => KeyValuePair.Create(entry.File.Path, (entry.Data ?? ReleaseData.Empty).In(entry.File.File))))) };
}
