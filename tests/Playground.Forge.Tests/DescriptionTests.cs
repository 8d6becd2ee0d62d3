using System.Text.Json.Nodes;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>The description finds what is not as GitHub publishes it: without that, nothing here would mean anything.</summary>
public sealed class DescriptionTests
{
    private static readonly Dictionary<string, string> NoQuery = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("POST", "/repos/a/b/pulls", """{"title": "x", "base": "main"}""", "body must have required property 'head'")]
    [InlineData("POST", "/repos/a/b/pulls", """{"title": "x", "head": "y", "base": "main", "draf": true}""", "body/draf is not described")]
    [InlineData("POST", "/repos/a/b/pulls", """{"title": "x", "head": "y", "base": "main", "draft": "yes"}""", "body/draft must be boolean")]
    [InlineData("POST", "/repos/a/b/issues/1/comments", """{"text": "x"}""", "body must have required property 'body'")]
    [InlineData("POST", "/repos/a/b/check-runs", """{"name": "x", "head_sha": "y", "status": "finished"}""", "body/status")]
    [InlineData("PATCH", "/repos/a/b/issues/1", """{"state": "shut"}""", "body/state must be equal to one of the allowed values")]
    [InlineData("PUT", "/repos/a/b/pulls/1/comments", "{}", "is not described")]
    [InlineData("PATCH", "/repos/a/b/issues/one", """{"state": "closed"}""", "path issue_number")]
    public async Task A_request_that_is_not_described_is_found(string method, string path, string body, string complaint)
    {
        GitHubDescription description = await FindAsync();

        IReadOnlyList<string> found = await description.CheckAsync(method, path, NoQuery, "application/json", JsonNode.Parse(body), 200, null);

        Assert.Contains(found, text => text.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_is_not_described_is_found()
    {
        GitHubDescription description = await FindAsync();
        JsonNode example = (await description.ExampleAsync("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments", 200))!;
        var query = new Dictionary<string, string>(StringComparer.Ordinal) { ["per_page"] = "100" };

        Assert.Empty(await description.CheckAsync("GET", "/repos/a/b/issues/1/comments", query, null, null, 200, example));
        example[0]!["id"] = "one";
        Assert.Contains("answer/0/id must be integer", Assert.Single(await description.CheckAsync("GET", "/repos/a/b/issues/1/comments", query, null, null, 200, example)), StringComparison.Ordinal);
        query["sort"] = "newest";
        Assert.Contains(await description.CheckAsync("GET", "/repos/a/b/issues/1/comments", query, null, null, 200, example), text => text.Contains("query sort is not described", StringComparison.Ordinal));
        Assert.Contains("the status 207 is not described", Assert.Single(await description.CheckAsync("GET", "/repos/a/b/issues/1/comments", NoQuery, null, null, 207, null)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query { repository(owner: \"a\", name: \"b\") { pullRequests(headRef: \"x\", first: 1) { nodes { id } } } }", "Unknown argument")]
    [InlineData("mutation { markPullRequestReadyForReview(input: {id: \"x\"}) { pullRequest { id } } }", "pullRequestId")]
    [InlineData("query { viewer { nickname } }", "Cannot query field")]
    public async Task A_graphql_document_that_the_schema_does_not_have_is_found(string document, string complaint)
    {
        JsonNode? answer = await (await FindAsync()).QueryAsync(document, null, []);

        Assert.Contains(complaint, answer!["errors"]!.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stand_in_that_saw_something_wrong_says_so_when_it_is_closed()
    {
        await FindAsync();
        GitHubStandIn github = await GitHubStandIn.OpenAsync();
        github.Tokens["t"] = new StandInToken("x");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", "t");
        await http.GetAsync(new Uri(github.Api, "repos/alice/community/issues?state=half&labels=x"), TestContext.Current.CancellationToken);

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(async () => await github.DisposeAsync());
        Assert.Contains("query state", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("X-GitHub-Api-Version is missing", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<GitHubDescription> FindAsync()
    {
        GitHubDescription? description = await GitHubDescription.FindAsync();
        Assert.SkipWhen(description is null, GitHubDescription.Absence);
        return description!;
    }
}
