using System.Text.Json.Nodes;
using Xunit;

namespace Playground.Workflows.Tests.Expressions;

/// <summary>Expressions as GitHub documents them; what is not known here fails.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 == '1'", "true")]
    [InlineData("'A' == 'a'", "true")]
    [InlineData("null == ''", "true")]
    [InlineData("'a' == 0", "false")]
    [InlineData("!github.event.repository.fork && github.ref == 'refs/heads/main'", "true")]
    [InlineData("inputs.event || github.head_ref || github.ref_name", "main")]
    [InlineData("github.event_name == 'push' && 'yes' || 'no'", "yes")]
    [InlineData("(1 < 2) != (2 >= 3)", "true")]
    [InlineData("'a' < 1", "false")]
    [InlineData("contains('Hello', 'ELL')", "true")]
    [InlineData("contains(fromJSON('[\"a\", \"b\"]'), 'B')", "true")]
    [InlineData("startsWith(github.ref, 'refs/heads/') && endsWith(github.ref, 'main')", "true")]
    [InlineData("format('{0} {{it''s}} {1}', 'a', 2)", "a {it's} 2")]
    [InlineData("toJSON(github.event.repository)", "{\"fork\":false}")]
    [InlineData("github.event.number", "7")]
    [InlineData("github['event'].repository['fork']", "false")]
    [InlineData("secrets.NOT_SET", "")]
    [InlineData("always() && !failure() && !cancelled() && success()", "true")]
    public void An_expression_means_what_GitHub_says(string expression, string text) => Assert.Equal(text, Value.Text(Expression.Evaluate(expression, Scope())));

    [Theory]
    [InlineData("hashFiles('**')")]
    [InlineData("contains('a')")]
    [InlineData("github.nonsense")]
    [InlineData("needs.other.result")]
    [InlineData("nonsense.x")]
    [InlineData("'open")]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("github.event.*")]
    [InlineData("1 2")]
    [InlineData("")]
    public void What_is_not_known_fails(string expression) => Assert.Throws<NotSupportedException>(() => Expression.Evaluate(expression, Scope()));

    [Theory]
    [InlineData("a ${{ 1 }} b ${{ '}}' }}", "a 1 b }}")]
    [InlineData("nothing", "nothing")]
    public void Expressions_in_a_text_are_filled_in(string template, string text) => Assert.Equal(text, Expression.Fill(template, Scope()));

    [Fact]
    public void An_expression_that_is_not_closed_fails() => Assert.Throws<NotSupportedException>(() => Expression.Fill("a ${{ 1 }", Scope()));

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", false)]
    [InlineData("${{ true }}", false)]
    [InlineData("always()", true)]
    [InlineData("${{ failure() && github.ref_name == 'main' }}", true)]
    [InlineData("!cancelled()", true)]
    [InlineData("github.ref_name == 'always'", false)]
    public void After_a_failure_only_what_asks_for_it_is_run(string? condition, bool holds)
    {
        ExpressionScope scope = Scope();
        scope.HasFailed = true;

        Assert.Equal(holds, Expression.Holds(condition, scope));
    }

    private static ExpressionScope Scope()
    {
        var scope = new ExpressionScope();
        JsonObject github = ExpressionScope.TextContext([new("ref", "refs/heads/main"), new("ref_name", "main"), new("head_ref", ""), new("event_name", "push")]);
        github["event"] = new JsonObject { ["repository"] = new JsonObject { ["fork"] = false }, ["number"] = 7 };
        (scope.Contexts["github"], scope.Contexts["inputs"]) = (github, ExpressionScope.TextContext([new("event", "")]));
        (scope.Contexts["needs"], scope.Contexts["secrets"]) = (ExpressionScope.NewContext(), ExpressionScope.NewContext());
        return scope;
    }
}
