using YamlDotNet.RepresentationModel;

namespace Playground.Workflows.Tests.Workflows;

/// <summary>A mapping of a YAML file, read strictly: a key that nobody here knows is a mistake.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _entries;
    private readonly string _where;

    private YamlMap(YamlNode node, string where)
    {
        _where = where;
        _entries = node is YamlMappingNode map
            ? map.Children.ToDictionary(entry => ((YamlScalarNode)entry.Key).Value!, entry => entry.Value, StringComparer.Ordinal)
            : throw new NotSupportedException($"{where} is not a mapping.");
    }

    internal IEnumerable<string> Keys => _entries.Keys;

    internal static YamlMap Parse(string text, string name)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return new YamlMap(stream.Documents.Single().RootNode, name);
    }

    /// <summary>This, if it has no other keys.</summary>
    internal YamlMap Only(params string[] known) => Keys.Except(known).ToList() is [{ } unknown, ..]
        ? throw new NotSupportedException($"{_where}: '{unknown}' is not known here.")
        : this;

    internal string? FindText(string key) => !_entries.TryGetValue(key, out YamlNode? node) ? null
        : node is YamlScalarNode scalar ? scalar.Value ?? "" : throw new NotSupportedException($"{_where}.{key} is not a text.");

    internal string Text(string key) => FindText(key) ?? throw new NotSupportedException($"{_where} has no '{key}'.");

    internal bool IsText(string key) => _entries.GetValueOrDefault(key) is YamlScalarNode;

    internal YamlMap? FindMap(string key) => !_entries.TryGetValue(key, out YamlNode? node) || node is YamlScalarNode { Value: null or "" } ? null : new YamlMap(node, $"{_where}.{key}");

    internal YamlMap Map(string key) => FindMap(key) ?? throw new NotSupportedException($"{_where} has no '{key}'.");

    internal IReadOnlyList<YamlMap> Maps(string key) => [.. List(key).Select((node, at) => new YamlMap(node, $"{_where}.{key}[{at}]"))];

    /// <summary>One text or a list of them; none where the key is not there.</summary>
    internal IReadOnlyList<string> Texts(string key) => _entries.GetValueOrDefault(key) switch
    {
        null => [],
        YamlScalarNode one => [one.Value!],
        _ => [.. List(key).Select(node => ((YamlScalarNode)node).Value!)],
    };

    /// <summary>The texts by their keys; none where the key is not there.</summary>
    internal IReadOnlyDictionary<string, string> TextMap(string key) =>
        FindMap(key) is { } map ? map._entries.Keys.ToDictionary(name => name, map.Text, StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal);

    private IEnumerable<YamlNode> List(string key) => _entries.GetValueOrDefault(key) is YamlSequenceNode list
        ? list.Children
        : throw new NotSupportedException($"{_where}.{key} is not a list.");
}
