using System.Text.Json;
using System.Text.Json.Serialization;

namespace Playground.Catalog.Releases;

/// <summary>The JSON of <see cref="ReleaseData"/>: names in snake case as everywhere in TUF, times as in TUF, nothing for what is not said.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    Converters = [typeof(TufTimeConverter)])]
[JsonSerializable(typeof(ReleaseData))]
internal sealed partial class ReleaseDataJson : JsonSerializerContext
{
    internal static byte[] Encode(ReleaseData data) => JsonSerializer.SerializeToUtf8Bytes(data, Default.ReleaseData);

    internal static ReleaseData Decode(JsonElement value) => value.Deserialize(Default.ReleaseData) ?? throw new JsonException("It is null.");
}
