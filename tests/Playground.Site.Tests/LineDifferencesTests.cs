using Playground.Site.Words;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>Comparing texts line by line.</summary>
public sealed class LineDifferencesTests
{
    [Theory]
    [InlineData("a\nb\nc", "a\nx\nc", " a|-b|+x| c")]
    [InlineData("a\nb", "a\nb\nc", " a| b|+c")]
    [InlineData("a\nb\nc", "c", "-a|-b| c")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\n5\n6\n7\n9", " …| 6| 7|-8|+9")]
    [InlineData("same", "same", " …")]
    public void What_differs_is_shown_with_a_little_around_it(string before, string after, string shown) => Assert.Equal(
        shown, string.Join('|', LineDifferences.Between(before, after)!.Select(line => (line.Kind switch { DifferenceKind.Added => '+', DifferenceKind.Removed => '-', _ => ' ' }) + line.Text)));

    [Fact]
    public void Texts_that_nobody_would_read_the_comparison_of_are_not_compared()
    {
        string long1 = string.Join('\n', Enumerable.Range(0, 5000));
        string long2 = string.Join('\n', Enumerable.Range(0, 5000).Select(number => -number - 1));

        Assert.Null(LineDifferences.Between(long1, long2));
    }
}
