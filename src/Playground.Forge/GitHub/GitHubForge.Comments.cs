using System.Text.Json.Nodes;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    /// <inheritdoc/>
    public async Task<bool> PutCommentAsync(PullRequest pull, string marker, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pull);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrEmpty(marker);
        if (!text.Contains(marker, StringComparison.Ordinal))
        {
            throw new ArgumentException("The text does not hold its marker, and would not be found again.", nameof(text));
        }

        if (pull.Sticky is { } sticky)
        {
            if (Normal(sticky.Text) == Normal(text))
            {
                return false;
            }

            await SendAsync(HttpMethod.Patch, $"issues/comments/{sticky.Id}", new JsonObject { ["body"] = text }, "The status comment was not edited", cancellationToken).ConfigureAwait(false);
            return true;
        }

        const string What = "The status comment was not written";
        await OnceAsync(
            () => WriteAsync(HttpMethod.Post, $"issues/{pull.Number}/comments", new JsonObject { ["body"] = text }, What, GitHubJson.Default.NumberedAnswer, cancellationToken),
            async () => await FindStickyAsync(pull.Number, null, marker, cancellationToken).ConfigureAwait(false) is { } found ? new NumberedAnswer(found.Id) : null,
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>GitHub may end lines differently and drop blanks at the end.</summary>
    private static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd();

    private async Task<StickyComment?> FindStickyAsync(PullNode pull, string marker, CancellationToken cancellationToken) =>
        marker.Length == 0 ? null
        : Ours(pull.Comments, marker)
            ?? (pull.Comments.PageInfo is { HasNextPage: true, EndCursor: { } next } ? await FindStickyAsync(pull.Number, next, marker, cancellationToken).ConfigureAwait(false) : null);

    private async Task<StickyComment?> FindStickyAsync(long number, string? after, string marker, CancellationToken cancellationToken)
    {
        const string What = "The status comment was not looked up";
        for (int page = 0; page < MaxPages; page++)
        {
            CommentsQueryAnswer answer = await AskAsync(
                CommentsQuery, Variables(("number", number), ("after", after)), What, GitHubJson.Default.CommentsQueryAnswer, isRepeatable: true, cancellationToken).ConfigureAwait(false);
            Nodes<CommentNode> comments = answer.Data?.Repository?.PullRequest?.Comments ?? throw NoRepository(What);
            if (Ours(comments, marker) is { } found)
            {
                return found;
            }

            if (comments.PageInfo is not { HasNextPage: true, EndCursor: { } next })
            {
                return null;
            }

            after = next;
        }

        return null;
    }

    /// <summary>The first comment with the marker that we wrote: anybody can write a marker.</summary>
    private static StickyComment? Ours(Nodes<CommentNode> comments, string marker) => (comments.All ?? [])
        .Where(comment => comment is { ViewerDidAuthor: true, FullDatabaseId: not null } && comment.Body.Contains(marker, StringComparison.Ordinal))
        .Select(comment => new StickyComment(comment!.FullDatabaseId!.Value, comment.Body)).FirstOrDefault();
}
