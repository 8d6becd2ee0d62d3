using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Playground.Workflows.Tests.Expressions;

/// <summary>How values of expressions are taken for one another: those of JSON, with the coercions that GitHub documents.</summary>
internal static class Value
{
    internal static bool IsTrue(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Number => Number(value) is not 0 and not double.NaN,
        JsonValueKind.String => value.GetValue<string>().Length > 0,
        _ => true,
    };

    internal static string Text(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Number(value).ToString("G15", CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetValue<string>(),
        _ => throw new NotSupportedException("An object or a list stands where a text is needed. Say toJSON."),
    };

    internal static JsonNode? Of(double number) => JsonValue.Create(number);

    internal static JsonNode? Of(bool value) => JsonValue.Create(value);

    internal static JsonNode? Of(string text) => JsonValue.Create(text);

    /// <summary>Loosely: texts whatever their case, different kinds as numbers, objects only if they are one.</summary>
    internal static bool AreEqual(JsonNode? one, JsonNode? other)
    {
        if (one is JsonObject or JsonArray || other is JsonObject or JsonArray)
        {
            return ReferenceEquals(one, other);
        }

        return IsText(one) && IsText(other)
            ? string.Equals(Text(one), Text(other), StringComparison.OrdinalIgnoreCase)
            : Number(one).Equals(Number(other)) && !double.IsNaN(Number(one));
    }

    internal static int? Compare(JsonNode? one, JsonNode? other)
    {
        if (IsText(one) && IsText(other))
        {
            return string.Compare(Text(one), Text(other), StringComparison.OrdinalIgnoreCase);
        }

        (double left, double right) = (Number(one), Number(other));
        return double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
    }

    private static bool IsText(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String;

    private static double Number(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => 0,
        JsonValueKind.True => 1,
        JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        JsonValueKind.String when Text(value).Trim() is "" => 0,
        JsonValueKind.String when double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => double.NaN,
    };
}
