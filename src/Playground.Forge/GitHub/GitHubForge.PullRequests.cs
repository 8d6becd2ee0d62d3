using System.Text.Json.Nodes;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    private const string EventQuery = """
        query($owner: String!, $name: String!, $head: String!, $after: String) {
          repository(owner: $owner, name: $name) {
            pullRequests(headRefName: $head, states: OPEN, first: 20, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
              pageInfo { hasNextPage endCursor }
              nodes {
                id number title body isDraft headRefOid
                headRepositoryOwner { login }
                labels(first: 100) { nodes { name } }
                comments(first: 100) { pageInfo { hasNextPage endCursor } nodes { fullDatabaseId viewerDidAuthor body } }
              }
            }
          }
        }
        """;

    private const string CommentsQuery = """
        query($owner: String!, $name: String!, $number: Int!, $after: String) {
          repository(owner: $owner, name: $name) {
            pullRequest(number: $number) {
              comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { fullDatabaseId viewerDidAuthor body } }
            }
          }
        }
        """;

    private const string ReadyMutation = "mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { id } } }";
    private const string DraftMutation = "mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { id } } }";

    /// <inheritdoc/>
    public async Task<PullRequest?> FindPullRequestAsync(HeadBranch head, string marker, CancellationToken cancellationToken = default)
    {
        const string What = "The event's pull request was not looked up";
        string? after = null;
        for (int page = 0; page < MaxPages; page++)
        {
            EventQueryAnswer answer = await AskAsync(
                EventQuery, Variables(("head", head.Branch), ("after", after)), What, GitHubJson.Default.EventQueryAnswer, isRepeatable: true, cancellationToken).ConfigureAwait(false);
            Nodes<PullNode> pulls = answer.Data?.Repository?.PullRequests ?? throw NoRepository(What);

            // Branches of any fork may have the name: whose it is, counts.
            if ((pulls.All ?? []).FirstOrDefault(pull => IsOf(pull, head)) is { } found)
            {
                return Read(found, await FindStickyAsync(found, marker, cancellationToken).ConfigureAwait(false));
            }

            if (pulls.PageInfo is not { HasNextPage: true, EndCursor: { } next })
            {
                return null;
            }

            after = next;
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<PullRequest> OpenPullRequestAsync(NewPullRequest proposal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        Task<PullRequest?> Look() => FindPullRequestAsync(proposal.Head, "", cancellationToken);
        return await Look().ConfigureAwait(false)
            ?? await OnceAsync(() => PostPullRequestAsync(proposal, isDraft: true, cancellationToken), Look, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task EditPullRequestAsync(PullRequest pull, string title, string body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pull);
        if (pull.Title != title || pull.Body != body)
        {
            await SendAsync(HttpMethod.Patch, $"pulls/{pull.Number}", new JsonObject { ["title"] = title, ["body"] = body }, "The pull request was not edited", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> SetDraftAsync(PullRequest pull, bool isDraft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pull);
        if (pull.IsDraft == isDraft)
        {
            return false;
        }

        string what = isDraft ? "The pull request was not made a draft" : "The pull request was not made ready for review";
        await OnceAsync(
            () => AskAsync(isDraft ? DraftMutation : ReadyMutation, new JsonObject { ["id"] = pull.Id }, what, GitHubJson.Default.MutationAnswer, isRepeatable: false, cancellationToken),
            async () => (await ReadAsync($"pulls/{pull.Number}", what, GitHubJson.Default.PullAnswer, cancellationToken).ConfigureAwait(false)).Draft == isDraft ? new MutationAnswer() : null,
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> SetLabelsAsync(PullRequest pull, IReadOnlySet<string> wanted, IReadOnlySet<string> managed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pull);
        List<string> missing = [.. wanted.Except(pull.Labels, StringComparer.OrdinalIgnoreCase)];
        List<string> stale = [.. pull.Labels.Intersect(managed, StringComparer.OrdinalIgnoreCase).Except(wanted, StringComparer.OrdinalIgnoreCase)];
        if (missing.Count > 0)
        {
            // Adding a label that is there changes nothing, so that this may be tried again.
            var body = new JsonObject { ["labels"] = new JsonArray([.. missing.Select(label => (JsonNode)label)]) };
            await _client.SendAsync(
                new GitHubRequest(HttpMethod.Post, At($"issues/{pull.Number}/labels"), "The pull request was not labelled") { Json = GitHubJson.Write(body), IsRepeatable = true }, cancellationToken).ConfigureAwait(false);
        }

        foreach (string label in stale)
        {
            await _client.SendAsync(
                new GitHubRequest(HttpMethod.Delete, At($"issues/{pull.Number}/labels/{Escape(label)}"), "A label was not taken away") { Expected = [404] }, cancellationToken).ConfigureAwait(false);
        }

        return missing.Count + stale.Count > 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string?>> ReadFolderIdsAsync(string folder, IReadOnlyList<string> commits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commits);
        const string What = "A folder was not compared";
        JsonObject variables = Variables();
        IEnumerable<int> all = Enumerable.Range(0, commits.Count);
        foreach (int at in all)
        {
            variables[$"e{at}"] = $"{commits[at]}:{folder}";
        }

        string document = $"query($owner: String!, $name: String!{string.Concat(all.Select(at => $", $e{at}: String!"))}) {{ repository(owner: $owner, name: $name) {{"
            + $"{string.Concat(all.Select(at => $" f{at}: object(expression: $e{at}) {{ oid }}"))} }} }}";
        FoldersQueryAnswer answer = await AskAsync(document, variables, What, GitHubJson.Default.FoldersQueryAnswer, isRepeatable: true, cancellationToken).ConfigureAwait(false);
        Dictionary<string, FolderNode?> found = answer.Data?.Repository ?? throw NoRepository(What);
        return [.. all.Select(at => found.GetValueOrDefault($"f{at}")?.Oid)];
    }

    private async Task<PullRequest> PostPullRequestAsync(NewPullRequest proposal, bool isDraft, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["title"] = proposal.Title,
            ["head"] = $"{proposal.Head.Owner}:{proposal.Head.Branch}",
            ["base"] = proposal.Base,
            ["body"] = proposal.Body,
            ["draft"] = isDraft,
        };
        try
        {
            PullAnswer made = await WriteAsync(HttpMethod.Post, "pulls", body, "The pull request was not opened", GitHubJson.Default.PullAnswer, cancellationToken).ConfigureAwait(false);
            return new PullRequest
            {
                Id = made.NodeId,
                Number = made.Number,
                Title = made.Title,
                Body = made.Body ?? "",
                IsDraft = made.Draft,
                HeadCommit = made.Head.Sha,
                Labels = [.. (made.Labels ?? []).Select(label => label.Name)],
            };
        }
        catch (ForgeException e) when (e.Status == 422 && isDraft && e.Message.Contains("draft", StringComparison.OrdinalIgnoreCase))
        {
            // Some private repositories have no drafts.
            return await PostPullRequestAsync(proposal, isDraft: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PullRequest Read(PullNode pull, StickyComment? sticky) => new()
    {
        Id = pull.Id,
        Number = pull.Number,
        Title = pull.Title,
        Body = pull.Body,
        IsDraft = pull.IsDraft,
        HeadCommit = pull.HeadRefOid,
        Labels = [.. (pull.Labels?.All ?? []).OfType<LabelAnswer>().Select(label => label.Name)],
        Sticky = sticky,
    };

    private static bool IsOf(PullNode? pull, HeadBranch head) => string.Equals(pull?.HeadRepositoryOwner?.Login, head.Owner, StringComparison.OrdinalIgnoreCase);

    private static ForgeException NoRepository(string what) => new(ForgeProblemCodes.NotThere, $"{what}: the repository is not there, or the token may not see it.");
}
