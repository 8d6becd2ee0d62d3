using Playground.Catalog.Names;
using Xunit;

namespace Playground.Catalog.Tests;

public sealed class ProjectNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("7zip")]
    [InlineData("foo-bar_baz.qux")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901bc")]
    public void A_name_of_letters_digits_and_single_separators_is_one(string text) => Assert.Equal(text, ProjectName.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("Foo")]
    [InlineData("-foo")]
    [InlineData("foo-")]
    [InlineData("foo..bar")]
    [InlineData("foo-_bar")]
    [InlineData("foo/bar")]
    [InlineData("..")]
    [InlineData("fоo")] // The second letter is Cyrillic.
    [InlineData("foo bar")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901bcd")]
    public void Anything_else_is_refused(string text)
    {
        TufException refusal = Assert.Throws<TufException>(() => ProjectName.Parse(text));

        Assert.Equal(CatalogProblemCodes.BadProjectName, refusal.Code);
    }

    [Fact]
    public void What_a_person_types_is_compared_after_folding() => Assert.Equal(ProjectName.Fold("Foo_Bar"), ProjectName.Parse("foo.bar").Folded);

    [Theory]
    [InlineData("root", true)]
    [InlineData("new", true)]
    [InlineData("foo.releases", true)]
    [InlineData("foo-releases", true)]
    [InlineData("releases.foo", false)]
    [InlineData("con", true)]
    [InlineData("con.tools", true)]
    [InlineData("com1.x", true)]
    [InlineData("con-tools", false)]
    [InlineData("console", false)]
    [InlineData("foo", false)]
    public void The_repository_keeps_some_names_for_itself(string name, bool reserved) => Assert.Equal(reserved, ProjectName.Parse(name).IsReserved);

    [Fact]
    public void No_project_is_taken_for_the_releasers_of_another()
    {
        Assert.Equal("foo.releases", CatalogRoles.ReleasersOf(ProjectName.Parse("foo")).Value);
        Assert.True(CatalogRoles.IsReleasers(CatalogRoles.ReleasersOf(ProjectName.Parse("foo"))));
        Assert.Equal(ProjectName.Parse("foo"), CatalogRoles.ProjectOf(CatalogRoles.ReleasersOf(ProjectName.Parse("foo"))));
        Assert.Null(CatalogRoles.ProjectOf(CatalogRoles.Claimed));
    }
}
