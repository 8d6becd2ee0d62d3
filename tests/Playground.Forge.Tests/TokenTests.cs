using Playground.Forge.GitHub;
using Playground.Testing;
using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>Where the token goes, and where it does not.</summary>
public sealed class TokenTests : ForgeTest
{
    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        await using var elsewhere = new FaultyHttpServer();
        GitHub.Fault = (_, _) => new StandInFault(HttpFault.Redirect($"http://localhost:{elsewhere.BaseUri.Port}/repos/alice/community/issues"));

        ForgeException refusal = await RefusedAsync(ForgeProblemCodes.BadAnswer, () => Forge.ReportFailureAsync(new WorkflowFailure("publish", new Uri("https://github.com/x/1")), Stop));

        Assert.Contains("localhost", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task A_redirect_of_something_that_writes_is_not_followed_even_at_home()
    {
        await OpenAsync();
        PullRequest pull = (await Forge.FindPullRequestAsync(Event, Marker, Stop))!;
        FaultOn(1, HttpFault.Redirect("/elsewhere", 307));

        await RefusedAsync(ForgeProblemCodes.BadAnswer, () => Forge.EditPullRequestAsync(pull, "x", "y", Stop));
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_not_asked_for()
    {
        GitHub.Fault = (_, _) => new StandInFault(HttpFault.Status(200, "Link: <http://localhost:1/x>; rel=\"next\""));

        Assert.Contains("next page", (await RefusedAsync(ForgeProblemCodes.BadAnswer, () => Forge.PutIssueAsync("m", "t", null, Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_sends_the_token_back_does_not_get_it_printed()
    {
        GitHub.Fault = (_, request) => new StandInFault(new HttpFault("echo", async exchange =>
        {
            string body = $$"""{"message": "I got {{request.Header("Authorization")}}\u001b[2J\u202e"}""";
            await exchange.SendAsync($"HTTP/1.1 422 No\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            return true;
        }));

        ForgeException refusal = await RefusedAsync(ForgeProblemCodes.NotTaken, () => Forge.FindPullRequestAsync(Event, Marker, Stop));

        Assert.Contains("I got Bearer ***", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', refusal.Message);
        Assert.DoesNotContain('\u202e', refusal.Message);
    }

    [Theory]
    [InlineData("http://api.github.com")]
    [InlineData("ftp://127.0.0.1")]
    public void A_token_is_not_taken_to_where_others_listen(string api) => Assert.Throws<ArgumentException>(
        () => new GitHubForge(new ForgeRepository("a", "b"), new ForgeToken("abc"), new ForgeOptions { Api = new Uri(api) }).Dispose());

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("ä")]
    public void What_is_no_token_is_not_taken(string text) => Assert.Throws<ArgumentException>(() => new ForgeToken(text));

    [Fact]
    public void It_prints_as_stars() => Assert.Equal("***", $"{new ForgeToken("secret-token\n")}");

    [Theory]
    [InlineData("alice/community", true)]
    [InlineData("alice", false)]
    [InlineData("alice/../x", false)]
    [InlineData("alice/..", false)]
    [InlineData("alice/a b", false)]
    [InlineData("/x", false)]
    public void A_repository_is_an_owner_and_a_name(string text, bool is2) => Assert.Equal(is2, ForgeRepository.TryParse(text, out _));
}
