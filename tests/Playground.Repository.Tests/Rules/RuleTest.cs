using Playground.Repository.Events;
using Playground.Repository.Rules;
using Playground.Repository.Tests.Events;

namespace Playground.Repository.Tests.Rules;

/// <summary>A test that forges an event which one rule refuses, and only that one.</summary>
public abstract class RuleTest
{
    /// <summary>Judges an event, expects findings of one rule and of no other, and that nothing else, such as signatures, keeps it from being merged.</summary>
    /// <returns>The findings.</returns>
    protected static async Task<IReadOnlyList<Finding>> OnlyRefusedAs(string code, TestEvents events, bool signed = true, IReadOnlyList<IRule>? rules = null)
    {
        SigningEvent change = await events.ReadAsync();
        rules ??= RuleBook.All;
        var findings = rules.SelectMany(rule => rule.Check(change).Select(found => (rule.Code, found))).ToList();
        Assert.Equal([code], findings.Select(found => found.Code).Distinct());
        EventVerdict verdict = Judge.Verdict(change, TestEvents.Name, rules);
        Assert.False(verdict.IsVerified);
        EventVerdict otherwise = Judge.Verdict(change, TestEvents.Name, [.. rules.Where(rule => rule.Code != code)]);
        Assert.True(!signed || otherwise.IsVerified, $"Something else than the rule keeps it from being merged: {VerdictJson.Write(otherwise)}");
        return [.. findings.Select(found => found.found)];
    }

    protected static async Task Verified(TestEvents events)
    {
        EventVerdict verdict = await events.JudgeAsync();
        Assert.True(verdict.IsVerified, VerdictJson.Write(verdict));
    }
}
