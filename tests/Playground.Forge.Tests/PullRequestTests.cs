using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>Pull requests: found, opened, edited, drafts, labels.</summary>
public sealed class PullRequestTests : ForgeTest
{
    [Fact]
    public async Task Where_none_is_open_none_is_found()
    {
        Assert.Null(await Forge.FindPullRequestAsync(Event, Marker, Stop));
        Assert.Equal(1, Forge.Requests);
    }

    [Fact]
    public async Task One_is_opened_as_a_draft_and_found_again()
    {
        PullRequest opened = await OpenAsync();
        PullRequest? found = await Forge.FindPullRequestAsync(Event, Marker, Stop);

        Assert.True(opened.IsDraft);
        Assert.Equal((opened.Number, opened.Id, "Add carol", "What it is for", Commit), (found!.Number, found.Id, found.Title, found.Body, found.HeadCommit));
    }

    [Fact]
    public async Task One_that_is_open_is_not_opened_again()
    {
        PullRequest first = await OpenAsync();
        PullRequest second = await OpenAsync();

        Assert.Equal(first.Number, second.Number);
        Assert.Single(GitHub.Pulls);
    }

    [Fact]
    public async Task A_branch_of_the_same_name_in_anothers_fork_is_another_one_however_many_there_are()
    {
        PullRequest ours = await OpenAsync();
        for (int fork = 0; fork < 25; fork++)
        {
            await OpenAsync($"mallory-{fork}");
        }

        Assert.Equal(ours.Number, (await Forge.FindPullRequestAsync(Event, Marker, Stop))!.Number);
        Assert.NotEqual(ours.Number, (await Forge.FindPullRequestAsync(new HeadBranch("mallory-3", "sign/add-carol"), Marker, Stop))!.Number);
    }

    [Fact]
    public async Task Title_and_body_are_edited_only_if_they_are_others()
    {
        PullRequest pull = await OpenAsync();
        await Forge.EditPullRequestAsync(pull, "Add carol", "What it is for", Stop);
        int before = GitHub.Log.Count;

        await Forge.EditPullRequestAsync(pull, "Add @carol", "Why", Stop);

        Assert.Equal(("Add @carol", "Why", before + 1), (GitHub.Pulls[0].Title, GitHub.Pulls[0].Body, GitHub.Log.Count));
    }

    [Fact]
    public async Task It_leaves_draft_and_returns_to_it()
    {
        PullRequest pull = await OpenAsync();

        Assert.True(await Forge.SetDraftAsync(pull, isDraft: false, Stop));
        Assert.False(GitHub.Pulls[0].IsDraft);
        Assert.True(await Forge.SetDraftAsync(pull with { IsDraft = false }, isDraft: true, Stop));
        Assert.True(GitHub.Pulls[0].IsDraft);
        Assert.False(await Forge.SetDraftAsync(pull, isDraft: true, Stop));
    }

    [Fact]
    public async Task Labels_of_others_stay_and_ours_are_what_they_are_to_be()
    {
        await OpenAsync();
        GitHub.Pulls[0].Labels.AddRange(["question", "signatures missing"]);
        PullRequest pull = (await Forge.FindPullRequestAsync(Event, Marker, Stop))!;
        HashSet<string> managed = ["signatures missing", "ready"];

        Assert.True(await Forge.SetLabelsAsync(pull, new HashSet<string> { "ready" }, managed, Stop));
        Assert.Equal(["question", "ready"], GitHub.Pulls[0].Labels);

        PullRequest again = (await Forge.FindPullRequestAsync(Event, Marker, Stop))!;
        Assert.False(await Forge.SetLabelsAsync(again, new HashSet<string> { "ready" }, managed, Stop));
    }

    [Fact]
    public async Task Folders_of_commits_are_compared_by_their_ids()
    {
        string other = new('b', 40);
        GitHub.ObjectOf = expression => expression.StartsWith(Commit, StringComparison.Ordinal) ? "1111111111111111111111111111111111111111" : null;

        Assert.Equal(["1111111111111111111111111111111111111111", null], await Forge.ReadFolderIdsAsync(".github", [Commit, other], Stop));
        Assert.Equal(1, Forge.Requests);
    }

    [Fact]
    public async Task Where_the_token_may_not_open_one_the_error_says_so_and_shows_no_token()
    {
        GitHub.Tokens["ghs_readonly"] = new StandInToken("github-actions[bot]", new HashSet<string> { "pull-requests: read" });
        ForgeException refusal = await RefusedAsync(
            ForgeProblemCodes.NoAccess, () => NewForge("ghs_readonly").OpenPullRequestAsync(new NewPullRequest(Event, "main", "t", "b"), Stop));

        Assert.Contains("Resource not accessible by integration", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ghs_readonly", refusal.ToString(), StringComparison.Ordinal);
    }
}
