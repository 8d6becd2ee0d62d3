using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Playground.Tuf.Json;

/// <summary>Collects what the model writes: compact JSON in whatever order, to be put into one of the two forms afterwards.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
