using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Playground.Forge.GitHub;

public sealed partial class GitHubForge
{
    /// <summary>Asks by GraphQL. Its refusals come with 200; they are told as those of REST are.</summary>
    private async Task<T> AskAsync<T>(string document, JsonObject variables, string what, JsonTypeInfo<T> type, bool isRepeatable, CancellationToken cancellationToken)
        where T : IGraphQlAnswer
    {
        Uri api = _client.Options.Api;

        // GitHub Enterprise has REST at /api/v3 and GraphQL at /api/graphql.
        string path = api.AbsolutePath.TrimEnd('/');
        var at = new Uri(api, (path.EndsWith("/v3", StringComparison.Ordinal) ? path[..^"/v3".Length] : path) + "/graphql");
        var request = new GitHubRequest(HttpMethod.Post, at, what)
        {
            Json = GitHubJson.Write(new JsonObject { ["query"] = document, ["variables"] = variables.DeepClone() }),
            IsRepeatable = isRepeatable,
        };
        T answer = Parse(await _client.SendAsync(request, cancellationToken).ConfigureAwait(false), what, type);
        if (answer.Errors is not [GraphQlError error, ..])
        {
            return answer;
        }

        string said = $"{what}: GitHub says: {_client.Shown(error.Message)}";
        throw error.Type switch
        {
            "NOT_FOUND" => new ForgeException(ForgeProblemCodes.NotThere, said, 200),
            "FORBIDDEN" or "INSUFFICIENT_SCOPES" => new ForgeException(ForgeProblemCodes.NoAccess, said, 200),
            "RATE_LIMITED" => new ForgeException(ForgeProblemCodes.RateLimited, said, 200),
            _ => new ForgeException(ForgeProblemCodes.NotTaken, said, 200),
        };
    }

    private JsonObject Variables(params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var variables = new JsonObject { ["owner"] = Repository.Owner, ["name"] = Repository.Name };
        foreach ((string name, JsonNode? value) in more)
        {
            variables[name] = value;
        }

        return variables;
    }
}
