using System.Text.Json.Nodes;
using Playground.Site.Reading;
using Playground.Testing;
using Playground.Tuf.Client;
using Xunit;

namespace Playground.Site.Tests;

/// <summary>Nothing that does not verify is shown.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task A_project_whose_role_was_tampered_with_is_named_and_nothing_of_it_shown()
    {
        using var community = TestCommunity.Lively();
        community.Repository.Tamper("hammer.releases", file => file["signed"]!["targets"]!["projects/hammer/6.6.6/forged.sh"] = new JsonObject { ["length"] = 1, ["hashes"] = new JsonObject { ["sha256"] = new string('a', 64) } });
        community.Repository.WriteTo(community.Public);

        await community.WriteAsync();

        Assert.Contains("PG0301", community.Page("roles/ha/hammer.releases/index.html"), StringComparison.Ordinal);
        Assert.Contains("Clients refuse", community.Page("projects/ha/hammer/index.html"), StringComparison.Ordinal);
        Assert.Contains("Clients refuse", HtmlText.Of(community.Page("repository.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(LinkTests.Pages(community.Public), page => File.ReadAllText(page).Contains("forged.sh", StringComparison.Ordinal));
        Assert.Contains("greeter-2.0.0.sh", community.Page("projects/gr/greeter/2.0.0.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_was_tampered_with_changes_no_page()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();
        string before = community.Page("index.html");
        community.Repository.Tamper("snapshot", file => file["signed"]!["expires"] = "2040-01-01T00:00:00Z");
        community.Repository.WriteTo(community.Public);

        TufException refused = await Assert.ThrowsAsync<TufException>(() => community.WriteAsync());

        Assert.Equal(ProblemCodes.ThresholdNotMet, refused.Code);
        Assert.Equal(before, community.Page("index.html"));
    }

    [Fact]
    public async Task A_description_that_is_not_what_was_signed_is_not_shown()
    {
        using var community = TestCommunity.Lively();
        string readme = community.Repository.Files.Keys.Single(path => path.EndsWith(".README.md", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(community.Public, readme.TrimStart('/')), "Forged.", TestContext.Current.CancellationToken);

        await community.WriteAsync();

        Assert.DoesNotContain("Forged", community.Page("projects/gr/greeter/index.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_of_the_past_that_was_tampered_with_is_not_shown()
    {
        using var community = TestCommunity.Lively();
        string path = Path.Combine(community.Public, "metadata", "2.greeter.releases.json");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Replace("1.1.0", "6.6.6", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await community.WriteAsync();

        Assert.False(File.Exists(Path.Combine(community.Public, "roles", "gr", "greeter.releases", "2.html")));
        Assert.Contains("Version 2 is not at hand", HtmlText.Of(community.Page("roles/gr/greeter.releases/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_is_read_over_HTTP_as_it_is_from_a_folder()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync(community.Folder["one"]);
        await using var server = new FaultyHttpServer(community.Public);
        using var fetcher = new HttpFetcher();
        var source = new RepositorySource
        {
            MetadataUrl = new Uri(server.BaseUri, "metadata/"),
            TargetsUrl = new Uri(server.BaseUri, "targets/"),
            Fetcher = fetcher,
            TrustedRoot = community.Repository.RootFile(),
            Time = TestCommunity.Now,
        };

        await new SiteGenerator(community.Options).WriteAsync(source, community.Folder["other"], TestContext.Current.CancellationToken);

        Assert.Equal(
            await File.ReadAllTextAsync(community.Folder["one", "projects", "gr", "greeter", "index.html"], TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(community.Folder["other", "projects", "gr", "greeter", "index.html"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Provenance_names_the_version_in_which_a_release_first_came_and_who_signed_it()
    {
        using var community = TestCommunity.Lively();
        await community.WriteAsync();

        Assert.Contains("First listed in version 2 of greeter.releases, signed by @bob and @carol.", HtmlText.Of(community.Page("projects/gr/greeter/1.1.0.html")), StringComparison.Ordinal);
        Assert.Contains("Listed now in version 3 of greeter.releases", HtmlText.Of(community.Page("projects/gr/greeter/1.1.0.html")), StringComparison.Ordinal);
    }
}
