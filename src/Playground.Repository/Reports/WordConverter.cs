using System.Text.Json;
using System.Text.Json.Serialization;

namespace Playground.Repository.Reports;

/// <summary>Names of an enumeration as words in lower case, in that spelling only.</summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        foreach (T value in Enum.GetValues<T>())
        {
            if (Word(value) == text)
            {
                return value;
            }
        }

        throw new JsonException($"A word is none of {string.Join(", ", Enum.GetValues<T>().Select(Word))}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Word(value));

    private static string Word(T value) => value.ToString().ToLowerInvariant();
}
