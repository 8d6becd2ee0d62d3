using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Playground.Downloader;

/// <summary>The JSON of the lock file: for people to read in a review, and the same bytes for the same choice.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(LockFile))]
internal sealed partial class LockJson : JsonSerializerContext
{
    internal static byte[] Encode(LockFile file)
    {
        // So that '>=1.0' stays '>=1.0': the file is never part of a web page.
        var readable = new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        return [.. JsonSerializer.SerializeToUtf8Bytes(file, (JsonTypeInfo<LockFile>)readable.GetTypeInfo(typeof(LockFile))), (byte)'\n'];
    }
}
