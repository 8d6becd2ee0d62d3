using System.Text.Json.Nodes;

namespace Playground.Workflows.Tests.Expressions;

/// <summary>What an expression can see: contexts, and how things went before.</summary>
internal sealed class ExpressionScope
{
    /// <summary>The contexts there are, such as <c>github</c>. Any other that is named is a mistake.</summary>
    internal Dictionary<string, JsonObject> Contexts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether something before failed.</summary>
    internal bool HasFailed { get; set; }

    /// <summary>A context in which every name that is asked for has to be known: elsewhere what is not there is null, as on GitHub.</summary>
    internal static bool IsClosed(string context) => context is "github" or "runner" or "inputs" or "needs" or "steps";

    internal static JsonObject NewContext(IEnumerable<KeyValuePair<string, JsonNode?>>? entries = null)
    {
        var context = new JsonObject(new JsonNodeOptions { PropertyNameCaseInsensitive = true });
        foreach ((string name, JsonNode? value) in entries ?? [])
        {
            context[name] = value;
        }

        return context;
    }

    internal static JsonObject TextContext(IEnumerable<KeyValuePair<string, string>> entries) =>
        NewContext(entries.Select(entry => KeyValuePair.Create(entry.Key, Value.Of(entry.Value))));
}
