using System.Text.Json.Serialization;

namespace Playground.Repository.Pointers;

/// <summary>The JSON of <see cref="ArtifactPointer"/>: every member in its one spelling, no other, none twice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 4)]
[JsonSerializable(typeof(PointerFile))]
internal sealed partial class PointerJson : JsonSerializerContext;
