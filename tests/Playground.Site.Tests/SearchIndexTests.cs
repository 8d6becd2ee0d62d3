using System.Text.Json.Nodes;
using System.Xml.Linq;
using Playground.Site.Search;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>What search and feed readers load.</summary>
public sealed class SearchIndexTests
{
    [Theory]
    [InlineData("json", "w-js")]
    [InlineData("x", "w-x")]
    [InlineData("été", "w-_t")]
    [InlineData("9p", "w-9p")]
    public void A_word_stands_in_the_file_of_its_first_two_letters(string word, string part) => Assert.Equal(part, SearchIndex.PartOf(word));

    [Fact]
    public async Task A_word_of_a_name_counts_more_than_one_of_a_description()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();

        JsonNode words = JsonNode.Parse(community.Page("search/w-js.json"))!;
        Assert.Equal(20, (int)words["json"]![0]![1]!);
        Assert.Equal(40, (int)words["jsonparser"]![0]![1]!);
        JsonArray project = JsonNode.Parse(community.Page("search/p-0.json"))![(int)words["json"]![0]![0]!]!.AsArray();
        Assert.Equal(["json-parser", "3.1.4", "Reads JSON quickly, and refuses what is none", "projects/js/json-parser/index.html"], project.Select(text => (string)text!));
        Assert.Equal(1, (int)JsonNode.Parse(community.Page("search/w-re.json"))!["reads"]![0]![1]!);
    }

    [Fact]
    public async Task Feeds_list_releases_newest_first_with_addresses_that_work_anywhere()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();
        XNamespace atom = "http://www.w3.org/2005/Atom";

        XElement all = XDocument.Parse(community.Page("feed.xml")).Root!;
        XElement one = XDocument.Parse(community.Page("projects/gr/greeter/feed.xml")).Root!;

        Assert.Equal("greeter 2.0.0", all.Elements(atom + "entry").First().Element(atom + "title")!.Value);
        Assert.DoesNotContain(all.Elements(atom + "entry"), entry => entry.Value.Contains("hammers", StringComparison.Ordinal));
        Assert.Equal(["greeter 2.0.0", "greeter 1.1.0", "greeter 1.0.0"], one.Elements(atom + "entry").Select(entry => entry.Element(atom + "title")!.Value));
        Assert.Equal("https://community.example/projects/gr/greeter/2.0.0.html", one.Elements(atom + "entry").First().Element(atom + "link")!.Attribute("href")!.Value);
        Assert.Equal("2029-12-29T00:00:00Z", one.Element(atom + "updated")!.Value);
    }
}
