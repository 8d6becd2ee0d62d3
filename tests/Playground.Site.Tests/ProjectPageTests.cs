using Xunit;

namespace Playground.Site.Tests;

/// <summary>What people read about projects.</summary>
public sealed class ProjectPageTests
{
    [Fact]
    public async Task A_project_page_says_what_it_is_how_to_get_it_and_who_signs_it()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();

        string page = community.Page("projects/gr/greeter/index.html");

        Assert.Contains("Says hello in many languages", page, StringComparison.Ordinal);
        Assert.Contains("playget get greeter", page, StringComparison.Ordinal);
        Assert.Contains("The repository’s administrators know its owners.", page, StringComparison.Ordinal);
        Assert.Contains("<strong>anyone</strong>", page, StringComparison.Ordinal);
        Assert.Contains("Says Helo", page, StringComparison.Ordinal);
        Assert.Contains("2 of 2 must sign", page, StringComparison.Ordinal);
    }
}
