using Playground.Catalog.Names;
using Playground.Catalog.Releases;
using Playground.Catalog.Versions;
using Playground.Tuf.Client;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Catalog.Tests;

public sealed class ReleaseTests
{
    private static readonly DateTimeOffset Then = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_file_of_a_release_has_its_place()
    {
        ReleasePath path = ReleasePath.Parse(TargetPath.Parse("projects/foo/1.2.3/foo-1.2.3.tgz"));

        Assert.Equal(new ReleasePath(ProjectName.Parse("foo"), ReleaseVersion.Parse("1.2.3"), "foo-1.2.3.tgz"), path);
        Assert.Equal("projects/foo/1.2.3/foo-1.2.3.tgz", path.Target.Value);
        Assert.True(ReleasePath.AllOf(path.Project).Matches(path.Target));
        Assert.True(ReleasePath.AllOf(path.Project, path.Version).Matches(path.Target));
        Assert.False(ReleasePath.AllOf(ProjectName.Parse("fo")).Matches(path.Target));
    }

    [Theory]
    [InlineData("projects/foo/1.2/x")]
    [InlineData("projects/foo/1.2.3+a/x")]
    [InlineData("projects/Foo/1.2.3/x")]
    [InlineData("projects/foo/1.2.3")]
    [InlineData("projects/foo/1.2.3/a/b")]
    [InlineData("files/foo/1.2.3/x")]
    public void A_second_spelling_or_another_place_is_none(string path) => Assert.False(ReleasePath.TryParse(TargetPath.Parse(path), out _));

    [Fact]
    public void What_is_said_of_a_file_survives_being_written()
    {
        var data = new ReleaseData
        {
            Kind = "nuget",
            Platform = "any",
            Tags = ["tuf", "päckchen"],
            Description = "Says \"hello\"\n<script>",
            Licence = "MIT",
            Repository = "https://example.org/foo",
            Purl = "pkg:nuget/Foo@1.2.3",
            Released = Then,
            Yanked = new Yank("Deletes files", Then),
            Deprecated = new Deprecation("Renamed", "bar", Then),
        };

        ReleaseData read = ReleaseData.Of(data.In(TargetFile.Describe("x"u8)));

        Assert.Equal(data with { Tags = null }, read with { Tags = null });
        Assert.Equal(data.Tags, read.Tags);
    }

    [Fact]
    public void Other_custom_data_stays_beside_it()
    {
        TargetFile file = TargetFile.Describe("x"u8);
        file = file with { Custom = file.Custom.With("mine", 7) };

        TargetFile said = new ReleaseData { Kind = "deb" }.In(file);

        Assert.Equal(7, said.Custom.GetInteger("mine"));
        Assert.Equal("deb", ReleaseData.Of(said).Kind);
        Assert.Equal(ReleaseData.Empty, ReleaseData.Of(file));
    }

    [Fact]
    public void Only_the_standing_of_a_file_may_change()
    {
        var data = new ReleaseData { Kind = "deb", Tags = ["a"] };

        Assert.True(data.DiffersOnlyInStanding(data with { Yanked = new Yank("No", Then), Tags = ["a"] }));
        Assert.False(data.DiffersOnlyInStanding(data with { Kind = "nuget" }));
    }

    [Theory]
    [InlineData("{\"kind\":7}")]
    [InlineData("{\"yanked\":{\"reason\":\"x\",\"since\":\"yesterday\"}}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_cannot_be_understood_is_an_error_with_a_code(string json)
    {
        TargetFile file = TargetFile.Describe("x"u8);
        file = file with { Custom = file.Custom.With(ReleaseData.Member, System.Text.Json.JsonElement.Parse(json)) };

        TufException refusal = Assert.Throws<TufException>(() => ReleaseData.Of(file));

        Assert.Equal(CatalogProblemCodes.BadReleaseData, refusal.Code);
    }

    [Fact]
    public void The_newest_release_that_is_not_yanked_is_chosen_and_a_yanked_one_only_by_its_version()
    {
        IReadOnlyList<Release> releases = Release.Group(
            [File("1.0.0"), File("1.1.0"), File("1.1.0", yanked: true, name: "b"), File("2.0.0-rc.1"), File("1.0.0", name: "b")]);

        Assert.Equal(["2.0.0-rc.1", "1.1.0", "1.0.0"], releases.Select(release => release.Version.Value));
        Assert.Equal("1.0.0", Release.Choose(releases, VersionQuery.Any)?.Version.Value);
        Assert.Equal("2.0.0-rc.1", Release.Choose(releases, VersionQuery.Any, prereleases: true)?.Version.Value);
        Assert.Equal("1.1.0", Release.Choose(releases, VersionQuery.Parse("1.1.0"))?.Version.Value);
        Assert.Null(Release.Choose(releases, VersionQuery.Parse("^1.1")));
    }

    private static ReleaseFile File(string version, bool yanked = false, string name = "a")
    {
        var path = new ReleasePath(ProjectName.Parse("foo"), ReleaseVersion.Parse(version), name);
        var found = new FoundTarget(path.Target, TargetFile.Describe("x"u8), RoleName.Parse("foo.releases"));
        return new ReleaseFile(path, found, new ReleaseData { Yanked = yanked ? new Yank("Broken", Then) : null });
    }
}
