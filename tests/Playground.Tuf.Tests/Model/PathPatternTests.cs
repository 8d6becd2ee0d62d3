using System.Diagnostics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>Which paths a delegation covers.</summary>
public sealed class PathPatternTests
{
    [Theory]
    [InlineData("*", "a.txt")]
    [InlineData("a*", "a")]
    [InlineData("*a", "a")]
    [InlineData("*.txt", "a.b.txt")]
    [InlineData("a*c*e", "abcde")]
    [InlineData("a*b", "abab")]
    [InlineData("**", "abc")]
    [InlineData("a**b", "ab")]
    [InlineData("*/*", "a/b")]
    [InlineData("a/*/c", "a/b/c")]
    [InlineData("*a/b*", "aa/bb")]
    [InlineData("*aab/*b", "aaab/aab")]
    [InlineData("?", "a")]
    [InlineData("a?c", "abc")]
    [InlineData("?*", "a")]
    [InlineData("a/b", "a/b")]
    [InlineData("*", "*")]
    [InlineData("a*", "a*b")]
    [InlineData("[ab]", "[ab]")]
    [InlineData("[*]", "[x]")]
    [InlineData("a{b,c}", "a{b,c}")]
    [InlineData("^a$", "^a$")]
    [InlineData("a.c", "a.c")]
    [InlineData(".*", ".hidden")]
    [InlineData("*", ".hidden")]
    public void Matches(string pattern, string path) => Assert.True(Matched(pattern, path));

    [Theory]
    [InlineData("*", "a/b")]
    [InlineData("a*", "a/b")]
    [InlineData("*b", "a/b")]
    [InlineData("a*b", "a/b")]
    [InlineData("**", "a/b")]
    [InlineData("a/*", "a/b/c")]
    [InlineData("*/c", "a/b/c")]
    [InlineData("a/*/c", "a/b/b/c")]
    [InlineData("a?b", "a/b")]
    [InlineData("???", "a/b")]
    [InlineData("?", "ab")]
    [InlineData("??", "a")]
    [InlineData("a?", "a")]
    [InlineData("a", "ab")]
    [InlineData("ab", "a")]
    [InlineData("A", "a")]
    [InlineData("a*c", "abcd")]
    [InlineData("[ab]", "a")]
    [InlineData("a.c", "abc")]
    [InlineData("\\*", "*")]
    [InlineData("/a", "a")]
    [InlineData("a/", "a")]
    [InlineData("a/*", "a")]
    [InlineData("é", "e\u0301")]
    public void Does_not_match(string pattern, string path) => Assert.False(Matched(pattern, path));

    [Theory]
    [InlineData("?", "😀", true)]
    [InlineData("??", "😀", false)]
    [InlineData("a?b?", "a😀b😁", true)]
    [InlineData("*?", "😀", true)]
    [InlineData("*??", "😀", false)]
    [InlineData("*??x", "😀x", false)]
    [InlineData("*?x", "a😀x", true)]
    [InlineData("*😀*", "a😀b", true)]
    [InlineData("😁", "😀", false)]
    [InlineData("?", "é", true)]
    public void A_character_beyond_16_bits_is_one_character(string pattern, string path, bool matches) => Assert.Equal(matches, Matched(pattern, path));

    [Theory]
    [InlineData(2000, "*a", "a", "b")]
    [InlineData(2000, "*a*", "a", "")]
    [InlineData(1000, "a*", "aa", "/b")]
    [InlineData(1300, "?*", "ab", "/")]
    public void Pathological_patterns_end_quickly(int times, string pattern, string path, string end)
    {
        string longPattern = string.Concat(Enumerable.Repeat(pattern, times)) + "c";
        TargetPath longPath = TargetPath.Parse(string.Concat(Enumerable.Repeat(path, times)) + end.TrimEnd('/'));
        long start = Stopwatch.GetTimestamp();

        Assert.False(PathPattern.Parse(longPattern).Matches(longPath));

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void The_answer_is_that_of_a_regular_expression()
    {
        Gen<string> pattern = Gen.Elements("a", "b", "/", "*", "*", "?", "[", ".", "😀", "😁").NonEmptyListOf().Select(string.Concat);
        Gen<string> path = Gen.Elements("a", "b", "/", "*", "?", "[", ".", "😀", "😁").NonEmptyListOf().Select(string.Concat);
        int matched = 0;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(12), Prop.ForAll(Arb.From(pattern.Zip(path)), example =>
        {
            (string text, string candidate) = example;
            if (!TargetPath.TryParse(candidate, out TargetPath target))
            {
                return true;
            }

            string regex = Regex.Escape(text).Replace("\\*", "[^/]*", StringComparison.Ordinal)
                .Replace("\\?", "([\ud800-\udbff][\udc00-\udfff]|[^/\ud800-\udfff])", StringComparison.Ordinal);
            bool expected = Regex.IsMatch(candidate, "^" + regex + "\\z", RegexOptions.None, TimeSpan.FromSeconds(5));
            matched += expected ? 1 : 0;
            return PathPattern.Parse(text).Matches(target) == expected;
        }));

        Assert.True(matched > 100, $"Only {matched} matched: this tests little.");
    }

    private static bool Matched(string pattern, string path) => PathPattern.Parse(pattern).Matches(TargetPath.Parse(path));
}
