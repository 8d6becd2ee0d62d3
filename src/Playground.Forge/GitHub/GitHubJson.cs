using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Playground.Forge.GitHub;

/// <summary>What GitHub sends, as far as it is used, and how it is read: what is missing is a bad answer, what is more is left alone.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RefusalAnswer))]
[JsonSerializable(typeof(PullAnswer))]
[JsonSerializable(typeof(PullAnswer[]))]
[JsonSerializable(typeof(NumberedAnswer))]
[JsonSerializable(typeof(LabelAnswer[]))]
[JsonSerializable(typeof(CheckRunsAnswer))]
[JsonSerializable(typeof(IssueAnswer[]))]
[JsonSerializable(typeof(IssueAnswer))]
[JsonSerializable(typeof(CommentAnswer[]))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(ArtifactsAnswer))]
[JsonSerializable(typeof(ReleaseAnswer))]
[JsonSerializable(typeof(AssetAnswer))]
[JsonSerializable(typeof(AssetAnswer[]))]
[JsonSerializable(typeof(EventQueryAnswer))]
[JsonSerializable(typeof(CommentsQueryAnswer))]
[JsonSerializable(typeof(FoldersQueryAnswer))]
[JsonSerializable(typeof(MutationAnswer))]
internal sealed partial class GitHubJson : JsonSerializerContext
{
    /// <summary>The JSON of a body to send.</summary>
    internal static byte[] Write(JsonNode body)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            body.WriteTo(writer);
        }

        return bytes.ToArray();
    }

    /// <summary>What a refusal says, or null where it says nothing that can be read.</summary>
    internal static string? ReadRefusal(byte[] body)
    {
        try
        {
            RefusalAnswer? read = JsonSerializer.Deserialize(body, Default.RefusalAnswer);
            IEnumerable<string> more = read?.Errors is { ValueKind: JsonValueKind.Array } errors
                ? errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).Select(error => error.TryGetProperty("message", out JsonElement text) || error.TryGetProperty("code", out text) ? text.ToString() : "")
                : [];
            return string.Join("; ", more.Prepend(read?.Message ?? "").Where(text => text.Length > 0));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record RefusalAnswer(string? Message = null, JsonElement? Errors = null);

internal sealed record PullAnswer(string NodeId, long Number, string Title, HeadAnswer Head, string? Body = null, bool Draft = false, LabelAnswer[]? Labels = null);

internal sealed record HeadAnswer(string Sha, string Ref);

internal sealed record NumberedAnswer(long Id);

internal sealed record LabelAnswer(string Name);

internal sealed record CheckRunsAnswer(CheckRunAnswer[] CheckRuns);

internal sealed record CheckRunAnswer(long Id, string Name, string HeadSha, string Status, CheckOutputAnswer Output, string? Conclusion = null, string? ExternalId = null);

internal sealed record CheckOutputAnswer(string? Title = null, string? Summary = null, long AnnotationsCount = 0);

internal sealed record IssueAnswer(long Number, string Title, string? Body = null, JsonElement? PullRequest = null);

internal sealed record CommentAnswer(long Id, string? Body = null);

internal sealed record RunAnswer(long Id, string Path, string Event, string HeadSha, string? HeadBranch = null, RepositoryAnswer? HeadRepository = null, string? Conclusion = null);

internal sealed record RepositoryAnswer(OwnerAnswer? Owner = null);

internal sealed record OwnerAnswer(string Login);

internal sealed record ArtifactsAnswer(ArtifactAnswer[] Artifacts);

internal sealed record ArtifactAnswer(long Id, string Name, long SizeInBytes, bool Expired, string? CreatedAt = null);

internal sealed record ReleaseAnswer(long Id, string TagName, string UploadUrl);

internal sealed record AssetAnswer(long Id, string Name, long Size, string State, Uri BrowserDownloadUrl, string? Digest = null);
