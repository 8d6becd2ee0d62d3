using System.Text.Json.Serialization;

namespace Playground.Forge.GitHub;

/// <summary>The names of GraphQL are not written as those of REST are; so each says its own.</summary>
internal sealed record GraphQlError([property: JsonPropertyName("message")] string Message = "", [property: JsonPropertyName("type")] string? Type = null);

/// <summary>What any GraphQL answer is: data, or why there is none.</summary>
internal interface IGraphQlAnswer
{
    GraphQlError[]? Errors { get; }
}

internal sealed record EventQueryAnswer(EventQueryData? Data = null, GraphQlError[]? Errors = null) : IGraphQlAnswer;

internal sealed record EventQueryData(EventQueryRepository? Repository = null);

internal sealed record EventQueryRepository([property: JsonPropertyName("pullRequests")] Nodes<PullNode> PullRequests);

internal sealed record Nodes<T>([property: JsonPropertyName("nodes")] T?[]? All, [property: JsonPropertyName("pageInfo")] PageInfo? PageInfo = null);

internal sealed record PageInfo([property: JsonPropertyName("hasNextPage")] bool HasNextPage, [property: JsonPropertyName("endCursor")] string? EndCursor = null);

internal sealed record PullNode(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("number")] long Number,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("isDraft")] bool IsDraft,
    [property: JsonPropertyName("headRefOid")] string HeadRefOid,
    [property: JsonPropertyName("comments")] Nodes<CommentNode> Comments,
    [property: JsonPropertyName("headRepositoryOwner")] OwnerAnswer? HeadRepositoryOwner = null,
    [property: JsonPropertyName("labels")] Nodes<LabelAnswer>? Labels = null);

internal sealed record CommentNode(
    [property: JsonPropertyName("fullDatabaseId"), JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] long? FullDatabaseId,
    [property: JsonPropertyName("viewerDidAuthor")] bool ViewerDidAuthor,
    [property: JsonPropertyName("body")] string Body);

internal sealed record CommentsQueryAnswer(CommentsQueryData? Data = null, GraphQlError[]? Errors = null) : IGraphQlAnswer;

internal sealed record CommentsQueryData(CommentsQueryRepository? Repository = null);

internal sealed record CommentsQueryRepository([property: JsonPropertyName("pullRequest")] CommentsQueryPull? PullRequest = null);

internal sealed record CommentsQueryPull([property: JsonPropertyName("comments")] Nodes<CommentNode> Comments);

internal sealed record FoldersQueryAnswer(FoldersQueryData? Data = null, GraphQlError[]? Errors = null) : IGraphQlAnswer;

internal sealed record FoldersQueryData(Dictionary<string, FolderNode?>? Repository = null);

internal sealed record FolderNode([property: JsonPropertyName("oid")] string Oid);

internal sealed record MutationAnswer(GraphQlError[]? Errors = null) : IGraphQlAnswer;
