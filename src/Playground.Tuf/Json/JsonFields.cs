using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Playground.Tuf.Json;

/// <summary>
/// The fields of an object that this library does not know, kept so that they survive every edit and stay covered by signatures
/// (specification 4). Immutable.
/// </summary>
public sealed class JsonFields : IEquatable<JsonFields>
{
    private readonly KeyValuePair<string, byte[]>[] _fields;

    private JsonFields(KeyValuePair<string, byte[]>[] fields) => _fields = fields;

    /// <summary>No fields.</summary>
    public static JsonFields Empty { get; } = new([]);

    /// <summary>How many fields there are.</summary>
    public int Count => _fields.Length;

    /// <summary>Their names, in the order in which they came.</summary>
    public IEnumerable<string> Names => _fields.Select(known => known.Key);

    /// <summary>The value of a field.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        byte[]? json = Find(name);
        value = json is null ? default : JsonElement.Parse(json);
        return json is not null;
    }

    /// <summary>The text of a field, or null where it is absent or not a string.</summary>
    public string? GetString(string name) =>
        TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The integer in a field, or null where it is absent or not an integer.</summary>
    public long? GetInteger(string name) =>
        TryGet(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    /// <summary>These fields with one set to a text.</summary>
    public JsonFields With(string name, string value) => WithJson(name, JsonOutput.Write(w => w.WriteStringValue(value)));

    /// <summary>These fields with one set to an integer.</summary>
    public JsonFields With(string name, long value) => WithJson(name, JsonOutput.Write(w => w.WriteNumberValue(value)));

    /// <summary>These fields with one set to any JSON value.</summary>
    /// <exception cref="TufException">The value is not what metadata may hold, a float for example.</exception>
    public JsonFields With(string name, JsonElement value) => WithJson(name, CanonicalCheck(JsonOutput.Write(value.WriteTo)));

    /// <summary>These fields without one of them.</summary>
    public JsonFields Without(string name) => Find(name) is null ? this : new([.. _fields.Where(known => known.Key != name)]);

    /// <inheritdoc/>
    public bool Equals(JsonFields? other)
    {
        if (other is null || other.Count != Count)
        {
            return false;
        }

        foreach ((string name, byte[] json) in _fields)
        {
            if (other.Find(name) is not { } theirs || !CanonicalJson.Encode(json).AsSpan().SequenceEqual(CanonicalJson.Encode(theirs)))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as JsonFields);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>Fields of different names.</summary>
    internal static JsonFields Of(List<KeyValuePair<string, byte[]>>? fields) => fields is null ? Empty : new([.. fields]);

    private JsonFields WithJson(string name, byte[] json) => new([.. _fields.Where(known => known.Key != name), new(name, json)]);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        foreach ((string name, byte[] json) in _fields)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json, skipInputValidation: true);
        }
    }

    private static byte[] CanonicalCheck(byte[] json)
    {
        _ = CanonicalJson.Encode(json);
        return json;
    }

    private byte[]? Find(string name)
    {
        foreach ((string known, byte[] json) in _fields)
        {
            if (known == name)
            {
                return json;
            }
        }

        return null;
    }
}
