using Playground.Catalog.Names;
using Xunit;

namespace Playground.Catalog.Tests;

public sealed class LookAlikeTests
{
    private static readonly ProjectName[] Existing =
        [.. ((string[])["foo-bar", "newtonsoft-json", "numpy", "left-pad", "modern", "x2", "serilog"]).Select(ProjectName.Parse)];

    [Theory]
    [InlineData("foo_bar", "foo-bar", LookAlikeKind.SameName)]
    [InlineData("numpy", "numpy", LookAlikeKind.SameName)]
    [InlineData("foobar", "foo-bar", LookAlikeKind.SameLook)]
    [InlineData("f0o-bar", "foo-bar", LookAlikeKind.SameLook)]
    [InlineData("rnodem", "modern", LookAlikeKind.SameLook)]
    [InlineData("seri1og", "serilog", LookAlikeKind.SameLook)]
    [InlineData("pad-left", "left-pad", LookAlikeKind.SameWords)]
    [InlineData("numppy", "numpy", LookAlikeKind.Typo)]
    [InlineData("nunpy", "numpy", LookAlikeKind.Typo)]
    [InlineData("nmupy", "numpy", LookAlikeKind.Typo)]
    [InlineData("newtonsof-jsonn", "newtonsoft-json", LookAlikeKind.Typo)]
    public void A_name_that_may_be_taken_for_another_is_found(string proposed, string existing, LookAlikeKind kind) =>
        Assert.Equal(new LookAlike(ProjectName.Parse(existing), kind), LookAlike.Find(ProjectName.Parse(proposed), Existing));

    [Theory]
    [InlineData("pandas")]
    [InlineData("y2")]
    [InlineData("x3")]
    [InlineData("numpy-tools")]
    [InlineData("newtonsoft")]
    [InlineData("foo-bar-extensions")]
    public void A_name_of_its_own_is_not(string proposed) => Assert.Null(LookAlike.Find(ProjectName.Parse(proposed), Existing));

    [Fact]
    public void The_nearest_is_named() => Assert.Equal(
        new LookAlike(ProjectName.Parse("abc-def"), LookAlikeKind.SameName),
        LookAlike.Find(ProjectName.Parse("abc_def"), [ProjectName.Parse("abcdeg"), ProjectName.Parse("abcdef"), ProjectName.Parse("abc-def")]));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abcd", "abcd", 0)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("abcd", "abd", 1)]
    [InlineData("abcd", "xabcd", 1)]
    [InlineData("abcd", "badc", 2)]
    [InlineData("abcd", "wxyz", 3)]
    [InlineData("a", "abcdef", 3)]
    public void Slips_of_the_fingers_are_counted_up_to_a_limit(string one, string other, int distance) => Assert.Equal(distance, Typing.Distance(one, other, 2));
}
