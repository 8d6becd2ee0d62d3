using System.Text.Json.Nodes;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    /// <summary>The label of issues that are opened here. Who may not write to the repository cannot give it, so that nobody else's issue is taken for one.</summary>
    internal const string IssueLabel = "playground";

    private const string NotSaid = "The issue was not brought up to date";

    /// <inheritdoc/>
    public async Task<long> ReportFailureAsync(WorkflowFailure failure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(failure);
        string marker = MarkerOf(failure);
        if (await FindIssueAsync(marker, cancellationToken).ConfigureAwait(false) is not { } open)
        {
            string text = $"It failed here: {failure.Run.AbsoluteUri}\n\nThis is closed when it works again.\n\n{marker}\n";
            return (await OpenIssueAsync(marker, $"Workflow {failure.Workflow} fails", text, cancellationToken).ConfigureAwait(false)).Number;
        }

        if (open.Body?.Contains(failure.Run.AbsoluteUri + "\n", StringComparison.Ordinal) != true)
        {
            await CommentOnceAsync(open.Number, $"It failed again: {failure.Run.AbsoluteUri}\n", cancellationToken).ConfigureAwait(false);
        }

        return open.Number;
    }

    /// <inheritdoc/>
    public async Task<long?> ResolveFailureAsync(WorkflowFailure resolved, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolved);
        if (await FindIssueAsync(MarkerOf(resolved), cancellationToken).ConfigureAwait(false) is not { } open)
        {
            return null;
        }

        await CommentOnceAsync(open.Number, $"It works again: {resolved.Run.AbsoluteUri}\n", cancellationToken).ConfigureAwait(false);
        await CloseAsync(open.Number, cancellationToken).ConfigureAwait(false);
        return open.Number;
    }

    /// <inheritdoc/>
    public async Task<long?> PutIssueAsync(string marker, string title, string? text, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(marker);
        IssueAnswer? open = await FindIssueAsync(marker, cancellationToken).ConfigureAwait(false);
        if (text is null)
        {
            if (open is not null)
            {
                await CloseAsync(open.Number, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }

        string body = text.Contains(marker, StringComparison.Ordinal) ? text : $"{text.TrimEnd()}\n\n{marker}\n";
        if (open is null)
        {
            return (await OpenIssueAsync(marker, title, body, cancellationToken).ConfigureAwait(false)).Number;
        }

        if (open.Title != title || Normal(open.Body ?? "") != Normal(body))
        {
            await SendAsync(HttpMethod.Patch, $"issues/{open.Number}", new JsonObject { ["title"] = title, ["body"] = body }, NotSaid, cancellationToken).ConfigureAwait(false);
        }

        return open.Number;
    }

    private Task<IssueAnswer> OpenIssueAsync(string marker, string title, string text, CancellationToken cancellationToken) => OnceAsync(
        () => WriteAsync(
            HttpMethod.Post, "issues", new JsonObject { ["title"] = title, ["body"] = text, ["labels"] = new JsonArray(IssueLabel) }, "The issue was not opened", GitHubJson.Default.IssueAnswer, cancellationToken),
        () => FindIssueAsync(marker, cancellationToken),
        cancellationToken);

    private Task<GitHubAnswer> CloseAsync(long number, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Patch, $"issues/{number}", new JsonObject { ["state"] = "closed", ["state_reason"] = "completed" }, "The issue was not closed", cancellationToken);

    private async Task<IssueAnswer?> FindIssueAsync(string marker, CancellationToken cancellationToken)
    {
        string path = $"issues?state=open&labels={IssueLabel}&per_page={PerPage}";
        await foreach (IssueAnswer[] page in ListAsync(path, "The issue was not looked up", GitHubJson.Default.IssueAnswerArray, cancellationToken).ConfigureAwait(false))
        {
            if (page.FirstOrDefault(issue => issue.PullRequest is null && issue.Body?.Contains(marker, StringComparison.Ordinal) == true) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Task<NumberedAnswer> CommentOnceAsync(long number, string text, CancellationToken cancellationToken) => OnceAsync(
        () => WriteAsync(HttpMethod.Post, $"issues/{number}/comments", new JsonObject { ["body"] = text }, NotSaid, GitHubJson.Default.NumberedAnswer, cancellationToken),
        async () =>
        {
            string path = $"issues/{number}/comments?per_page={PerPage}";
            await foreach (CommentAnswer[] page in ListAsync(path, NotSaid, GitHubJson.Default.CommentAnswerArray, cancellationToken).ConfigureAwait(false))
            {
                if (page.FirstOrDefault(comment => Normal(comment.Body ?? "") == Normal(text)) is { } there)
                {
                    return new NumberedAnswer(there.Id);
                }
            }

            return null;
        },
        cancellationToken);

    private static string MarkerOf(WorkflowFailure failure)
    {
        bool isName = failure.Workflow.Length is > 0 and <= 100 && failure.Workflow.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isName ? $"<!-- playground workflow {failure.Workflow} -->" : throw new ArgumentException("That is not the name of a workflow.", nameof(failure));
    }
}
