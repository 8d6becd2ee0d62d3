using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Playground.Workflows.Tests.Expressions;

/// <summary>An expression of a workflow: parsed and evaluated in one go. What is not known fails, rather than being null.</summary>
internal sealed partial class Expression
{
    private readonly string _source;
    private readonly List<ExpressionToken> _tokens;
    private readonly ExpressionScope _scope;
    private int _at;

    private Expression(string source, ExpressionScope scope) => (_source, _tokens, _scope) = (source, ExpressionToken.Read(source), scope);

    /// <summary>The value of an expression, without <c>${{ }}</c> around it.</summary>
    internal static JsonNode? Evaluate(string source, ExpressionScope scope)
    {
        var expression = new Expression(source, scope);
        JsonNode? value = expression.Or(true);
        return expression.Next.Kind == TokenKind.End ? value : throw expression.Unexpected();
    }

    /// <summary>A text with the values of the expressions in it.</summary>
    internal static string Fill(string template, ExpressionScope scope)
    {
        string filled = Embedded().Replace(template, found => Value.Text(Evaluate(found.Groups["expression"].Value, scope)));
        return Embedded().Replace(template, "").Contains("${{", StringComparison.Ordinal)
            ? throw new NotSupportedException($"An expression is not closed in: {template}")
            : filled;
    }

    /// <summary>The expressions in a text.</summary>
    internal static IEnumerable<string> In(string template) => Embedded().Matches(template).Select(found => found.Groups["expression"].Value);

    /// <summary>Whether an <c>if:</c> holds: by itself where it asks for the status, else only if nothing failed.</summary>
    internal static bool Holds(string? condition, ExpressionScope scope)
    {
        if (condition is null)
        {
            return !scope.HasFailed;
        }

        string trimmed = condition.Trim();
        Match whole = Whole().Match(trimmed);
        string expression = whole.Success ? whole.Groups["expression"].Value : trimmed;
        if (expression.Contains("${{", StringComparison.Ordinal))
        {
            throw new NotSupportedException($"A condition is one expression: {condition}");
        }

        return (Functions.AsksForStatus(expression) || !scope.HasFailed) && Value.IsTrue(Evaluate(expression, scope));
    }

    private ExpressionToken Next => _tokens[_at];

    // Operands that do not matter are parsed too, and not evaluated: run is whether the value matters.
    private JsonNode? Or(bool run)
    {
        JsonNode? left = And(run);
        while (Take("||"))
        {
            bool needed = run && !Value.IsTrue(left);
            JsonNode? right = And(needed);
            left = needed ? right : left;
        }

        return left;
    }

    private JsonNode? And(bool run)
    {
        JsonNode? left = Equality(run);
        while (Take("&&"))
        {
            bool needed = run && Value.IsTrue(left);
            JsonNode? right = Equality(needed);
            left = needed ? right : left;
        }

        return left;
    }

    private JsonNode? Equality(bool run)
    {
        JsonNode? left = Order(run);
        while (true)
        {
            if (Take("==")) left = Value.Of(Value.AreEqual(left, Order(run)));
            else if (Take("!=")) left = Value.Of(!Value.AreEqual(left, Order(run)));
            else return left;
        }
    }

    private JsonNode? Order(bool run)
    {
        JsonNode? left = Unary(run);
        while (true)
        {
            if (Take("<=")) left = Value.Of(Value.Compare(left, Unary(run)) <= 0);
            else if (Take(">=")) left = Value.Of(Value.Compare(left, Unary(run)) >= 0);
            else if (Take("<")) left = Value.Of(Value.Compare(left, Unary(run)) < 0);
            else if (Take(">")) left = Value.Of(Value.Compare(left, Unary(run)) > 0);
            else return left;
        }
    }

    private JsonNode? Unary(bool run) => Take("!") ? Value.Of(!Value.IsTrue(Unary(run))) : Primary(run);

    private JsonNode? Primary(bool run)
    {
        ExpressionToken token = Next;
        _at++;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return Value.Of(token.Text);
            case TokenKind.Number:
                return Value.Of(double.Parse(token.Text, CultureInfo.InvariantCulture));
            case TokenKind.Sign when token.Text == "(":
                JsonNode? inner = Or(run);
                Require(")");
                return inner;
            case TokenKind.Name when token.Text is "true" or "false":
                return Value.Of(token.Text == "true");
            case TokenKind.Name when token.Text is "null":
                return null;
            case TokenKind.Name when Take("("):
                return Call(token.Text, run);
            case TokenKind.Name:
                return Path(token.Text);
            default:
                _at--;
                throw Unexpected();
        }
    }

    private JsonNode? Call(string name, bool run)
    {
        var arguments = new List<JsonNode?>();
        while (!Take(")"))
        {
            if (arguments.Count > 0)
            {
                Require(",");
            }

            arguments.Add(Or(run));
        }

        return run ? Functions.Call(name, arguments, _scope) : null;
    }

    private JsonNode? Path(string context)
    {
        JsonNode? value = _scope.Contexts.TryGetValue(context, out JsonObject? found)
            ? found
            : throw new NotSupportedException($"There is no context '{context}' here: {_source}");
        for (bool first = true; ; first = false)
        {
            string name;
            if (Take("."))
            {
                name = Next.Kind == TokenKind.Name ? Next.Text : throw Unexpected();
                _at++;
            }
            else if (Take("["))
            {
                name = Value.Text(Or(true));
                Require("]");
            }
            else
            {
                return value;
            }

            if (first && ExpressionScope.IsClosed(context) && !found.ContainsKey(name))
            {
                throw new NotSupportedException($"'{context}' has no '{name}': {_source}");
            }

            value = value is JsonObject parent && parent.TryGetPropertyValue(name, out JsonNode? child) ? child : null;
        }
    }

    private bool Take(string sign)
    {
        bool there = Next.Kind == TokenKind.Sign && Next.Text == sign;
        _at += there ? 1 : 0;
        return there;
    }

    private void Require(string sign)
    {
        if (!Take(sign))
        {
            throw Unexpected();
        }
    }

    private NotSupportedException Unexpected() => new($"'{Next.Text}' is not expected in: {_source}");

    [GeneratedRegex(@"\$\{\{(?<expression>(?:[^'}]|'[^']*'|\}(?!\}))*)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Embedded();

    [GeneratedRegex(@"^\$\{\{(?<expression>(?:[^'}]|'[^']*'|\}(?!\}))*)\}\}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();
}
