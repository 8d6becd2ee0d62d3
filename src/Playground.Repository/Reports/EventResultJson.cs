using System.Text.Json;
using System.Text.Json.Serialization;
using Playground.Repository.Editing;
using Playground.Repository.Git;

namespace Playground.Repository.Reports;

/// <summary>The JSON of <see cref="EventResult"/>: every member in its one spelling, no other, none twice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 8,
    Converters =
    [
        typeof(CommitIdConverter), typeof(TimeConverter), typeof(WordConverter<GitChangeKind>), typeof(WordConverter<ChangeKind>),
        typeof(WordConverter<ProjectChange>), typeof(WordConverter<ReleaseChange>), typeof(WordConverter<RoleState>),
    ])]
[JsonSerializable(typeof(EventResult))]
internal sealed partial class EventResultJson : JsonSerializerContext
{
    internal static byte[] Encode(EventResult result) => [.. JsonSerializer.SerializeToUtf8Bytes(result, Default.EventResult), (byte)'\n'];
}
