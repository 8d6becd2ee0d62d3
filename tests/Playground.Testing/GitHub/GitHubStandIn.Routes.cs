using System.Globalization;
using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

public sealed partial class GitHubStandIn
{
    private const string Repo = "/repos/{owner}/{repo}/";

    private async Task<StandInAnswer> RouteAsync(RecordedRequest request)
    {
        if (request.Header("Authorization") is not { } authorization || !authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !Tokens.TryGetValue(authorization["Bearer ".Length..], out StandInToken? token))
        {
            return Refuse(401, "Bad credentials");
        }

        string[] path = request.Path!.Trim('/').Split('/');
        if (path is ["graphql"])
        {
            return await QueryAsync(request, token);
        }

        if (path is not ["repos", { } owner, { } name, .. var rest] || owner != Owner || name != Name)
        {
            return Refuse(404, "Not Found");
        }

        string[] needs = NeedsOf(request.Method, rest);
        return token.Allows(needs) ? Route(request, rest, token) : Refuse(403, "Resource not accessible by integration");
    }

    /// <summary>The permissions of which one is needed, as GitHub's documentation has them.</summary>
    private string[] NeedsOf(string method, string[] rest) => (method, rest) switch
    {
        ("GET", ["pulls", ..]) => ["pull-requests: read"],
        (_, ["pulls", ..]) => ["pull-requests: write"],
        ("GET", ["commits", _, "check-runs"]) => ["checks: read"],
        (_, ["check-runs", ..]) => ["checks: write"],
        ("GET", ["actions", ..]) => ["actions: read"],
        (_, ["actions", ..]) => ["actions: write"],
        ("GET", ["releases", ..]) => ["contents: read"],
        (_, ["releases", ..]) => ["contents: write"],
        ("GET", ["issues", ..]) => ["issues: read", "pull-requests: read"],
        (_, ["issues", "comments", { } id]) => Pulls.Any(pull => pull.Number == Comments.FirstOrDefault(comment => comment.Id == Number(id))?.Number) ? ["issues: write", "pull-requests: write"] : ["issues: write"],
        (_, ["issues", { } number, ..]) => Pulls.Any(pull => pull.Number == Number(number)) ? ["issues: write", "pull-requests: write"] : ["issues: write"],
        _ => ["issues: write"],
    };

    private StandInAnswer Route(RecordedRequest request, string[] rest, StandInToken token) => (request.Method, rest) switch
    {
        ("POST", ["pulls"]) => OpenPull(BodyOf(request)),
        ("GET", ["pulls", { } number]) => Pulls.Find(pull => pull.Number == Number(number)) is { } pull ? PullAnswer("GET", Repo + "pulls/{pull_number}", 200, pull) : Refuse(404, "Not Found"),
        ("PATCH", ["pulls", { } number]) => EditPull(Pulls.Single(pull => pull.Number == Number(number)), BodyOf(request)),
        ("GET", ["issues"]) => List(request, Repo + "issues", Issues.Where(issue => issue.IsOpen && issue.Labels.Contains(QueryOf(request)["labels"])), IssueJson),
        ("POST", ["issues"]) => OpenIssue(BodyOf(request)),
        ("PATCH", ["issues", { } number]) => EditIssue(Issues.Single(issue => issue.Number == Number(number)), BodyOf(request)),
        ("GET", ["issues", { } number, "comments"]) => List(request, Repo + "issues/{issue_number}/comments", Comments.Where(comment => comment.Number == Number(number)), CommentJson),
        ("POST", ["issues", { } number, "comments"]) => AddComment(Number(number), BodyOf(request), token),
        ("PATCH", ["issues", "comments", { } id]) => EditComment(Comments.SingleOrDefault(comment => comment.Id == Number(id)), BodyOf(request), token),
        ("POST", ["issues", { } number, "labels"]) => AddLabels(LabelsOf(Number(number)), BodyOf(request)),
        ("DELETE", ["issues", { } number, "labels", { } label]) => RemoveLabel(LabelsOf(Number(number)), label),
        ("GET", ["commits", { } commit, "check-runs"]) => ListChecks(request, commit),
        ("POST", ["check-runs"]) => AddCheck(BodyOf(request)),
        ("PATCH", ["check-runs", { } id]) => EditCheck(Checks.Single(check => check.Id == Number(id)), BodyOf(request)),
        ("POST", ["actions", "workflows", { } file, "dispatches"]) => Dispatch(file, BodyOf(request)),
        ("GET", ["actions", "runs", { } run]) => Runs.Find(known => known.Id == Number(run)) is { } found ? RunAnswer(found) : Refuse(404, "Not Found"),
        ("GET", ["actions", "runs", { } run, "artifacts"]) => ListArtifacts(request, Number(run)),
        ("GET", ["actions", "artifacts", { } id, "zip"]) => Artifacts.Exists(artifact => artifact.Id == Number(id))
            ? new("GET", null, 302, null) { Headers = [$"Location: http://localhost:{Api.Port}/storage/{id}.zip"] }
            : Refuse(404, "Not Found"),
        ("GET", ["releases", "tags", { } tag]) => Releases.Find(release => release.Tag == tag) is { } there ? ReleaseAnswer("GET", Repo + "releases/tags/{tag}", 200, there) : Refuse(404, "Not Found"),
        ("POST", ["releases"]) => MakeRelease(BodyOf(request)),
        ("GET", ["releases", { } id, "assets"]) => List(request, Repo + "releases/{release_id}/assets", Releases.Single(release => release.Id == Number(id)).Assets.Values.OrderBy(asset => asset.Id), AssetJson),
        ("POST", ["releases", { } id, "assets"]) => Upload(Releases.Single(release => release.Id == Number(id)), request),
        ("DELETE", ["releases", "assets", { } id]) => DeleteAsset(Number(id)),
        _ => throw new NotSupportedException($"{request} is not known here."),
    };

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Text(JsonObject body, string name) => body[name]!.GetValue<string>();

    /// <summary>A refusal as GitHub words them; which statuses an operation may refuse with is not always described.</summary>
    private static StandInAnswer Refuse(int status, string message) => new("", null, status, new JsonObject { ["message"] = message, ["documentation_url"] = "https://docs.github.com/rest", ["status"] = status.ToString(CultureInfo.InvariantCulture) })
    {
        IsUnchecked = status is 401 or 403 or 404,
    };

    /// <summary>A list, as many of it as are asked for, with the next page's address.</summary>
    private StandInAnswer List<T>(RecordedRequest request, string template, IEnumerable<T> all, Func<T, JsonNode> json)
    {
        (JsonArray entries, string[] headers, _) = Page(request, all, json);
        return new StandInAnswer("GET", template, 200, entries) { Headers = headers };
    }

    private (JsonArray Entries, string[] Headers, int Total) Page<T>(RecordedRequest request, IEnumerable<T> all, Func<T, JsonNode> json)
    {
        Dictionary<string, string> query = QueryOf(request);
        int size = Math.Min(LongestPage, int.Parse(query.GetValueOrDefault("per_page", "30"), CultureInfo.InvariantCulture));
        int page = int.Parse(query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture);
        List<T> list = [.. all];
        query["page"] = (page + 1).ToString(CultureInfo.InvariantCulture);
        string next = $"{Api.AbsoluteUri.TrimEnd('/')}{request.Target.Split('?')[0]}?{string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"))}";
        string[] headers = page * size < list.Count ? [$"Link: <{Api}?page=1>; rel=\"first\", <{next}>; rel=\"next\""] : [];
        return (new JsonArray([.. list.Skip((page - 1) * size).Take(size).Select(json)]), headers, list.Count);
    }

    private List<string> LabelsOf(long number) => Pulls.Find(pull => pull.Number == number)?.Labels ?? Issues.Single(issue => issue.Number == number).Labels;

    private static JsonObject LabelJson(string label) => new() { ["name"] = label };

    private StandInAnswer AddLabels(List<string> labels, JsonObject body)
    {
        labels.AddRange(body["labels"]!.AsArray().Select(label => label!.GetValue<string>()).Except(labels, StringComparer.OrdinalIgnoreCase));
        return new("POST", Repo + "issues/{issue_number}/labels", 200, new JsonArray([.. labels.Select(LabelJson)]));
    }

    private static StandInAnswer RemoveLabel(List<string> labels, string label) => labels.RemoveAll(known => string.Equals(known, label, StringComparison.OrdinalIgnoreCase)) > 0
        ? new("DELETE", Repo + "issues/{issue_number}/labels/{name}", 200, new JsonArray([.. labels.Select(LabelJson)]))
        : Refuse(404, "Label does not exist");

    private StandInAnswer Dispatch(string file, JsonObject body)
    {
        Dispatches.Add(new StandInDispatch(
            file, Text(body, "ref"), (body["inputs"]?.AsObject() ?? []).ToDictionary(input => input.Key, input => input.Value!.GetValue<string>(), StringComparer.Ordinal)));
        return new("POST", null, 204, null);
    }

    private StandInAnswer RunAnswer(StandInRun run) => new("GET", Repo + "actions/runs/{run_id}", 200, new JsonObject
    {
        ["id"] = run.Id,
        ["path"] = run.Path,
        ["event"] = run.Event,
        ["head_branch"] = run.HeadBranch,
        ["head_sha"] = run.HeadCommit,
        ["conclusion"] = run.Conclusion,
        ["status"] = run.Conclusion is null ? "in_progress" : "completed",
        ["head_repository"] = new JsonObject { ["owner"] = new JsonObject { ["login"] = run.HeadOwner }, ["full_name"] = $"{run.HeadOwner}/{Name}", ["fork"] = run.HeadOwner != Owner },
    });

    private StandInAnswer ListArtifacts(RecordedRequest request, long run)
    {
        string name = QueryOf(request)["name"];
        (JsonArray entries, string[] headers, int total) = Page(
            request,
            Artifacts.Where(artifact => artifact.Run == run && artifact.Name == name),
            artifact => new JsonObject { ["id"] = artifact.Id, ["name"] = artifact.Name, ["size_in_bytes"] = artifact.Zip.Length, ["expired"] = false });
        return new("GET", Repo + "actions/runs/{run_id}/artifacts", 200, new JsonObject { ["total_count"] = total, ["artifacts"] = entries }) { Headers = headers };
    }
}
