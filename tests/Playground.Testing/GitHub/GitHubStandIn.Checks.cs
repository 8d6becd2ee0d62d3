using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

/// <summary>Checks and releases.</summary>
public sealed partial class GitHubStandIn
{
    private const int MostAnnotations = 50;

    private StandInAnswer ListChecks(RecordedRequest request, string commit)
    {
        string name = QueryOf(request)["check_name"];
        IEnumerable<StandInCheck> latest = Checks.Where(check => check.Commit == commit && check.Name == name).OrderByDescending(check => check.Id).Take(1);
        (JsonArray entries, string[] headers, int total) = Page(request, latest, CheckJson);
        return new("GET", Repo + "commits/{ref}/check-runs", 200, new JsonObject { ["total_count"] = total, ["check_runs"] = entries }) { Headers = headers };
    }

    private StandInAnswer AddCheck(JsonObject body)
    {
        JsonObject output = body["output"]!.AsObject();
        var made = new StandInCheck
        {
            Id = NextId(),
            Name = Text(body, "name"),
            Commit = Text(body, "head_sha"),
            Conclusion = Text(body, "conclusion"),
            Title = Text(output, "title"),
            Summary = Text(output, "summary"),
            ExternalId = body["external_id"]?.GetValue<string>(),
        };
        if (AddNotes(made, output) is { } refusal)
        {
            return refusal;
        }

        Checks.Add(made);
        return new("POST", Repo + "check-runs", 201, CheckJson(made));
    }

    private static StandInAnswer EditCheck(StandInCheck check, JsonObject body) =>
        AddNotes(check, body["output"]!.AsObject()) ?? new("PATCH", Repo + "check-runs/{check_run_id}", 200, CheckJson(check));

    private static StandInAnswer? AddNotes(StandInCheck check, JsonObject output)
    {
        JsonArray notes = output["annotations"]?.AsArray() ?? [];
        if (notes.Count > MostAnnotations || Text(output, "summary").Length > 65_535)
        {
            return Invalid("Only 65535 characters and 50 annotations are allowed");
        }

        check.Annotations.AddRange(notes.Select(note => note!.DeepClone().AsObject()));
        return null;
    }

    private static JsonObject CheckJson(StandInCheck check) => new()
    {
        ["id"] = check.Id,
        ["name"] = check.Name,
        ["head_sha"] = check.Commit,
        ["external_id"] = check.ExternalId,
        ["status"] = "completed",
        ["conclusion"] = check.Conclusion,
        ["output"] = new JsonObject { ["title"] = check.Title, ["summary"] = check.Summary, ["annotations_count"] = check.Annotations.Count },
    };

    private StandInAnswer MakeRelease(JsonObject body)
    {
        string tag = Text(body, "tag_name");
        if (Releases.Exists(release => release.Tag == tag))
        {
            return Invalid("tag_name already_exists");
        }

        var made = new StandInRelease(NextId(), tag, Text(body, "name"));
        Releases.Add(made);
        return ReleaseAnswer("POST", Repo + "releases", 201, made);
    }

    private StandInAnswer ReleaseAnswer(string method, string template, int status, StandInRelease release) => new(method, template, status, new JsonObject
    {
        ["id"] = release.Id,
        ["tag_name"] = release.Tag,
        ["name"] = release.Title,
        ["upload_url"] = $"{Api}repos/{Owner}/{Name}/releases/{release.Id}/assets{{?name,label}}",
        ["assets"] = new JsonArray([.. release.Assets.Values.Select(AssetJson)]),
    });

    private StandInAnswer Upload(StandInRelease release, RecordedRequest request)
    {
        string name = QueryOf(request)["name"];
        var asset = new StandInAsset(NextId(), name, request.Body);
        return release.Assets.TryAdd(name, asset)
            ? new("POST", Repo + "releases/{release_id}/assets", 201, AssetJson(asset))
            : new("POST", null, 422, new JsonObject { ["message"] = "Validation Failed", ["errors"] = new JsonArray(new JsonObject { ["resource"] = "ReleaseAsset", ["code"] = "already_exists", ["field"] = "name" }) }) { IsUnchecked = true };
    }

    private StandInAnswer DeleteAsset(long id)
    {
        StandInRelease release = Releases.Single(known => known.Assets.Values.Any(asset => asset.Id == id));
        release.Assets.TryRemove(release.Assets.Values.Single(asset => asset.Id == id).Name, out _);
        return new("DELETE", null, 204, null);
    }

    private JsonObject AssetJson(StandInAsset asset) => new()
    {
        ["id"] = asset.Id,
        ["name"] = asset.Name,
        ["size"] = asset.Content.Length,
        ["state"] = asset.IsWhole ? "uploaded" : "open",
        ["digest"] = "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(asset.Content)),
        ["browser_download_url"] = $"https://github.com/{Owner}/{Name}/releases/download/tag/{asset.Name}",
    };
}
