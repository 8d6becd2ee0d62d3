namespace Playground.Tuf.Json;

/// <summary>Collects unknown fields while an object is read, in time that grows with their number and no faster: anyone can send many.</summary>
internal struct JsonFieldsBuilder
{
    private List<KeyValuePair<string, byte[]>>? _fields;

    /// <summary>Adds a field whose name is known to be new.</summary>
    internal void Add(string name, byte[] json) => (_fields ??= []).Add(new(name, json));

    internal readonly JsonFields ToFields() => JsonFields.Of(_fields);
}
