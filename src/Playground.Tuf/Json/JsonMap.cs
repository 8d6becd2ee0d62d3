using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Playground.Tuf.Json;

/// <summary>
/// A JSON object as a dictionary that stays in its bytes: four bytes per entry, look-ups by binary search, values made when they are asked for.
/// That is what lets a client hold a role of a million targets. Immutable; edits give a new map that shares the bytes.
/// </summary>
/// <typeparam name="TKey">What names an entry.</typeparam>
/// <typeparam name="TValue">What an entry holds.</typeparam>
public abstract class JsonMap<TKey, TValue> : IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly int[] _names;
    private readonly Dictionary<TKey, TValue?> _edits;
    private readonly string _root;

    /// <summary>A map over received bytes: the offsets of its names, in code point order.</summary>
    private protected JsonMap(ReadOnlyMemory<byte> json, int[] names, string root)
        : this(json, names, root, [], names.Length)
    {
    }

    /// <summary>A map of given entries.</summary>
    private protected JsonMap(Dictionary<TKey, TValue?> entries)
        : this(default, [], "$", entries, entries.Count)
    {
    }

    private protected JsonMap(JsonMap<TKey, TValue> origin, Dictionary<TKey, TValue?> edits, int count)
        : this(origin._json, origin._names, origin._root, edits, count)
    {
    }

    private JsonMap(ReadOnlyMemory<byte> json, int[] names, string root, Dictionary<TKey, TValue?> edits, int count)
    {
        _json = json;
        _names = names;
        _root = root;
        _edits = edits;
        Count = count;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public IEnumerable<TKey> Keys => this.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<TValue> Values => this.Select(entry => entry.Value);

    /// <inheritdoc/>
    public TValue this[TKey key] =>
        TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"There is no entry '{key}'.");

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => _edits.TryGetValue(key, out TValue? edited) ? edited is not null : Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_edits.TryGetValue(key, out value))
        {
            int index = Find(key);
            value = index < 0 ? null : ValueOf(index);
        }

        return value is not null;
    }

    /// <summary>The entries: first those that came, by code point of their names, then those that were added.</summary>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        var passed = new HashSet<TKey>();
        for (int i = 0; i < _names.Length; i++)
        {
            TKey key = ToKey(JsonText.StringAt(_json.Span, _names[i]));
            if (!_edits.TryGetValue(key, out TValue? edited))
            {
                yield return new(key, ValueOf(i));
                continue;
            }

            passed.Add(key);
            if (edited is not null)
            {
                yield return new(key, edited);
            }
        }

        foreach ((TKey key, TValue? value) in _edits)
        {
            if (value is not null && !passed.Contains(key))
            {
                yield return new(key, value);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where the edits of a changed copy begin from.</summary>
    private protected (Dictionary<TKey, TValue?> Edits, int Count) Edited(TKey key, TValue? value)
    {
        int count = Count + (value is null ? 0 : 1) - (ContainsKey(key) ? 1 : 0);
        return (new Dictionary<TKey, TValue?>(_edits) { [key] = value }, count);
    }

    /// <summary>Where the names of the entries that came begin in the bytes, in code point order of the names.</summary>
    private protected ReadOnlySpan<int> NameOffsets => _names;

    private protected abstract TKey ToKey(string name);

    private protected abstract string ToName(TKey key);

    private protected abstract TValue ReadValue(ref JsonCursor cursor);

    private protected abstract void Write(Utf8JsonWriter writer, TValue value);

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (_edits.Count == 0)
        {
            foreach (int name in _names)
            {
                writer.WritePropertyName(JsonText.StringAt(_json.Span, name));
                writer.WriteRawValue(RawValue(name).Span, skipInputValidation: true);
            }
        }
        else
        {
            foreach ((TKey key, TValue value) in this)
            {
                writer.WritePropertyName(ToName(key));
                Write(writer, value);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>
    /// Reads an object whose every value is checked by <paramref name="check"/>; the answer is the offsets of its names in order.
    /// The cursor stands before the object.
    /// </summary>
    internal static int[] ReadNames(ref JsonCursor cursor, EntryCheck check)
    {
        cursor.BeginObject();
        int[] names = new int[64];
        int count = 0;
        bool ordered = true;
        ReadOnlySpan<byte> json = cursor.Json.Span;
        while (cursor.NextMember())
        {
            if (count == names.Length)
            {
                Array.Resize(ref names, count * 2);
            }

            names[count] = cursor.Offset;
            ordered &= count == 0 || JsonText.Compare(json, names[count - 1], names[count]) < 0;
            count++;
            check(ref cursor);
        }

        Array.Resize(ref names, count);
        if (!ordered)
        {
            ReadOnlyMemory<byte> all = cursor.Json;
            Array.Sort(names, (a, b) => JsonText.Compare(all.Span, a, b));
        }

        return names;
    }

    /// <summary>Checks the entry whose name the cursor stands on, and moves to its end.</summary>
    internal delegate void EntryCheck(ref JsonCursor cursor);

    private int Find(TKey key)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(ToName(key));
        ReadOnlySpan<byte> json = _json.Span;
        int low = 0;
        int high = _names.Length - 1;
        while (low <= high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            int order = JsonText.Compare(json, _names[middle], wanted);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    private TValue ValueOf(int index)
    {
        try
        {
            var cursor = new JsonCursor(RawValue(_names[index]), _root);
            return ReadValue(ref cursor);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            // Cannot be where the bytes were read here; what was remembered of them may have been forged.
            throw new TufException(ProblemCodes.NotJson, "An entry is not where it was remembered to be.", _root, e);
        }
    }

    private ReadOnlyMemory<byte> RawValue(int name)
    {
        ReadOnlySpan<byte> json = _json.Span;
        int colon = name + 2 + JsonText.RawAt(json, name, out _).Length;
        colon += json[colon..].IndexOf((byte)':');
        var reader = new Utf8JsonReader(json[(colon + 1)..], JsonText.ReaderOptions);
        reader.Read();
        int start = colon + 1 + (int)reader.TokenStartIndex;
        reader.Skip();
        return _json[start..(colon + 1 + (int)reader.BytesConsumed)];
    }
}
