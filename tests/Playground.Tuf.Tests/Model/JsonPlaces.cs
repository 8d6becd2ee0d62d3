using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Playground.Tuf.Tests.Model;

/// <summary>Finds and changes places of a JSON document by paths as problems give them: <c>$.signed.roles.root.keyids[0]</c>.</summary>
internal static partial class JsonPlaces
{
    internal static JsonNode? Get(JsonNode document, string path) => StepsOf(path).Aggregate((JsonNode?)document, Child);

    internal static void Set(JsonNode document, string path, string? json)
    {
        string[] steps = StepsOf(path);
        JsonNode parent = steps[..^1].Aggregate(document, (node, step) => Child(node, step)!);
        JsonNode? value = json is null ? null : JsonNode.Parse(json);
        if (parent is JsonArray array)
        {
            int index = int.Parse(steps[^1]);
            if (json is null)
            {
                array.RemoveAt(index);
            }
            else if (index == array.Count)
            {
                array.Add(value);
            }
            else
            {
                array[index] = value;
            }
        }
        else if (json is null)
        {
            if (!parent.AsObject().Remove(steps[^1]))
            {
                throw new InvalidOperationException($"{path} is not there.");
            }
        }
        else
        {
            parent.AsObject()[steps[^1]] = value;
        }
    }

    /// <summary>Every value in the document but those inside unknown fields, with its path.</summary>
    internal static IEnumerable<(string Path, JsonNode? Value)> Known(JsonNode? node, string path = "$")
    {
        yield return (path, node);
        IEnumerable<(string Path, JsonNode? Value)> children = node switch
        {
            JsonObject o => o.Where(m => !m.Key.StartsWith("x-", StringComparison.Ordinal)).Select(m => (Member(path, m.Key), m.Value)),
            JsonArray a => a.Select((value, i) => ($"{path}[{i}]", value)),
            _ => [],
        };
        foreach ((string childPath, JsonNode? child) in children)
        {
            foreach ((string Path, JsonNode? Value) below in Known(child, childPath))
            {
                yield return below;
            }
        }
    }

    /// <summary>The document as text, with the first member of one object written again at its end, under an escaped name.</summary>
    internal static string WithFirstMemberTwice(JsonNode? node, string target, string path = "$")
    {
        if (node is JsonArray array)
        {
            return "[" + string.Join(',', array.Select((value, i) => WithFirstMemberTwice(value, target, $"{path}[{i}]"))) + "]";
        }

        if (node is not JsonObject o)
        {
            return node?.ToJsonString() ?? "null";
        }

        List<string> members = [.. o.Select(m => $"\"{m.Key}\":{WithFirstMemberTwice(m.Value, target, Member(path, m.Key))}")];
        if (path == target)
        {
            string name = string.Concat(o.First().Key.Select(c => $"\\u{(int)c:x4}"));
            members.Add($"\"{name}\":{o.First().Value?.ToJsonString() ?? "null"}");
        }

        return "{" + string.Join(',', members) + "}";
    }

    internal static string Member(string path, string name) => PlainName().IsMatch(name) ? $"{path}.{name}" : $"{path}['{name}']";

    private static string[] StepsOf(string path) =>
        [.. Steps().Matches(path[1..]).Select(match => match.Groups["step"].Value)];

    private static JsonNode? Child(JsonNode? node, string step) => node is JsonArray array ? array[int.Parse(step)] : node![step];

    [GeneratedRegex(@"\.(?<step>[A-Za-z0-9_-]+)|\[(?<step>[0-9]+)\]|\['(?<step>[^']*)'\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();

    [GeneratedRegex("^[A-Za-z0-9_-]+$", RegexOptions.None, 1000)]
    private static partial Regex PlainName();
}
