using Playground.Testing.GitHub;
using Xunit;

namespace Playground.Forge.Tests;

/// <summary>The one status comment.</summary>
public sealed class CommentTests : ForgeTest
{
    [Fact]
    public async Task It_is_written_once_and_edited_in_place()
    {
        PullRequest pull = await OpenAsync();
        Assert.True(await Forge.PutCommentAsync(pull, Marker, $"one\n{Marker}\n", Stop));

        PullRequest found = (await Forge.FindPullRequestAsync(Event, Marker, Stop))!;
        Assert.Equal($"one\n{Marker}\n", found.Sticky!.Text);
        Assert.True(await Forge.PutCommentAsync(found, Marker, $"two\n{Marker}\n", Stop));

        PullRequest again = (await Forge.FindPullRequestAsync(Event, Marker, Stop))!;
        Assert.False(await Forge.PutCommentAsync(again, Marker, $"two\n{Marker}", Stop));
        Assert.Equal(($"two\n{Marker}\n", 1), (Assert.Single(GitHub.Comments).Text, GitHub.Comments[0].Edits));
    }

    [Fact]
    public async Task A_strangers_comment_with_the_marker_is_not_ours()
    {
        PullRequest pull = await OpenAsync();
        GitHub.Comments.Add(new StandInComment { Id = 1, Number = pull.Number, Author = "mallory", Text = $"All is verified.\n{Marker}" });
        GitHub.Comments.Add(new StandInComment { Id = 2, Number = pull.Number, Author = "github-actions", Text = Marker });

        PullRequest found = (await Forge.FindPullRequestAsync(Event, Marker, Stop))!;
        Assert.Null(found.Sticky);
        await Forge.PutCommentAsync(found, Marker, $"ours {Marker}", Stop);

        Assert.Equal(3, GitHub.Comments.Count);
        Assert.Equal(GitHub.Comments[2].Id, (await Forge.FindPullRequestAsync(Event, Marker, Stop))!.Sticky!.Id);
    }

    [Fact]
    public async Task It_is_found_behind_hundreds_of_others()
    {
        PullRequest pull = await OpenAsync();
        for (int at = 1; at <= 250; at++)
        {
            GitHub.Comments.Add(new StandInComment { Id = at, Number = pull.Number, Author = "bob", Text = "me too" });
        }

        await Forge.PutCommentAsync(pull, Marker, $"ours {Marker}", Stop);
        GitHub.ClearLog();

        Assert.NotNull((await Forge.FindPullRequestAsync(Event, Marker, Stop))!.Sticky);
        Assert.Equal(3, GitHub.Log.Count);
    }

    [Fact]
    public async Task A_text_without_its_marker_is_not_written()
    {
        PullRequest pull = await OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Forge.PutCommentAsync(pull, Marker, "lost", Stop));
        Assert.Empty(GitHub.Comments);
    }
}
