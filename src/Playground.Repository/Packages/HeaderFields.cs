using System.Text;

namespace Playground.Repository.Packages;

/// <summary>Fields of the form that mails have (<c>Name: value</c>, further lines begin with a blank), up to the first empty line. Names in any case.</summary>
internal sealed class HeaderFields
{
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.OrdinalIgnoreCase);

    private HeaderFields()
    {
    }

    /// <summary>Reads fields.</summary>
    /// <exception cref="InvalidDataException">A line is none.</exception>
    internal static HeaderFields Parse(byte[] content)
    {
        var fields = new HeaderFields();
        var value = new StringBuilder();
        string? name = null;
        using var lines = new StreamReader(new MemoryStream(content), Encoding.UTF8);
        while (lines.ReadLine() is { Length: > 0 } line)
        {
            if (line[0] is ' ' or '\t')
            {
                value.Append('\n').Append(line.AsSpan().Trim());
                continue;
            }

            fields.Add(name, value);
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new InvalidDataException($"A line that describes it is no field: '{Printable.Of(line)}'.");
            }

            name = line[..colon].TrimEnd();
            value.Append(line.AsSpan(colon + 1).Trim());
        }

        fields.Add(name, value);
        return fields;
    }

    /// <summary>The values of a field that may be there several times.</summary>
    internal IReadOnlyList<string> All(string name) => _fields.GetValueOrDefault(name) ?? [];

    /// <summary>The value of a field that may be there once; null where it is not, or says nothing.</summary>
    internal string? One(string name) => All(name) switch
    {
        [] or [""] or ["UNKNOWN"] => null,
        [string value] => value,
        _ => throw new InvalidDataException($"It says '{name}' more than once."),
    };

    private void Add(string? name, StringBuilder value)
    {
        if (name is not null)
        {
            if (!_fields.TryGetValue(name, out List<string>? values))
            {
                _fields.Add(name, values = []);
            }

            values.Add(value.ToString());
            value.Clear();
        }
    }
}
