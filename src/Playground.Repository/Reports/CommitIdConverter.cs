using System.Text.Json;
using System.Text.Json.Serialization;
using Playground.Repository.Git;

namespace Playground.Repository.Reports;

/// <summary>Commits by their digits.</summary>
internal sealed class CommitIdConverter : JsonConverter<CommitId>
{
    public override CommitId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && CommitId.TryParse(reader.GetString(), out CommitId commit) ? commit : throw new JsonException("A commit is not one.");

    public override void Write(Utf8JsonWriter writer, CommitId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
