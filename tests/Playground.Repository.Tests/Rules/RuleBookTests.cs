using Playground.Repository.Rules;

namespace Playground.Repository.Tests.Rules;

public sealed class RuleBookTests
{
    [Fact]
    public void Every_rule_has_a_code_of_its_own_in_order_and_says_what_it_protects_from()
    {
        string[] codes = [.. RuleBook.All.Select(rule => rule.Code)];
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
        Assert.Equal(38, codes.Length);
        Assert.All(RuleBook.All, rule => Assert.EndsWith(".", rule.Protects, StringComparison.Ordinal));
        Assert.All(RuleBook.All, rule => Assert.DoesNotContain('\n', rule.Protects));
    }

    [Fact]
    public void No_class_of_rules_is_left_out_of_the_book()
    {
        IEnumerable<Type> written = typeof(IRule).Assembly.GetTypes().Where(type => type.IsClass && typeof(IRule).IsAssignableFrom(type));
        Assert.Equal(written.Select(type => type.Name).Order(StringComparer.Ordinal), RuleBook.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
    }
}
