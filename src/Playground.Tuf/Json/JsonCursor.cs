using System.Text.Json;

namespace Playground.Tuf.Json;

/// <summary>
/// Walks over a JSON document for the model, and says of everything that is not as the specification has it where it stands.
/// The document has been through <see cref="SortedJson"/> before: names are unique, numbers are integers, depth is bounded.
/// </summary>
internal ref struct JsonCursor
{
    private readonly string _root;
    private Utf8JsonReader _reader;

    /// <summary>Stands before the value of <paramref name="json"/>, which error messages call <paramref name="root"/>.</summary>
    internal JsonCursor(ReadOnlyMemory<byte> json, string root)
    {
        Json = json;
        _root = root;
        _reader = new Utf8JsonReader(json.Span, JsonText.ReaderOptions);
    }

    /// <summary>The document.</summary>
    internal ReadOnlyMemory<byte> Json { get; }

    /// <summary>Where the current token begins in the document.</summary>
    internal readonly int Offset => (int)_reader.TokenStartIndex;

    /// <summary>What error messages call the document.</summary>
    internal readonly string Root => _root;

    /// <summary>Enters an object; the answer is where it begins.</summary>
    internal int BeginObject() => Begin(JsonTokenType.StartObject, "an object");

    /// <summary>Enters an array; the answer is where it begins.</summary>
    internal int BeginArray() => Begin(JsonTokenType.StartArray, "an array");

    /// <summary>Goes to the next name of an object, or leaves it.</summary>
    internal bool NextMember()
    {
        _reader.Read();
        return _reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Whether an array has another element. One that has must be read with <see cref="BeginObject"/> or another reading method.</summary>
    internal bool NextElement()
    {
        Utf8JsonReader ahead = _reader;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.EndArray)
        {
            _reader = ahead;
            return false;
        }

        return true;
    }

    /// <summary>Whether the current name is this one.</summary>
    internal readonly bool NameIs(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>The current name.</summary>
    internal readonly string Name() => _reader.GetString()!;

    /// <summary>The current name or string as UTF-8; a copy only where it has escapes.</summary>
    internal readonly ReadOnlySpan<byte> Utf8() => _reader.ValueIsEscaped ? JsonText.Unescape(_reader.ValueSpan) : _reader.ValueSpan;

    internal string ReadString()
    {
        Expect(JsonTokenType.String, "a string");
        return _reader.GetString()!;
    }

    /// <summary>Reads a string without making a <see cref="string"/> of it.</summary>
    internal ReadOnlySpan<byte> ReadUtf8()
    {
        Expect(JsonTokenType.String, "a string");
        return Utf8();
    }

    internal long ReadInteger()
    {
        Expect(JsonTokenType.Number, "an integer");
        return _reader.TryGetInt64(out long value) ? value : throw Error(ProblemCodes.NotAnInteger, "An integer does not fit into 64 bits.");
    }

    internal bool ReadBoolean()
    {
        _reader.Read();
        return _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw WrongType("true or false"),
        };
    }

    /// <summary>Passes over a value.</summary>
    internal void SkipValue()
    {
        _reader.Read();
        _reader.Skip();
    }

    /// <summary>Passes over a value, which must be an object, and gives its bytes.</summary>
    internal ReadOnlyMemory<byte> ReadRawObject()
    {
        int start = BeginObject();
        _reader.Skip();
        return Json[start..(int)_reader.BytesConsumed];
    }

    /// <summary>Adds the current member, name and value, to the fields that are not known.</summary>
    internal void ReadUnknown(ref JsonFieldsBuilder fields)
    {
        string name = Name();
        _reader.Read();
        int start = Offset;
        _reader.Skip();
        fields.Add(name, Json.Span[start..(int)_reader.BytesConsumed].ToArray());
    }

    /// <summary>A refusal of the current token.</summary>
    internal readonly TufException Error(string code, string message) => ErrorAt(Offset, code, message);

    /// <summary>A refusal of what begins at an offset.</summary>
    internal readonly TufException ErrorAt(int offset, string code, string message) =>
        new(code, message, JsonPath.At(Json.Span, offset, _root));

    /// <summary>A refusal of an object that begins at an offset and lacks a field.</summary>
    internal readonly TufException Missing(int objectOffset, string field) =>
        new(ProblemCodes.MissingField, $"The required field '{field}' is missing.", JsonPath.Member(JsonPath.At(Json.Span, objectOffset, _root), field));

    private int Begin(JsonTokenType type, string what)
    {
        Expect(type, what);
        return Offset;
    }

    private void Expect(JsonTokenType type, string what)
    {
        _reader.Read();
        if (_reader.TokenType != type)
        {
            throw WrongType(what);
        }
    }

    private readonly TufException WrongType(string what) => Error(ProblemCodes.WrongType, $"Here stands {Kind(_reader.TokenType)} where {what} belongs.");

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
