using System.Text.Json.Nodes;

namespace Playground.Testing.GitHub;

/// <summary>GraphQL: executed with the published schema on what is known; without Node.js, everything known is answered, whatever was asked.</summary>
public sealed partial class GitHubStandIn
{
    private async Task<StandInAnswer> QueryAsync(RecordedRequest request, StandInToken token)
    {
        JsonObject body = BodyOf(request);
        string document = Text(body, "query");
        JsonObject? variables = body["variables"]?.AsObject();
        JsonObject root;
        if (document.StartsWith("mutation", StringComparison.Ordinal))
        {
            // GitHub asks for both, as people found out.
            if (!token.Allows("pull-requests: write") || !token.Allows("contents: write"))
            {
                return Gql(new JsonObject { ["data"] = null, ["errors"] = new JsonArray(new JsonObject { ["type"] = "FORBIDDEN", ["message"] = "Resource not accessible by integration" }) });
            }

            StandInPull pull = Pulls.Single(known => $"PR_{known.Number}" == Text(variables!, "id"));
            pull.IsDraft = document.Contains("convertPullRequestToDraft", StringComparison.Ordinal);
            root = new JsonObject { [pull.IsDraft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview"] = new JsonObject { ["pullRequest"] = PullNode(pull, token) } };
        }
        else
        {
            root = new JsonObject { ["repository"] = Text(variables!, "owner") == Owner && Text(variables!, "name") == Name ? RepositoryNode(variables!, token) : null };
        }

        if (_description is null)
        {
            return Gql(new JsonObject { ["data"] = Unasked(root) });
        }

        JsonNode answer = (await _description.QueryAsync(document, variables, root))!;
        if (answer["errors"] is { } errors)
        {
            Complain($"GraphQL: {errors.ToJsonString()}");
        }

        return Gql(answer);
    }

    private static StandInAnswer Gql(JsonNode answer) => new("POST", null, 200, answer);

    private JsonObject RepositoryNode(JsonObject variables, StandInToken token)
    {
        var objects = new JsonObject();
        foreach ((string name, JsonNode? value) in variables.Where(variable => variable.Key is ['e', >= '0' and <= '9', ..]))
        {
            string expression = value!.GetValue<string>();
            objects[expression] = ObjectOf(expression) is { } id ? new JsonObject { ["__typename"] = "Tree", ["oid"] = id } : null;
        }

        StandInPull? asked = Pulls.Find(pull => pull.Number == (variables["number"]?.GetValue<long>() ?? 0));
        return new JsonObject
        {
            ["object"] = new JsonObject { ["argument"] = "expression", ["byArgument"] = objects },
            ["pullRequest"] = asked is null ? null : PullNode(asked, token),
            ["pullRequests"] = new JsonArray([.. Pulls.OrderByDescending(pull => pull.Number).Select(pull => PullNode(pull, token))]),
        };
    }

    private JsonObject PullNode(StandInPull pull, StandInToken token) => new()
    {
        ["id"] = $"PR_{pull.Number}",
        ["number"] = pull.Number,
        ["state"] = pull.IsOpen ? "OPEN" : "CLOSED",
        ["title"] = pull.Title,
        ["body"] = pull.Body,
        ["isDraft"] = pull.IsDraft,
        ["headRefName"] = pull.Branch,
        ["headRefOid"] = TipOf(pull.Owner, pull.Branch) ?? new string('0', 40),
        ["headRepositoryOwner"] = new JsonObject { ["__typename"] = "User", ["login"] = pull.Owner },
        ["labels"] = new JsonArray([.. pull.Labels.Select(label => new JsonObject { ["name"] = label })]),
        ["comments"] = new JsonArray([.. Comments.Where(comment => comment.Number == pull.Number).Select(comment => new JsonObject
        {
            ["fullDatabaseId"] = comment.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["viewerDidAuthor"] = comment.Author == token.Login,
            ["body"] = comment.Text,
        })]),
    };

    /// <summary>Every list as one page, and every folder under the name it was asked by.</summary>
    private static JsonNode? Unasked(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonObject { ["nodes"] = new JsonArray([.. list.Select(Unasked)]), ["pageInfo"] = new JsonObject { ["hasNextPage"] = false, ["endCursor"] = null } };
            case JsonObject { } found:
                var plain = new JsonObject(found.Where(entry => entry.Key != "object").Select(entry => KeyValuePair.Create(entry.Key, Unasked(entry.Value))));
                int at = 0;
                foreach ((string _, JsonNode? value) in found["object"]?["byArgument"]?.AsObject() ?? [])
                {
                    plain[$"f{at++}"] = value?.DeepClone();
                }

                return plain;
            default:
                return node?.DeepClone();
        }
    }
}
