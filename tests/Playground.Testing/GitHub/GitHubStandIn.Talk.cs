using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

/// <summary>Pull requests, issues, comments.</summary>
public sealed partial class GitHubStandIn
{
    private long NextNumber() => Pulls.Select(pull => pull.Number).Concat(Issues.Select(issue => issue.Number)).DefaultIfEmpty().Max() + 1;

    private StandInAnswer OpenPull(JsonObject body)
    {
        string[] head = Text(body, "head").Split(':');
        (string owner, string branch) = head.Length == 2 ? (head[0], head[1]) : (Owner, head[0]);
        if (TipOf(owner, branch) is null)
        {
            return Invalid("head is invalid");
        }

        if (Pulls.Exists(pull => pull.IsOpen && pull.Owner == owner && pull.Branch == branch && pull.Base == Text(body, "base")))
        {
            return Invalid($"A pull request already exists for {owner}:{branch}.");
        }

        var opened = new StandInPull
        {
            Number = NextNumber(),
            Owner = owner,
            Branch = branch,
            Base = Text(body, "base"),
            Title = Text(body, "title"),
            Body = body["body"]?.GetValue<string>() ?? "",
            IsDraft = body["draft"]?.GetValue<bool>() ?? false,
        };
        Pulls.Add(opened);
        return PullAnswer("POST", Repo + "pulls", 201, opened);
    }

    private StandInAnswer EditPull(StandInPull pull, JsonObject body)
    {
        pull.Title = body["title"]?.GetValue<string>() ?? pull.Title;
        pull.Body = body["body"]?.GetValue<string>() ?? pull.Body;
        return PullAnswer("PATCH", Repo + "pulls/{pull_number}", 200, pull);
    }

    private StandInAnswer PullAnswer(string method, string template, int status, StandInPull pull) => new(method, template, status, new JsonObject
    {
        ["number"] = pull.Number,
        ["node_id"] = $"PR_{pull.Number}",
        ["title"] = pull.Title,
        ["body"] = pull.Body,
        ["draft"] = pull.IsDraft,
        ["state"] = pull.IsOpen ? "open" : "closed",
        ["labels"] = new JsonArray([.. pull.Labels.Select(LabelJson)]),
        ["requested_teams"] = new JsonArray(), // the published example is not as described
        ["head"] = new JsonObject { ["ref"] = pull.Branch, ["label"] = $"{pull.Owner}:{pull.Branch}", ["sha"] = TipOf(pull.Owner, pull.Branch) },
    });

    private StandInAnswer OpenIssue(JsonObject body)
    {
        var opened = new StandInIssue { Number = NextNumber(), Title = Text(body, "title"), Body = Text(body, "body") };
        opened.Labels.AddRange(body["labels"]!.AsArray().Select(label => label!.GetValue<string>()));
        Issues.Add(opened);
        return new("POST", Repo + "issues", 201, IssueJson(opened));
    }

    private static StandInAnswer EditIssue(StandInIssue issue, JsonObject body)
    {
        issue.Title = body["title"]?.GetValue<string>() ?? issue.Title;
        issue.Body = body["body"]?.GetValue<string>() ?? issue.Body;
        issue.IsOpen = body["state"]?.GetValue<string>() is not "closed";
        return new("PATCH", Repo + "issues/{issue_number}", 200, IssueJson(issue));
    }

    private StandInAnswer AddComment(long number, JsonObject body, StandInToken token)
    {
        if (Text(body, "body").Length > 65_536)
        {
            return Invalid("Body is too long (maximum is 65536 characters)");
        }

        var comment = new StandInComment { Id = NextId(), Number = number, Author = token.Login, Text = Text(body, "body") };
        Comments.Add(comment);
        return new("POST", Repo + "issues/{issue_number}/comments", 201, CommentJson(comment));
    }

    private static StandInAnswer EditComment(StandInComment? comment, JsonObject body, StandInToken token)
    {
        if (comment is null || comment.Author != token.Login)
        {
            return comment is null ? Refuse(404, "Not Found") : Refuse(403, "Must have admin rights to Repository.");
        }

        (comment.Text, comment.Edits) = (Text(body, "body"), comment.Edits + 1);
        return new("PATCH", Repo + "issues/comments/{comment_id}", 200, CommentJson(comment));
    }

    private static JsonObject CommentJson(StandInComment comment) => new() { ["id"] = comment.Id, ["body"] = comment.Text, ["user"] = new JsonObject { ["login"] = comment.Author } };

    private static JsonObject IssueJson(StandInIssue issue) => new()
    {
        ["number"] = issue.Number,
        ["title"] = issue.Title,
        ["body"] = issue.Body,
        ["state"] = issue.IsOpen ? "open" : "closed",
        ["labels"] = new JsonArray([.. issue.Labels.Select(LabelJson)]),
        ["pull_request"] = Absent,
    };

    private static StandInAnswer Invalid(string message) => new("", null, 422, new JsonObject
    {
        ["message"] = "Validation Failed",
        ["documentation_url"] = "https://docs.github.com/rest",
        ["errors"] = new JsonArray(new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = message }),
    });
}
