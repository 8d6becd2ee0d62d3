using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Playground.Workflows.Tests.Expressions;

/// <summary>The functions of expressions that are known here. Any other is a mistake.</summary>
internal static partial class Functions
{
    private static readonly HashSet<string> Status = new(["success", "failure", "always", "cancelled"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a condition asks how things went before, and so stands for itself.</summary>
    internal static bool AsksForStatus(string condition) => ExpressionToken.Read(condition)
        .Zip(ExpressionToken.Read(condition).Skip(1)).Any(pair => Status.Contains(pair.First.Text) && pair is { First.Kind: TokenKind.Name, Second.Text: "(" });

    internal static JsonNode? Call(string name, List<JsonNode?> arguments, ExpressionScope scope) => (name.ToUpperInvariant(), arguments) switch
    {
        ("SUCCESS", []) => Value.Of(!scope.HasFailed),
        ("FAILURE", []) => Value.Of(scope.HasFailed),
        ("ALWAYS", []) => Value.Of(true),
        ("CANCELLED", []) => Value.Of(false),
        ("CONTAINS", [JsonArray list, var item]) => Value.Of(list.Any(entry => Value.AreEqual(entry, item))),
        ("CONTAINS", [var text, var part]) => Value.Of(Value.Text(text).Contains(Value.Text(part), StringComparison.OrdinalIgnoreCase)),
        ("STARTSWITH", [var text, var part]) => Value.Of(Value.Text(text).StartsWith(Value.Text(part), StringComparison.OrdinalIgnoreCase)),
        ("ENDSWITH", [var text, var part]) => Value.Of(Value.Text(text).EndsWith(Value.Text(part), StringComparison.OrdinalIgnoreCase)),
        ("FORMAT", [var text, .. var values]) => Value.Of(Format(Value.Text(text), values)),
        ("TOJSON", [var value]) => Value.Of(value?.ToJsonString() ?? "null"),
        ("FROMJSON", [var text]) => JsonNode.Parse(Value.Text(text)),
        _ => throw new NotSupportedException($"The function {name} with {arguments.Count} arguments is not known here."),
    };

    private static string Format(string text, List<JsonNode?> values) => Placeholder().Replace(text, found => found.Value switch
    {
        "{{" => "{",
        "}}" => "}",
        _ when found.Groups["number"].Success => Value.Text(values[int.Parse(found.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)]),
        _ => throw new NotSupportedException($"A brace stands alone in: {text}"),
    });

    [GeneratedRegex(@"\{\{|\}\}|\{(?<number>\d+)\}|[{}]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
