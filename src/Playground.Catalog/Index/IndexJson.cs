using System.Text.Json.Serialization;
using Playground.Catalog.Releases;

namespace Playground.Catalog.Index;

/// <summary>The JSON of the index: names in snake case, times as in TUF, nothing for what is not said, no name twice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    Converters = [typeof(TufTimeConverter)])]
[JsonSerializable(typeof(IndexEntry))]
[JsonSerializable(typeof(IndexFile))]
internal sealed partial class IndexJson : JsonSerializerContext;
