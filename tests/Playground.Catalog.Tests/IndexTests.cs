using System.Globalization;
using System.Text;
using Playground.Catalog.Index;
using Playground.Catalog.Names;
using Playground.Catalog.Reading;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Catalog.Tests;

/// <summary>The index of projects: what it says, how it is written, what is refused, how long it gets.</summary>
public sealed class IndexTests
{
    private static readonly DateTimeOffset Day = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly ReleaseData Said = new() { Description = "A tool.", Tags = ["b", "a"], Released = Day };

    [Fact]
    public void Projects_stand_in_the_shard_of_their_first_letter_as_their_newest_release_describes_them()
    {
        IReadOnlyList<IndexShard> shards = ProjectIndex.Of(
        [
            Listing("foo", ("2.0.0-rc.1", Said with { Description = "rc" }), ("1.2.0", Said with { Yanked = new Yank("x", Day) }), ("1.1.0", Said), ("1.0.0", Said with { Description = "old" })),
            Listing("7zip", ("1.0.0", ReleaseData.Empty)),
            Listing("fun"),
            Listing("gone", ("1.0.0", Said)) with { Exists = false },
            Listing("halted", ("1.0.0", Said)) with { IsBlocked = true },
        ]);

        Assert.Equal(['7', 'f'], shards.Select(shard => shard.Letter));
        Assert.Equal(
            """
            {"format":1,"projects":{
            "foo":{"version":"1.1.0","releases":4,"released":"2030-01-02T03:04:05Z","description":"A tool.","tags":["b","a"]},
            "fun":{"releases":0}
            }}

            """,
            Encoding.UTF8.GetString(shards[1].ToBytes()));
        Assert.Equal("index/f.json", shards[1].Path.Value);
    }

    [Fact]
    public void A_project_with_pre_releases_alone_is_described_by_the_newest_of_them_and_has_no_version()
    {
        IndexEntry entry = IndexEntry.Of(Listing("foo", ("1.0.0-rc.2", Said), ("1.0.0-rc.1", Said with { Description = "old" })));

        Assert.Equal((null, 2, "A tool."), (entry.Version, entry.Releases, entry.Description));
    }

    [Fact]
    public void What_strangers_write_does_not_outgrow_the_index()
    {
        string description = new('d', IndexEntry.MaxDescription - 2);
        IndexEntry entry = IndexEntry.Of(Listing("foo", ("1.0.0", new ReleaseData
        {
            Description = description + "\U0001F600 and on",
            Tags = [new string('t', IndexEntry.MaxTag + 1), "", .. Enumerable.Range(0, 50).Select(number => $"t{number}"), "t1"],
        })));

        Assert.Equal(description + "…", entry.Description);
        Assert.Equal(Enumerable.Range(0, IndexEntry.MaxTags).Select(number => $"t{number}"), entry.Tags!);
    }

    [Fact]
    public void A_file_is_read_as_it_was_written_and_written_again_as_it_was()
    {
        byte[] file = ProjectIndex.Of([Listing("foo_b", ("1.0.0", Said)), Listing("foo", ("1.0.0", Said))])[0].ToBytes();

        var read = IndexShard.Parse('f', file);

        Assert.Equal(["foo", "foo_b"], read.Projects.Keys.Order().Select(name => name.Value));
        Assert.Equal(("1.0.0", Day), (read.Projects[ProjectName.Parse("foo")].Version, read.Projects[ProjectName.Parse("foo")].Released));
        Assert.Equal(file, read.ToBytes());
        Assert.Equal(file, ProjectIndex.Of([Listing("foo", ("1.0.0", Said)), Listing("foo_b", ("1.0.0", Said))])[0].ToBytes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":2,\"projects\":{}}")]
    [InlineData("{\"projects\":{}}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":1,\"projects\":null}")]
    [InlineData("{\"format\":1,\"projects\":{\"foo\":null}}")]
    [InlineData("{\"format\":1,\"projects\":{\"foo\":{}}} ,")]
    [InlineData("{\"format\":1,\"projects\":{\"foo\":{},\"foo\":{}}}")]
    [InlineData("{\"format\":1,\"projects\":{\"bar\":{}}}")]
    [InlineData("{\"format\":1,\"projects\":{\"Foo\":{}}}")]
    [InlineData("{\"format\":1,\"projects\":{\"f/../x\":{}}}")]
    [InlineData("{\"format\":1,\"projects\":{\"foo\":{\"tags\":\"x\"}}}")]
    [InlineData("{\"format\":1,\"projects\":{\"foo\":{\"released\":\"yesterday\"}}}")]
    [InlineData("{\"format\":1,\"projects\":{\"foo\":{\"releases\":1e99}}}")]
    public void A_file_that_makes_no_sense_has_a_code(string file)
    {
        TufException e = Assert.Throws<TufException>(() => IndexShard.Parse('f', Encoding.UTF8.GetBytes(file)));

        Assert.Equal(CatalogProblemCodes.BadIndex, e.Code);
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read()
    {
        TufException e = Assert.Throws<TufException>(() => IndexShard.Parse('f', new byte[IndexShard.MaxLength + 1]));

        Assert.Equal(CatalogProblemCodes.BadIndex, e.Code);
    }

    [Fact]
    public void Members_of_later_tools_are_passed_over()
    {
        var read = IndexShard.Parse('f', "{\"format\":1,\"more\":[1],\"projects\":{\"foo\":{\"more\":{},\"releases\":3}}}"u8);

        Assert.Equal(3, Assert.Single(read.Projects).Value.Releases);
    }

    [Theory]
    [InlineData("index/a.json", 'a')]
    [InlineData("index/0.json", '0')]
    [InlineData("index/ab.json", null)]
    [InlineData("index/-.json", null)]
    [InlineData("index/a.jsom", null)]
    [InlineData("other/a.json", null)]
    public void A_path_is_that_of_a_shard_or_is_not(string path, char? letter) => Assert.Equal(letter, IndexShard.LetterOf(TargetPath.Parse(path)));

    /// <summary>docs/formats.md says 222 kB: with a description of 80 characters and three tags, and nothing compressed.</summary>
    [Fact]
    public void A_thousand_projects_take_about_as_much_as_the_documentation_says()
    {
        IReadOnlyList<IndexShard> shards = ProjectIndex.Of(Enumerable.Range(0, 1000).Select(number => Listing(
            string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + (number % 26))}-project-{number}"),
            ("1.23.0", new ReleaseData { Description = new string('d', 80), Tags = ["command-line", "tools", "json"], Released = Day }))));

        int length = shards.Sum(shard => shard.ToBytes().Length);

        Assert.InRange(length, 215_000, 228_000);
    }

    private static ProjectListing Listing(string project, params (string Version, ReleaseData Data)[] releases) => new()
    {
        Project = ProjectName.Parse(project),
        Exists = true,
        IsBlocked = false,
        BlockedVersions = [],
        Releases = Release.Group(releases.Select(release =>
        {
            var path = new ReleasePath(ProjectName.Parse(project), ReleaseVersion.Parse(release.Version), "file.zip");
            return new ReleaseFile(path, new FoundTarget(path.Target, TargetFile.Describe([1]), RoleName.Parse("releasers")), release.Data);
        })),
    };
}
