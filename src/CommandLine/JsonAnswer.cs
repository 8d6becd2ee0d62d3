using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Playground.Tuf;

namespace Playground.CommandLine;

/// <summary>An answer for scripts: one JSON document on stdout.</summary>
internal static class JsonAnswer
{
    internal static void Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.Default }))
        {
            write(writer);
        }

        buffer.WriteByte((byte)'\n');
        using Stream output = Console.OpenStandardOutput();

        // All of it is ASCII, and what stands for a command that CI services find in logs is an escape of JSON too.
        output.Write(Encoding.UTF8.GetBytes(Printable.WithoutCommands(Encoding.UTF8.GetString(buffer.ToArray()))));
    }
}
